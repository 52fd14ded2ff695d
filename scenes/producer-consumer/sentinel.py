import random
import time
from queue import Queue
from threading import Thread, current_thread

belt = Queue(4)
people = iter(range(1, 1000))
buns = iter(range(1, 1000))


def cook():
    for _ in range(6):
        time.sleep(random.randint(0, 1))
        belt.put(f'bun {next(buns)}')


def eater():
    while True:
        food = belt.get()
        if food is None:
            break
        time.sleep(random.randint(1, 2))
        print(current_thread().name, 'ate', food)
    print(current_thread().name, 'goes home')


def hire(role):
    worker = Thread(target=role, name=f'{role.__name__} {next(people)}')
    worker.start()
    return worker


cooks = [hire(cook), hire(cook)]
eaters = [hire(eater), hire(eater), hire(eater)]
for worker in cooks:
    worker.join()
for _ in eaters:
    belt.put(None)
