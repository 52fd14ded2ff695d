"""Three crossings: a one-lane bridge, H2O from hydrogen and oxygen, the river with Linux and other hackers."""
import threading
from collections import Counter, deque


class Bridge:
    """Cars of one direction at a time, at most three at once."""

    def __init__(self, capacity=3):
        self.cond = threading.Condition()
        self.capacity, self.on, self.direction = capacity, 0, None
        self.crossed, self.mixed = Counter(), False

    def __call__(self, direction):
        with self.cond:
            while self.on and (self.direction != direction or self.on == self.capacity):
                self.cond.wait()
            self.direction, self.on = direction, self.on + 1
        with self.cond:
            self.mixed |= self.direction != direction
            self.on -= 1
            self.crossed[direction] += 1
            self.cond.notify_all()


class Water:
    def __init__(self):
        self.mutex = threading.Lock()
        self.queues = {"H": threading.Semaphore(0), "O": threading.Semaphore(0)}
        self.waiting = Counter()
        self.barrier = threading.Barrier(3, action=self.bond)
        self.molecules = 0

    def bond(self):
        self.molecules += 1

    def atom(self, kind):
        self.mutex.acquire()
        self.waiting[kind] += 1
        if self.waiting["H"] >= 2 and self.waiting["O"] >= 1:
            self.waiting -= Counter(H=2, O=1)
            for other in "HHO":
                self.queues[other].release()
            complete = True
        else:
            complete = False
            self.mutex.release()
        self.queues[kind].acquire()
        self.barrier.wait()
        if complete:
            self.mutex.release()


bridge, water = Bridge(), Water()
threads = [threading.Thread(target=bridge, args=("east" if n % 3 else "west",)) for n in range(12)]
threads += [threading.Thread(target=water.atom, args=(kind,)) for kind in "HHOHOHHHOHHO"]
for t in threads:
    t.start()
for t in threads:
    t.join(timeout=10)
print(dict(sorted(bridge.crossed.items())), bridge.mixed, bridge.on)
print(water.molecules, "molecules", sum(water.waiting.values()), any(t.is_alive() for t in threads))
window = deque((n for n in range(10)), maxlen=3)
window.extendleft("ab")
print(window, window.index("a"), window.count(8))
