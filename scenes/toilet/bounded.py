import random
import time
from threading import BoundedSemaphore, Thread, current_thread

stalls = BoundedSemaphore(3)
numbers = iter(range(1, 1000))


def visit():
    name = current_thread().name
    stalls.acquire()
    print(f'{name} goes in')
    time.sleep(random.randint(0, 3))
    print(f'{name} comes out')
    stalls.release()


def arrive():
    Thread(target=visit, name=f'visitor {next(numbers)}').start()


for _ in range(13):
    arrive()
