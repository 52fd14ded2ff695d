# What is raised by those who use a primitive without holding it: multiprocessing's raise otherwise than threading's.
import multiprocessing
import threading


def attempts(module):
    yield 'a lock', lambda: module.Lock().release()
    yield 'a reentrant lock', lambda: module.RLock().release()
    yield 'a bounded semaphore', lambda: module.BoundedSemaphore(2).release()
    yield 'several permits', lambda: module.Semaphore(1).release(3)
    yield 'notify', lambda: module.Condition().notify()
    yield 'notify_all', lambda: module.Condition().notify_all()
    yield 'wait', lambda: module.Condition().wait(0.01)
    yield 'wait_for', lambda: module.Condition().wait_for(lambda: False, 0.01)


def main():
    for module in (threading, multiprocessing):
        for name, attempt in attempts(module):
            try:
                attempt()
                print(name, 'passes')
            except Exception as error:
                print(name, type(error).__name__)


if __name__ == '__main__':
    main()
