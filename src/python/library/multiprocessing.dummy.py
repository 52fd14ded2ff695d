# Processes that are threads.

import threading
from multiprocessing.pool import ThreadPool
from queue import Empty, Queue
from threading import Barrier, BoundedSemaphore, Condition, Event, Lock, RLock, Semaphore, current_thread

# What it imports as a whole is its own, too: programs take it from here.
threading = threading
dict = dict
list = list
JoinableQueue = Queue
current_process = current_thread


class DummyProcess(threading.Thread):
    def __init__(self, group=None, target=None, name=None, args=(), kwargs={}):
        super().__init__(group, target, name, args, kwargs)
        self._pid = None
        self._children = []
        self._start_called = False
        self._parent = current_thread()

    def start(self):
        if self._parent is not current_thread():
            raise RuntimeError('Parent is {0!r} but current_process is {1!r}'.format(self._parent, current_thread()))
        self._start_called = True
        _started.append(self)
        super().start()

    @property
    def exitcode(self):
        return 0 if self._start_called and not self.is_alive() else None


Process = DummyProcess
_started = []


def active_children():
    return [child for child in _started if child._parent is current_thread() and child.is_alive()]


def freeze_support():
    pass


class Namespace:
    def __init__(self, /, **kwds):
        for name in kwds:
            setattr(self, name, kwds[name])

    def __repr__(self):
        items = [(name, value) for name, value in vars(self).items() if not name.startswith('_')]
        return '%s(%s)' % (type(self).__name__, ', '.join(sorted(['%s=%r' % pair for pair in items])))


class Value:
    def __init__(self, typecode, value, lock=True):
        self._typecode = typecode
        self._value = value

    @property
    def value(self):
        return self._value

    @value.setter
    def value(self, value):
        self._value = value

    def __repr__(self):
        return '<%s(%r, %r)>' % (type(self).__name__, self._typecode, self._value)


def Array(typecode, sequence, lock=True):
    return [0] * sequence if isinstance(sequence, int) else list(sequence)


def Manager():
    import multiprocessing.dummy
    return multiprocessing.dummy


def shutdown():
    pass


def Pool(processes=None, initializer=None, initargs=()):
    return ThreadPool(processes, initializer, initargs)


class _Connection:
    def __init__(self, arriving, leaving):
        self._in = arriving
        self._out = leaving
        # What was seen to be there, and not yet taken.
        self._seen = []

    def send(self, item):
        self._out.put(item)

    def recv(self):
        return self._seen.pop() if self._seen else self._in.get()

    send_bytes = send
    recv_bytes = recv

    def poll(self, timeout=0.0):
        if not self._seen:
            try:
                self._seen.append(self._in.get(timeout is None or timeout > 0, timeout))
            except Empty:
                return False
        return True

    def close(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()


def Pipe(duplex=True):
    here, there = Queue(), Queue()
    return _Connection(here, there), _Connection(there, here)
