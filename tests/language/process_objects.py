# What a process is called, knows of itself and its parent, and how it ends.
import multiprocessing as mp
import os
import sys
import threading
import time
from multiprocessing import Process, current_process


def show(tag):
    p = current_process()
    parent = mp.parent_process()
    known = parent is not None and os.getppid() == parent.pid
    print(tag, p.name, p.pid == os.getpid(), p.ident == p.pid, p.daemon, known, p._identity, p.exitcode, p.is_alive(), flush=True)


def nested():
    show('outer')
    c = Process(target=show, args=('inner',))
    c.start()
    c.join()
    print(mp.parent_process().name, mp.parent_process().is_alive(), flush=True)


def sleep():
    time.sleep(100)


def guarded():
    try:
        time.sleep(10)
    finally:
        print('is not run', flush=True)


def leaves():
    sys.exit(7)


def says():
    sys.exit('words')


def fails():
    raise ZeroDivisionError


def drops():
    os._exit(5)


def has_a_thread():
    threading.Thread(target=lambda: (time.sleep(0.2), print('thread in child', flush=True))).start()
    print('main of child ends', flush=True)


class Cook(Process):
    def run(self):
        show('cook')


class Raw(Process):
    def __init__(self):
        pass


def attempt(use):
    try:
        print(use())
    except Exception as error:
        print(type(error).__name__, error)


def main():
    show('main')
    print(mp.parent_process())
    p = Process(target=nested)
    p.start()
    p.join()
    c = Cook()
    print(c.name, c.pid, c.exitcode, c.is_alive(), c.daemon)
    c.start()
    c.join()
    p = Process(target=sleep)
    p.start()
    attempt(p.close)
    p.terminate()
    p.join()
    print(p.exitcode, repr(p)[-25:])
    for end in (Process.kill, lambda p: os.kill(p.pid, 15), lambda p: os.kill(p.pid, 9)):
        p = Process(target=sleep)
        p.start()
        end(p)
        p.join()
        print(p.exitcode, p.is_alive())
    p.close()
    for use in (lambda: p.name, p.is_alive, p.join, lambda: p.exitcode, lambda: p.pid, p.terminate, p.kill, p.start, lambda: p.sentinel):
        attempt(use)
    for target in (leaves, says, fails, drops, has_a_thread):
        p = Process(target=target)
        p.start()
        p.join()
        print(target.__name__, p.exitcode, flush=True)
    p = Process(target=guarded)
    p.start()
    time.sleep(0.2)
    p.terminate()
    print(p.is_alive() in (True, False))
    p.join()
    print(p.exitcode, p.is_alive())
    context = mp.get_context('fork')
    print(type(context).__name__, context.get_start_method(), type(mp.get_context('spawn')).__name__)
    p = context.Process(target=show, args=('context',))
    print(type(p).__name__)
    p.start()
    p.join()
    attempt(lambda: mp.get_context('nope'))
    print(mp.get_all_start_methods())
    p = Process(target=show, args=('named',), name='Bob', daemon=True)
    p.start()
    p.join()
    print(p.name, p.daemon, mp.active_children())
    attempt(lambda: Process(1))
    p = Process(target=show, args=('twice',))
    attempt(p.join)
    attempt(p.terminate)
    attempt(p.kill)
    p.start()
    p.join()
    attempt(lambda: setattr(p, 'daemon', True))
    attempt(lambda: setattr(p, 'name', 3))
    attempt(p.start)
    attempt(lambda: Raw().start())
    print(p.exitcode, p.sentinel > 0, mp.process.current_process() is current_process(), current_process())
    print(sorted(child.name for child in mp.active_children()), Process(name='x').name)
    with context.Pool(1) as pool:
        print(pool.apply(name_of_worker))
        print(repr(pool))
    print(repr(pool))
    pool = mp.Pool(1, maxtasksperchild=2)
    print(len(set(pool.map(own_pid, range(6), chunksize=1))))
    pool.close()
    pool.join()
    attempt(lambda: mp.Pool(1, maxtasksperchild=0))


def name_of_worker():
    return current_process().name.split('-')[0]


def own_pid(_):
    return os.getpid()


if __name__ == '__main__':
    main()
