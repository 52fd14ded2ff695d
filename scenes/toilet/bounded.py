from random import randint
from threading import (
    BoundedSemaphore, Thread,
    current_thread,
)
from time import sleep

stalls = BoundedSemaphore(3)
ids = iter(range(1, 1000))


def visit():
    name = current_thread().name
    stalls.acquire()
    print(name, 'goes in')
    sleep(randint(0, 3))
    print(name, 'comes out')
    stalls.release()


def arrive():
    Thread(
        target=visit,
        name=f'visitor {next(ids)}',
    ).start()


for _ in range(13):
    arrive()
