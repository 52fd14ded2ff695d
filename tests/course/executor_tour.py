"""concurrent.futures: submit, map, as_completed, wait, exceptions, callbacks, cancel, shutdown."""
import concurrent.futures
import threading
import time
from concurrent.futures import ThreadPoolExecutor, as_completed, wait, FIRST_COMPLETED, FIRST_EXCEPTION


def slow_square(n, delay=0.0):
    time.sleep(delay)
    if n < 0:
        raise ValueError(f"{n} is negative")
    return n * n


with ThreadPoolExecutor(max_workers=3, thread_name_prefix="calc") as pool:
    print(list(pool.map(slow_square, range(8))))
    print(list(pool.map(pow, [2, 3, 4], [5, 2, 3])))

    futures = {pool.submit(slow_square, n, delay=d): n for n, d in [(2, .3), (3, .15), (4, .001)]}
    for future in as_completed(futures):
        print(futures[future], "->", future.result())

    bad = pool.submit(slow_square, -1)
    print(type(bad.exception()), bad.exception())
    try:
        bad.result()
    except ValueError as error:
        print("caught:", error)

    told = []
    f = pool.submit(slow_square, 9)
    f.add_done_callback(lambda future: told.append(future.result()))
    f.result(timeout=5)

    one, two = pool.submit(slow_square, 5, 0.001), pool.submit(slow_square, 6, 0.08)
    done, not_done = wait([one, two], return_when=FIRST_COMPLETED)
    print("first:", [future.result() for future in done], "pending:", len(not_done))
    done, not_done = wait({one, two})
    print(sorted(future.result() for future in done), not_done)
    try:
        pool.submit(slow_square, 1, 0.2).result(timeout=0.01)
    except concurrent.futures.TimeoutError:
        print("timed out")
print("callback:", told)

try:
    pool.submit(print, "never")
except RuntimeError as error:
    print(error)

gate, started = threading.Event(), threading.Event()


def hold():
    started.set()
    return gate.wait()


pool = ThreadPoolExecutor(1)
blocked = pool.submit(hold)
started.wait()
queued = pool.submit(slow_square, 3)
print("running:", blocked.running(), "cancelled:", queued.cancel(), queued.cancelled(), queued.done())
gate.set()
pool.shutdown(wait=True)
try:
    queued.result()
except concurrent.futures.CancelledError as error:
    print("CancelledError", blocked.result())
with ThreadPoolExecutor() as pool:
    try:
        for value in pool.map(slow_square, [1, -2, 3]):
            print(value)
    except ValueError as error:
        print("map:", error)
    done, _ = wait([pool.submit(slow_square, n) for n in (1, -1)], return_when=FIRST_EXCEPTION)
    print(any(future.exception() for future in done))
