"""Downloads in a pool: as_completed, wait(FIRST_COMPLETED), retries with a decorator, callbacks, cancelling the rest."""
import threading
from concurrent.futures import (
    FIRST_COMPLETED,
    FIRST_EXCEPTION,
    CancelledError,
    Future,
    ThreadPoolExecutor,
    as_completed,
    wait,
)
from functools import partial, wraps
from itertools import chain, islice, repeat

FLAKY = {"b": 2, "d": 1, "gone": 99}


class NetworkError(OSError):
    pass


def retry(times, on=(NetworkError,)):
    def decorate(function):
        @wraps(function)
        def wrapper(*args, **kwargs):
            for attempt in range(1, times + 1):
                try:
                    return function(*args, attempt=attempt, **kwargs)
                except on as error:
                    if attempt == times:
                        raise RuntimeError(f"gave up after {times}") from error

        return wrapper

    return decorate


class Site:
    def __init__(self):
        self._failures = dict(FLAKY)
        self._lock = threading.Lock()
        self.gate = threading.Event()

    @retry(3)
    def fetch(self, name, *, attempt):
        "Fetches one page."
        with self._lock:
            if (left := self._failures.get(name, 0)) > 0:
                self._failures[name] = left - 1
                raise NetworkError(name)
        return name.upper(), attempt

    def slow(self, name):
        self.gate.wait()
        return name


def batched(items, size):
    iterator = iter(items)
    while batch := list(islice(iterator, size)):
        yield batch


def show(future: Future):
    match future:
        case Future() if future.cancelled():
            return "cancelled"
        case _ if future.exception() is not None:
            error = future.exception()
            return f"{type(error).__name__}: {error} <- {error.__cause__!r}"
        case _:
            return str(future.result())


def main():
    site = Site()
    print(site.fetch.__name__, "|", site.fetch.__doc__)
    with ThreadPoolExecutor(max_workers=3, thread_name_prefix="net") as pool:
        jobs = {pool.submit(site.fetch, name): name for name in ["a", "b", "c", "d", "gone"]}
        done = {}
        for future in as_completed(jobs, timeout=30):
            done[jobs[future]] = show(future)
        for name, outcome in sorted(done.items()):
            print(f"{name:>5} {outcome}")

        # The first to come, however many wait.
        slow = [pool.submit(site.slow, name) for name in "xy"]
        quick = pool.submit(pow, 2, 10)
        first, others = wait([*slow, quick], return_when=FIRST_COMPLETED)
        print("first:", [f.result() for f in first if f is quick], len(others) >= 1)
        site.gate.set()
        print("then:", sorted(f.result() for f in slow))

        failing = [pool.submit(divmod, 7, n) for n in (1, 0)]
        finished, _ = wait(failing, return_when=FIRST_EXCEPTION)
        print("an exception among them:", any(isinstance(f.exception(), ZeroDivisionError) for f in finished))

        log = []
        called = pool.submit(partial(int, base=2), "1011")
        called.add_done_callback(lambda f: log.append(("callback", f.result())))
        wait([called])
        called.add_done_callback(lambda f: log.append(("late", f.done())))

        totals = [sum(pool.map(len, batch)) for batch in batched(["a", "bb", "ccc", "dddd", "eeeee"], 2)]
        print("batches:", totals, "flat:", list(chain.from_iterable(repeat(t, 2) for t in totals)))
    print("log:", sorted(log))

    # One worker, who is busy: what waits behind it can be cancelled.
    site.gate.clear()
    started = threading.Event()
    pool = ThreadPoolExecutor(1)
    busy = pool.submit(lambda: (started.set(), site.gate.wait(), "finished")[-1])
    waiting = [pool.submit(site.slow, n) for n in range(3)]
    started.wait()
    print("cancelled:", [f.cancel() for f in waiting], "busy:", busy.cancel(), busy.running())
    site.gate.set()
    pool.shutdown(wait=True)
    try:
        waiting[0].result()
    except CancelledError as error:
        print("asked for one:", type(error).__name__, "|", busy.result(), "|", show(waiting[1]))
    try:
        pool.submit(print)
    except RuntimeError as error:
        print(error)


if __name__ == "__main__":
    main()
