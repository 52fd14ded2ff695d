"""Work stealing: each worker has a deque; it takes from its own right end and steals from others' left ends."""
import random
import threading
from collections import deque


class Worker(threading.Thread):
    def __init__(self, pool, index):
        super().__init__(name=f"worker-{index}")
        self.pool, self.index = pool, index
        self.tasks = deque()
        self.lock = threading.Lock()
        self.random = random.Random(index)
        self.done = 0

    def push(self, task):
        with self.lock:
            self.tasks.append(task)

    def pop(self):
        with self.lock:
            return self.tasks.pop() if self.tasks else None

    def steal(self):
        with self.lock:
            try:
                return self.tasks.popleft()
            except IndexError:
                return None

    def run(self):
        while not self.pool.finished.is_set():
            task = self.pop()
            if task is None:
                victim = self.random.choice(self.pool.workers)
                task = victim.steal() if victim is not self else None
            if task is None:
                self.pool.finished.wait(0.0005)
                continue
            task(self)
            self.done += 1
            self.pool.task_done()


class Pool:
    def __init__(self, size):
        self.finished = threading.Event()
        self._pending = 0
        self._lock = threading.Lock()
        self.workers = [Worker(self, index) for index in range(size)]

    def spawn(self, task, worker=None):
        with self._lock:
            self._pending += 1
        (worker or self.workers[0]).push(task)

    def task_done(self):
        with self._lock:
            self._pending -= 1
            if not self._pending:
                self.finished.set()

    def run(self):
        for worker in self.workers:
            worker.start()
        for worker in self.workers:
            worker.join()


def tree_sum(pool, total, depth):
    def task(worker):
        if depth == 0:
            with total["lock"]:
                total["leaves"] += 1
        else:
            for _ in range(2):
                pool.spawn(tree_sum(pool, total, depth - 1), worker)
    return task


pool = Pool(4)
total = {"leaves": 0, "lock": threading.Lock()}
pool.spawn(tree_sum(pool, total, 6))
pool.run()
print("leaves:", total["leaves"])
print("tasks:", sum(worker.done for worker in pool.workers))
print("nothing left:", not any(worker.tasks for worker in pool.workers))
d = deque(range(5), maxlen=5)
d.rotate(2), d.appendleft("new")
print(d, d[0], len(d), d.maxlen, list(reversed(d)))
