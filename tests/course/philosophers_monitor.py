"""Dining philosophers, third remedy: a monitor with one condition a seat (after Dijkstra and Hoare)."""
import enum
import threading
import time


class State(enum.Enum):
    THINKING = 0
    HUNGRY = 1
    EATING = 2


class Monitor:
    def __init__(self, n):
        self._n = n
        self._lock = threading.RLock()
        self._may_eat = [threading.Condition(self._lock) for _ in range(n)]
        self._state = [State.THINKING] * n
        self.history = []

    def _neighbours(self, i):
        return (i - 1) % self._n, (i + 1) % self._n

    def _test(self, i):
        a, b = self._neighbours(i)
        if self._state[i] is State.HUNGRY and State.EATING not in (self._state[a], self._state[b]):
            self._state[i] = State.EATING
            self._may_eat[i].notify()

    def pick_up(self, i):
        with self._lock:
            self._state[i] = State.HUNGRY
            self._test(i)
            while self._state[i] is not State.EATING:
                self._may_eat[i].wait()
            self.history.append(i)
            for neighbour in self._neighbours(i):
                assert self._state[neighbour] != State.EATING, f"{neighbour} eats beside {i}"

    def put_down(self, i):
        with self._lock:
            self._state[i] = State.THINKING
            for neighbour in self._neighbours(i):
                self._test(neighbour)


def life(monitor, i):
    for meal in range(3):
        monitor.pick_up(i)
        time.sleep(0.001 * (i + 1))
        monitor.put_down(i)


monitor = Monitor(5)
threads = []
for i in range(5):
    t = threading.Thread(target=life, args=(monitor, i))
    threads.append(t)
    t.start()
for t in threads:
    t.join()
print("meals:", {i: monitor.history.count(i) for i in sorted(set(monitor.history))})
print([state.name for state in State], State(2), State["HUNGRY"].value, repr(State.EATING))
