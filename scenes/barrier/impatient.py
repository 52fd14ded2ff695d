from threading import (
    Barrier, BrokenBarrierError,
    Thread, current_thread,
)
from time import sleep

start = Barrier(5, timeout=3)


def run(late):
    name = current_thread().name
    try:
        sleep(late)
        start.wait()
        print(name, 'runs')
    except BrokenBarrierError:
        print(name, 'goes home')


def enter(number):
    Thread(
        target=run,
        name=f'runner {number}',
        args=(2 * number - 2,),
    ).start()


for number in range(1, 6):
    enter(number)
