"""threading.Timer: start, cancel, repeat; a watchdog."""
import threading
import time

log = []


def note(text, *, sign="."):
    log.append(text + sign)


once = threading.Timer(0.02, note, args=("once",), kwargs={"sign": "!"})
never = threading.Timer(30, note, ["never"])
for timer in (once, never):
    timer.start()
never.cancel()
once.join()
never.join()
print(log, once.finished.is_set(), never.is_alive())


class Repeat(threading.Timer):
    """Runs its function again and again until cancelled."""

    def run(self):
        while not self.finished.wait(self.interval):
            self.function(*self.args, **self.kwargs)


ticks = []
enough = threading.Event()


def tick():
    ticks.append(len(ticks))
    if len(ticks) == 4:
        enough.set()


repeat = Repeat(0.005, tick)
repeat.daemon = True
repeat.start()
enough.wait()
repeat.cancel()
repeat.join()
print("ticks:", ticks[:4])


class Watchdog:
    def __init__(self, patience, bark):
        self.patience, self.bark = patience, bark
        self.timer = None

    def feed(self):
        if self.timer is not None:
            self.timer.cancel()
        self.timer = threading.Timer(self.patience, self.bark)
        self.timer.start()

    def stop(self):
        self.timer.cancel()


barked = threading.Event()
dog = Watchdog(0.08, barked.set)
for _ in range(3):
    dog.feed()
    time.sleep(0.01)
print("barked while fed:", barked.is_set())
print("barked when hungry:", barked.wait(2))
dog.stop()
