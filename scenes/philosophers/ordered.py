from random import uniform
from threading import Lock, Thread
from time import sleep

NAMES = [
    'Aristotle', 'Buddha', 'Confucius',
    'Descartes', 'Epicurus',
]
forks = [Lock() for _ in NAMES]


def philosopher(i):
    j = (i + 1) % 5
    first = forks[min(i, j)]
    second = forks[max(i, j)]
    while True:
        sleep(uniform(0, 2))
        with first:
            sleep(uniform(0, 3))
            with second:
                print(NAMES[i], 'eats')
                sleep(0.5)


for i, name in enumerate(NAMES):
    Thread(
        target=philosopher,
        name=name,
        args=(i,),
    ).start()
