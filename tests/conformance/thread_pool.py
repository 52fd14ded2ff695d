# multiprocessing.pool.ThreadPool.
import multiprocessing
from multiprocessing.pool import ThreadPool


def square(i):
    return i * i


def divide(a):
    return 10 // a


# POL-01: apply gives what the call returns or raises
with ThreadPool(2) as pool:
    print(pool.apply(pow, (2, 8)), attempt(lambda: pool.apply(divide, (0,))), pool.apply(dict, (), {'a': 1}))
    result = pool.apply_async(divide, (5,))
    print(result.get(), result.ready(), result.successful())
    result = pool.apply_async(divide, (0,))
    result.wait()
    print(result.ready(), result.successful(), attempt(result.get))
#: 256 ZeroDivisionError {'a': 1}
#: 2 True True
#: True False ZeroDivisionError

# POL-02: map, imap and starmap give results in the order of the arguments
with ThreadPool(4) as pool:
    for n in (10, 100, 300):
        wanted = [square(i) for i in range(n)]
        print(pool.map(square, range(n)) == wanted, pool.map(square, range(n), 7) == wanted, list(pool.imap(square, range(n), chunksize=20)) == wanted)
    print(pool.starmap(pow, [(2, 3), (3, 2)]), pool.map_async(square, [1, 2, 3]).get(), pool.starmap_async(pow, [(2, 2)]).get())
#: True True True
#: True True True
#: True True True
#: [8, 9] [1, 4, 9] [4]

# POL-03: imap_unordered gives the same in any order
with ThreadPool(4) as pool:
    print(sorted(pool.imap_unordered(square, range(100))) == [square(i) for i in range(100)])
    first = threading.Event()
    results = pool.imap_unordered(lambda event: event and event.wait(5), [first, None])
    print(next(results), first.set(), next(results))
#: True
#: None None True

# POL-04: results before a failure are given, then the failure; the pool goes on
with ThreadPool(2) as pool:
    print(error(lambda: pool.map(divide, [5, 0, 1])))
    results = pool.imap(divide, [2, 5, 0, 1])
    print(next(results), next(results), error(lambda: next(results)), next(results), error(lambda: next(results)))

    def items():
        yield 1
        yield 2
        raise KeyError('items')

    results = pool.imap(divide, items())
    print(next(results), next(results), error(lambda: next(results)))
    print(pool.apply(divide, (5,)))
#: ZeroDivisionError
#: 5 2 ZeroDivisionError 10 StopIteration
#: 10 5 KeyError
#: 2

# POL-05: waiting for a result gives up after its timeout, and the job goes on, in a ThreadPool
with ThreadPool(1) as pool:
    event = threading.Event()
    result = pool.apply_async(event.wait)
    print(timed(0.05, lambda: result.get(0.05)), timed(0.05, lambda: result.wait(0.05)), result.ready(), error(result.successful))
    results = pool.imap(divide, [1])
    print(timed(0.05, lambda: results.next(timeout=0.05)))
    event.set()
    print(result.get(), results.next(timeout=5))
#: ('TimeoutError', True) (None, True) False ValueError
#: ('TimeoutError', True)
#: True 10

# POL-06: less than one worker is an error, in a ThreadPool
print(error(lambda: ThreadPool(0)), error(lambda: ThreadPool(-1)))
#: ValueError ValueError

# POL-09: what is closed takes no more
pool = ThreadPool(2)
pool.close()
print(error(lambda: pool.apply_async(divide, (1,))), error(lambda: pool.map(divide, [1])))
pool.join()
pool = ThreadPool(2)
print(error(pool.join))
pool.terminate()
pool.join()
#: ValueError ValueError
#: ValueError

# POL-10: close and join let all queued jobs finish
done = []
pool = ThreadPool(2)
for i in range(50):
    pool.apply_async(done.append, (i,))
pool.close()
pool.join()
print(len(done))
#: 50

# POL-16: callbacks get the result, or the error
got = []
pool = ThreadPool(2)
pool.apply_async(divide, (5,), callback=got.append, error_callback=lambda e: got.append('wrong')).wait()
pool.apply_async(divide, (0,), callback=lambda v: got.append('wrong'), error_callback=lambda e: got.append(type(e).__name__)).wait()
pool.map_async(square, [1, 2], callback=got.append).wait()
pool.close()
pool.join()
print(got)
#: [2, 'ZeroDivisionError', [1, 4]]

# POL-21: nothing is mapped to nothing, in a ThreadPool
with ThreadPool(2) as pool:
    print(pool.map(square, []), list(pool.imap(square, [])), pool.map_async(square, []).ready(), pool.starmap(pow, []))
#: [] [] True []

# POL-22: terminate drops what is queued
done = []
pool = ThreadPool(2)
event = threading.Event()


def work(i):
    done.append(i)
    event.wait()


result = pool.map_async(work, range(1000), chunksize=1)
until(lambda: len(done) == 2)
threads = later(0.02, event.set)
pool.terminate()
pool.join()
finish(threads)
print(len(done) < 1000, result.ready())
#: True False

# PLX-06: imap goes through its iterable in a thread of its own, and what is submitted later waits its turn
items = queue.Queue()
pool = ThreadPool(2)
results = pool.imap(square, iter(items.get, None))
after = pool.apply_async(square, (9,))
settle()
print(after.ready(), attempt(lambda: results.next(timeout=0.01)))
for item in (1, 2, 3, None):
    items.put(item)
print(list(results), attempt(results.next), after.get())
pool.close()
pool.join()
#: False TimeoutError
#: [1, 4, 9] StopIteration 81
