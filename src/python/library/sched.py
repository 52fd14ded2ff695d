import threading
import time


class scheduler:
    def __init__(self, timefunc=None, delayfunc=None):
        self._time = time.monotonic if timefunc is None else timefunc
        self._delay = time.sleep if delayfunc is None else delayfunc
        self._events = []
        self._count = 0
        self._lock = threading.RLock()

    def enterabs(self, when, priority, action, argument=(), kwargs={}):
        with self._lock:
            self._count += 1
            event = (when, priority, self._count, action, argument, kwargs)
            self._events.append(event)
            self._events.sort(key=lambda event: event[:3])
        return event

    def enter(self, delay, priority, action, argument=(), kwargs={}):
        return self.enterabs(self._time() + delay, priority, action, argument, kwargs)

    def cancel(self, event):
        with self._lock:
            self._events.remove(event)

    def empty(self):
        return not self._events

    @property
    def queue(self):
        return list(self._events)

    def run(self, blocking=True):
        while True:
            with self._lock:
                if not self._events:
                    return None
                when, priority, number, action, argument, kwargs = self._events[0]
                now = self._time()
                due = when <= now
                if due:
                    self._events.pop(0)
            if due:
                action(*argument, **kwargs)
                self._delay(0)
            elif not blocking:
                return when - now
            else:
                self._delay(when - now)
