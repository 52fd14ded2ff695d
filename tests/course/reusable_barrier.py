"""Barriers: threading.Barrier with an action, then a reusable one made of two turnstiles."""
import threading
from functools import partial

N = 4
PHASES = 3


class TurnstileBarrier:
    """From the Little Book of Semaphores."""

    def __init__(self, n):
        self.n = n
        self.count = 0
        self.mutex = threading.Lock()
        self.turnstile = threading.Semaphore(0)
        self.turnstile2 = threading.Semaphore(0)

    def phase1(self):
        with self.mutex:
            self.count += 1
            if self.count == self.n:
                for _ in range(self.n):
                    self.turnstile.release()
        self.turnstile.acquire()

    def phase2(self):
        with self.mutex:
            self.count -= 1
            if not self.count:
                for _ in range(self.n):
                    self.turnstile2.release()
        self.turnstile2.acquire()

    def wait(self):
        self.phase1()
        self.phase2()


def work(barrier, marks, who):
    for phase in range(PHASES):
        marks.append((phase, who))
        barrier.wait()


def run(barrier):
    marks = []
    threads = [threading.Thread(target=partial(work, barrier, marks), args=(i,)) for i in range(N)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    phases = [phase for phase, _ in marks]
    print(phases == sorted(phases), [sorted(who for p, who in marks if p == phase) for phase in range(PHASES)])


generation = []
run(threading.Barrier(N, action=lambda: generation.append(len(generation))))
print("actions:", generation)
run(TurnstileBarrier(N))

barrier = threading.Barrier(2, timeout=0.01)
try:
    barrier.wait()
except threading.BrokenBarrierError as e:
    print("broken:", barrier.broken, type(e).__name__, e.args)
barrier.reset()
print(barrier.parties, barrier.n_waiting, barrier.broken)
