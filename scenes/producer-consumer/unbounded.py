import random
import time
from queue import Queue
from threading import Thread

belt = Queue()
people = iter(range(1, 1000))
buns = iter(range(1, 1000))


def cook():
    for _ in range(15):
        belt.put(f'bun {next(buns)}')
        time.sleep(0.2)


def eater():
    while True:
        food = belt.get()
        time.sleep(random.randint(1, 3))
        print(food, 'is eaten,', belt.qsize(), 'wait')
        belt.task_done()


def hire(role):
    name = f'{role.__name__} {next(people)}'
    worker = Thread(target=role, name=name, daemon=True)
    worker.start()
    return worker


cooks = [hire(cook), hire(cook)]
for _ in range(3):
    hire(eater)
for worker in cooks:
    worker.join()
belt.join()
print('everything is eaten')
