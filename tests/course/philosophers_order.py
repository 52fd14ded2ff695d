"""Dining philosophers, first remedy: everybody takes the fork with the smaller number first."""
import threading
import time

SEATS = 5
MEALS = 3
forks = [threading.Lock() for _ in range(SEATS)]
eaten = [0] * SEATS
NAMES = ("Aristotle", "Boethius", "Confucius", "Descartes", "Epicurus")


class Philosopher(threading.Thread):
    at_table = 0
    most_at_once = 0
    counting = threading.Lock()

    def __init__(self, seat):
        super().__init__(name=NAMES[seat])
        self.seat = seat
        self.first, self.second = sorted([seat, (seat + 1) % SEATS])

    def dine(self):
        with forks[self.first]:
            with forks[self.second]:
                with Philosopher.counting:
                    Philosopher.at_table += 1
                    Philosopher.most_at_once = max(Philosopher.most_at_once, Philosopher.at_table)
                time.sleep(0.002)
                eaten[self.seat] += 1
                with Philosopher.counting:
                    Philosopher.at_table -= 1

    def run(self):
        for _ in range(MEALS):
            self.dine()


philosophers = [Philosopher(seat) for seat in range(SEATS)]
for philosopher in philosophers:
    philosopher.start()
for philosopher in philosophers:
    philosopher.join()

for name, count in zip(NAMES, eaten):
    print(f"{name:<10}|{'*' * count:>5}|{count:2d}")
print("never more than two at once:", Philosopher.most_at_once <= SEATS // 2)
assert all(not fork.locked() for fork in forks)
print("all forks are on the table")
