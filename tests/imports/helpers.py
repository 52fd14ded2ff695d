"""Helps."""
import threading

import circle

count = 0
lock = threading.Lock()


class Worker:
    def __init__(self, number):
        self.number = number

    def __repr__(self):
        return f'{type(self).__name__}({self.number}) of {__name__}'


def bump():
    global count
    with lock:
        count += 1


def fail():
    return 1 / 0


if __name__ == '__main__':
    print('not reached: it is imported')
