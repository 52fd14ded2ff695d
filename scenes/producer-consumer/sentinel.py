from queue import Queue
from random import randint
from threading import Thread
from threading import current_thread
from time import sleep

belt = Queue(4)
ids = iter(range(1, 1000))
buns = iter(range(1, 1000))


def cook():
    for _ in range(6):
        sleep(randint(0, 1))
        belt.put(f'bun {next(buns)}')


def eater():
    name = current_thread().name
    while True:
        food = belt.get()
        if food is None:
            break
        sleep(randint(1, 2))
        print(name, 'ate', food)
    print(name, 'goes home')


def hire(role):
    t = Thread(target=role)
    name = role.__name__
    t.name = f'{name} {next(ids)}'
    t.start()
    return t


cooks = [hire(cook), hire(cook)]
eaters = [hire(eater) for _ in range(3)]
for t in cooks:
    t.join()
for _ in eaters:
    belt.put(None)
