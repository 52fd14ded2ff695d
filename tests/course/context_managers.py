"""Context managers: classes, contextmanager, ExitStack, suppress, several items, lock wrappers, timing."""
import contextlib
import threading
import time
from contextlib import ExitStack, closing, contextmanager, nullcontext, suppress


@contextmanager
def acquired(lock, timeout=-1):
    ok = lock.acquire(timeout=timeout)
    try:
        yield ok
    finally:
        if ok:
            lock.release()


@contextmanager
def transaction(log):
    log.append("begin")
    try:
        yield log
    except ArithmeticError as error:
        log.append(f"rollback: {error}")
        raise RuntimeError("transaction failed") from error
    else:
        log.append("commit")


class Timer:
    def __enter__(self):
        self.started = time.perf_counter()
        return self

    def __exit__(self, *details):
        self.seconds = time.perf_counter() - self.started
        return False


class Swallow:
    def __init__(self, *kinds):
        self.kinds = kinds
        self.swallowed = None

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if kind is not None and issubclass(kind, self.kinds):
            self.swallowed = error
            return True


class Logged(contextlib.ContextDecorator):
    def __enter__(self):
        print("enter")

    def __exit__(self, *details):
        print("exit")


lock, other = threading.Lock(), threading.RLock()
with acquired(lock) as ok, acquired(lock, 0.01) as again, other, other:
    print(ok, again, lock.locked())
print("released:", not lock.locked())

log = []
with transaction(log):
    log.append("work")
try:
    with transaction(log):
        1 / 0
except RuntimeError as error:
    print(error, "<-", type(error.__cause__).__name__)
print(log)

with Timer() as timer:
    time.sleep(0.02)
print("slept at least 0.02:", timer.seconds >= 0.0199)

with Swallow(KeyError, ValueError) as swallow:
    int("zwölf")
print("swallowed", type(swallow.swallowed).__name__)
with suppress(ZeroDivisionError):
    1 // 0
    print("not reached")


@Logged()
def task(n):
    print("task", n)
    return n


print(task(5))
with ExitStack() as stack:
    locks = [stack.enter_context(acquired(threading.Lock())) for _ in range(3)]
    stack.callback(print, "last out", end="!\n")
    print(locks)


class Door:
    def close(self):
        print("door closed")


with closing(Door()), nullcontext(42) as answer:
    print(answer)
with (acquired(lock) as a, acquired(other) as b):
    print(a and b)
