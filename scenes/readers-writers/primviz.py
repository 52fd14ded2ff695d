"""A read-write lock, which Python has none of. Many may read under it at once; who writes is alone.

primviz knows `from primviz import RWLock` by itself. Under python3, this file beside the program is what is imported.

    book = RWLock('fair')            # or 'readers', or 'writers'

    with book.reading():
        ...
    with book.writing():
        ...

`acquire_read`, `acquire_write` (both take `blocking` and `timeout`, as Lock.acquire), `release_read` and `release_write`
do the same by hand. The policy says who goes first when readers and writers both wait:

* readers: readers pass waiting writers, who may starve;
* writers: nobody begins to read while a writer waits, and readers may starve;
* fair: in order of arrival.

Nobody is promoted: a reader who asks to write waits for all readers, also for itself.
"""

from contextlib import contextmanager
from threading import Condition, get_ident

READ, WRITE = 'read', 'write'


class RWLock:
    def __init__(self, policy='fair'):
        if policy not in ('readers', 'writers', 'fair'):
            raise ValueError("policy must be 'readers', 'writers' or 'fair'")
        self.policy = policy
        self._moved = Condition()
        self._line = []
        self._readers = []
        self._writer = None

    def acquire_read(self, blocking=True, timeout=-1):
        return self._acquire(READ, blocking, timeout)

    def acquire_write(self, blocking=True, timeout=-1):
        return self._acquire(WRITE, blocking, timeout)

    def release_read(self):
        with self._moved:
            if get_ident() not in self._readers:
                raise RuntimeError('cannot release un-acquired lock')
            self._readers.remove(get_ident())
            self._moved.notify_all()

    def release_write(self):
        with self._moved:
            if self._writer != get_ident():
                raise RuntimeError('cannot release un-acquired lock')
            self._writer = None
            self._moved.notify_all()

    @contextmanager
    def reading(self):
        self.acquire_read()
        try:
            yield
        finally:
            self.release_read()

    @contextmanager
    def writing(self):
        self.acquire_write()
        try:
            yield
        finally:
            self.release_write()

    def _acquire(self, side, blocking, timeout):
        if not blocking and timeout != -1:
            raise ValueError("can't specify a timeout for a non-blocking call")
        if blocking and timeout < 0 and timeout != -1:
            raise ValueError('timeout value must be a non-negative number')
        if not blocking:
            timeout = 0
        request = [side]
        with self._moved:
            self._line.append(request)
            limit = None if timeout == -1 else timeout
            mine = self._moved.wait_for(lambda: self._may(request), limit)
            self._line = [other for other in self._line if other is not request]
            if mine and side == READ:
                self._readers.append(get_ident())
            elif mine:
                self._writer = get_ident()
            self._moved.notify_all()
        return mine

    def _may(self, request):
        side = request[0]
        if self._writer is not None or (side == WRITE and self._readers):
            return False
        place = next(i for i, other in enumerate(self._line) if other is request)
        before = [other[0] for other in self._line[:place]]
        anywhere = [other[0] for other in self._line]
        if side == READ:
            return {
                'readers': True,
                'writers': WRITE not in anywhere,
                'fair': WRITE not in before,
            }[self.policy]
        return {
            'readers': READ not in anywhere and not before,
            'writers': WRITE not in before,
            'fair': not before,
        }[self.policy]
