import time


def default_timer():
    return time.perf_counter()


def timeit(stmt='pass', setup='pass', timer=None, number=1000000, globals=None):
    if isinstance(stmt, str):
        raise TypeError('timeit() wants a function here, not text')
    started = time.perf_counter()
    for _ in range(number):
        stmt()
    return time.perf_counter() - started
