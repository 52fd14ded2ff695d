"""A Future and a pool, made of a condition and a queue."""
import queue
import threading
import traceback


class Future:
    _UNSET = object()

    def __init__(self):
        self._cond = threading.Condition()
        self._value = self._UNSET
        self._error = None
        self._callbacks = []

    @property
    def done(self):
        return self._value is not self._UNSET or self._error is not None

    def result(self, timeout=None):
        with self._cond:
            if not self._cond.wait_for(lambda: self.done, timeout):
                raise TimeoutError("not yet")
        if self._error:
            raise self._error
        return self._value

    def _finish(self, value=_UNSET, error=None):
        with self._cond:
            if self.done:
                raise RuntimeError("already done")
            self._value, self._error = value, error
            self._cond.notify_all()
        for callback in self._callbacks:
            callback(self)

    def then(self, callback):
        self._callbacks.append(callback)
        return self

    def __repr__(self):
        state = "error" if self._error else "value" if self.done else "pending"
        return f"<{self.__class__.__name__} {state}>"


class Pool:
    def __init__(self, size):
        self._jobs = queue.Queue()
        self._threads = [threading.Thread(target=self._loop, daemon=True) for _ in range(size)]
        for thread in self._threads:
            thread.start()

    def _loop(self):
        for future, function, args, kwargs in iter(self._jobs.get, None):
            try:
                future._finish(function(*args, **kwargs))
            except Exception as error:
                future._finish(error=error)
        self._jobs.put(None)

    def __call__(self, function, /, *args, **kwargs):
        future = Future()
        self._jobs.put((future, function, args, kwargs))
        return future

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self._jobs.put(None)
        for thread in self._threads:
            thread.join()


with Pool(3) as pool:
    pending = Future()
    print(pending)
    futures = [pool(divmod, 100, n) for n in (7, 0, 9)]
    for future in futures:
        try:
            print(future.result(2))
        except ZeroDivisionError as error:
            print("failed:", error, isinstance(error, ArithmeticError))
    print(futures)
    try:
        pending.result(0.01)
    except TimeoutError as error:
        print("timeout:", *error.args)
    try:
        futures[0]._finish(1)
    except RuntimeError:
        print(traceback.format_exc().splitlines()[-1])
