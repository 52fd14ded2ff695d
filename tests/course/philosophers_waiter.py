"""Dining philosophers, second remedy: a waiter lets four sit down (a semaphore)."""
from threading import BoundedSemaphore, Lock, Thread
import random
import time

random.seed(7)


class Table:
    def __init__(self, seats):
        self.seats = seats
        self.forks = [Lock() for _ in range(seats)]
        self.waiter = BoundedSemaphore(seats - 1)
        self.meals = {seat: 0 for seat in range(seats)}

    def left(self, seat):
        return self.forks[seat]

    def right(self, seat):
        return self.forks[(seat + 1) % self.seats]

    def eat(self, seat):
        self.waiter.acquire()
        try:
            self.left(seat).acquire()
            time.sleep(random.uniform(0, 0.002))
            self.right(seat).acquire()
            try:
                self.meals[seat] += 1
            finally:
                self.right(seat).release()
                self.left(seat).release()
        finally:
            self.waiter.release()


def philosopher(table, seat, meals=4):
    while meals:
        table.eat(seat)
        meals -= 1


table = Table(5)
threads = [Thread(target=philosopher, args=(table, seat), kwargs={"meals": 4}) for seat in range(table.seats)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
print(table.meals)
print("total =", sum(table.meals.values()))
try:
    table.waiter.release()
except ValueError as error:
    print("ValueError:", error)
