"""time and datetime, sched, strftime; a simulation by a heap of events."""
import heapq
import sched
import threading
import time
from datetime import datetime, timedelta

log = []
scheduler = sched.scheduler(time.monotonic, time.sleep)
for delay, priority, text in [(0.03, 1, "third"), (0.01, 2, "first"), (0.02, 1, "second")]:
    scheduler.enter(delay, priority, log.append, argument=(text,))
cancelled = scheduler.enter(0.02, 1, log.append, ("never",))
scheduler.cancel(cancelled)
scheduler.run()
print(log, scheduler.empty())

moment = datetime(2024, 2, 28, 23, 59, 30)
later = moment + timedelta(minutes=1, seconds=1)
print(later, (later - moment).total_seconds(), later > moment, f"{later:%d.%m.%Y %H:%M}")
print(timedelta(hours=25, seconds=1.5), timedelta(days=-1), timedelta(seconds=90) * 2, str(timedelta(0)))
print(later.isoformat(), (later + timedelta(days=366)).strftime("%Y-%m-%d"), repr(timedelta(1, 2)))
print(time.strftime("%H:%M:%S", time.gmtime(3661)), time.gmtime(0).tm_year, len(time.ctime()))


class Simulation:
    def __init__(self):
        self.now, self._queue, self._count = 0.0, [], 0

    def at(self, delay, action, *args):
        self._count += 1
        heapq.heappush(self._queue, (self.now + delay, self._count, action, args))

    def run(self, until=float("inf")):
        while self._queue and self._queue[0][0] <= until:
            self.now, _, action, args = heapq.heappop(self._queue)
            action(*args)
        return self.now


simulation, served = Simulation(), []


def arrive(n):
    served.append(f"{simulation.now:.1f}:{n}")
    if n < 4:
        simulation.at(0.5 * n + 0.5, arrive, n + 1)


simulation.at(1, arrive, 0)
print(simulation.run(until=3.5), served, simulation.run())

started, parts = time.perf_counter(), {}


def measure(name, seconds):
    t = time.monotonic()
    time.sleep(seconds)
    parts[name] = time.monotonic() - t >= seconds * 0.99


threads = [threading.Thread(target=measure, args=(f"t{n}", n / 100)) for n in range(1, 4)]
for t in threads: t.start()
for t in threads: t.join(timeout=2)
elapsed = time.perf_counter() - started
print(sorted(parts.items()), elapsed >= 0.0299, time.time_ns() > 10**18, time.process_time() >= 0)
