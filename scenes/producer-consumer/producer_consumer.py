from queue import Queue
from random import randint
from threading import (
    Thread, current_thread,
)
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
        sleep(randint(1, 2))
        print(name, 'ate', food)
        belt.task_done()


def hire(role):
    name = role.__name__
    t = Thread(
        target=role, daemon=True,
        name=f'{name} {next(ids)}',
    )
    t.start()
    return t


cooks = [hire(cook), hire(cook)]
for _ in range(3):
    hire(eater)
for t in cooks:
    t.join()
belt.join()
print('everything is eaten')
