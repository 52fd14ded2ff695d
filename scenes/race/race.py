from random import uniform
from threading import Thread
from time import sleep

visitors = 0


def let_in():
    sleep(1)
    return 1


def door():
    global visitors
    for _ in range(3):
        sleep(uniform(0, 3))
        visitors += let_in()


def open_door(number):
    thread = Thread(
        target=door,
        name=f'door {number}',
    )
    thread.start()
    return thread


doors = [open_door(n) for n in range(1, 5)]
for thread in doors:
    thread.join()
print('counted', visitors, 'of 12')
