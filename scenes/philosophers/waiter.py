from random import uniform
from threading import (
    Lock, Semaphore, Thread,
)
from time import sleep

NAMES = [
    'Aristotle', 'Buddha', 'Confucius',
    'Descartes', 'Epicurus',
]
forks = [Lock() for _ in NAMES]
waiter = Semaphore(4)


def philosopher(i):
    left = forks[i]
    right = forks[(i + 1) % 5]
    while True:
        sleep(uniform(0, 2))
        with waiter, left:
            sleep(uniform(0, 3))
            with right:
                print(NAMES[i], 'eats')
                sleep(0.5)


for i, name in enumerate(NAMES):
    Thread(
        target=philosopher,
        name=name,
        args=(i,),
    ).start()
