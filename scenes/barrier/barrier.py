from random import randint
from threading import (
    Barrier, BrokenBarrierError,
    Thread, current_thread,
)
from time import sleep

start = Barrier(5)


def run():
    name = current_thread().name
    try:
        for lap in range(1, 4):
            sleep(randint(1, 4))
            start.wait()
            print(name, 'lap', lap)
    except BrokenBarrierError:
        print(name, 'goes home')


def enter(number):
    Thread(
        target=run,
        name=f'runner {number}',
    ).start()


for number in range(1, 6):
    enter(number)
