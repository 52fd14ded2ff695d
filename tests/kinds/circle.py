from threading import Lock, Thread
from time import sleep

a = Lock()
b = Lock()


def take(first, second):
    with first:
        sleep(0.5)
        with second:
            pass


Thread(target=take, args=(a, b)).start()
Thread(target=take, args=(b, a)).start()
