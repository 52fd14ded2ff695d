# Threads without objects: what they are to `threading` is a dummy.

import threading
from threading import TIMEOUT_MAX, Lock, RLock, get_ident, get_native_id, local as _local, stack_size

allocate_lock = allocate = LockType = lock = Lock
error = RuntimeError
_begun = []


class _Started(threading.Thread):
    def __init__(self, function, args, kwargs):
        _begun.append(None)
        super().__init__(target=function, name='Dummy-%d' % len(_begun), args=args, kwargs=kwargs, daemon=True)

    def run(self):
        import sys
        import traceback
        try:
            super().run()
        except SystemExit:
            pass
        except BaseException as error:
            sys.stderr.write('Exception ignored in thread started by: %r\n' % (self._target,))
            traceback.print_exception(error)


def start_new_thread(function, args, kwargs={}, /):
    if not callable(function):
        raise TypeError('first arg must be callable')
    if not isinstance(args, tuple):
        raise TypeError('2nd arg must be a tuple')
    if not isinstance(kwargs, dict):
        raise TypeError('optional 3rd arg must be a dictionary')
    thread = _Started(function, args, kwargs)
    thread.start()
    return thread.ident


def start_new(function, args, kwargs={}, /):
    return start_new_thread(function, args, kwargs)


def exit():
    raise SystemExit


def exit_thread():
    raise SystemExit


def _count():
    return threading.active_count() - 1
