from random import randint
from threading import (
    Thread, current_thread,
)
from time import sleep

from primviz import RWLock

book = RWLock('readers')
ids = iter(range(1, 1000))


def read():
    name = current_thread().name
    for _ in range(3):
        sleep(randint(1, 3))
        with book.reading():
            print(name, 'reads')
            sleep(2)


def write():
    name = current_thread().name
    for _ in range(2):
        sleep(randint(2, 4))
        with book.writing():
            print(name, 'writes')
            sleep(2)


def come(action, name):
    Thread(
        target=action,
        name=f'{name} {next(ids)}',
    ).start()


for _ in range(5):
    come(read, 'reader')
for _ in range(2):
    come(write, 'writer')
