# Connections: listeners and clients meet in this computer's memory, by their addresses.

import time
from multiprocessing import Pipe, SimpleQueue

# Processes know those that their parents had when they began.
_listeners = {}
_count = 0


def _fresh_address(family):
    global _count
    _count += 1
    if family == 'AF_INET':
        return 'localhost', 40000 + _count
    return '/tmp/pymp-listener-%d-%d' % (_world('pid', _world('me')), _count)


class Listener:
    def __init__(self, address=None, family=None, backlog=1, authkey=None):
        if authkey is not None and not isinstance(authkey, bytes):
            raise TypeError('authkey should be a byte string')
        if address is None or isinstance(address, tuple) and address[1] == 0:
            address = _fresh_address(family or ('AF_INET' if address else 'AF_UNIX'))
        if address in _listeners:
            raise OSError(98, 'Address already in use')
        self._address = address
        self._waiting = SimpleQueue()
        self._open = True
        self.last_accepted = None
        _listeners[address] = (self._waiting, authkey)

    @property
    def address(self):
        return self._address

    def accept(self):
        if not self._open:
            raise OSError('listener is closed')
        return self._waiting.get()

    def close(self):
        if self._open:
            self._open = False
            _listeners.pop(self._address)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.close()


def Client(address, family=None, authkey=None):
    found = _listeners.get(address)
    if found is None:
        if isinstance(address, str):
            raise FileNotFoundError(2, 'No such file or directory')
        raise ConnectionRefusedError(111, 'Connection refused')
    waiting, key = found
    if key is not None and key != authkey:
        from multiprocessing import AuthenticationError
        raise AuthenticationError('digest received was wrong')
    here, there = Pipe()
    waiting.put(there)
    there.close()
    return here


def _is_ready(object):
    if isinstance(object, int):
        return not _world('alive', object - 1000)
    return object.poll()


def wait(object_list, timeout=None):
    objects = list(object_list)
    end = None if timeout is None else time.monotonic() + timeout
    while True:
        ready = [object for object in objects if _is_ready(object)]
        if ready or end is not None and time.monotonic() >= end:
            return ready
        left = None if end is None else end - time.monotonic()
        if len(objects) != 1:
            time.sleep(0.01 if left is None else min(0.01, left))
        elif isinstance(objects[0], int):
            _world('join', objects[0] - 1000, left)
        else:
            objects[0].poll(left)
