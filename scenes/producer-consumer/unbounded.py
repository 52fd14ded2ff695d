from queue import Queue
from random import randint
from threading import Thread
from time import sleep

belt = Queue()
ids = iter(range(1, 1000))
buns = iter(range(1, 1000))


def cook():
    for _ in range(15):
        belt.put(f'bun {next(buns)}')
        sleep(0.2)


def eater():
    while True:
        food = belt.get()
        sleep(randint(1, 3))
        size = belt.qsize()
        print(food, 'left:', size)
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
