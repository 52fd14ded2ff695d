"""multiprocessing: processes with memory of their own, queues, pipes, shared values, pools."""
import os
from multiprocessing import Array, JoinableQueue, Lock, Manager, Pipe, Pool, Process, Queue, Value, current_process

counter = 0


def forget(queue):
    global counter
    counter += 1
    queue.put((current_process().name, counter, os.getpid() != os.getppid()))


def add(total, array, lock, n):
    for _ in range(5):
        with lock:
            total.value += 1
    array[n] = n * n


def adder(connection):
    while True:
        try:
            a, b = connection.recv()
        except EOFError:
            break
        connection.send(a + b)
    connection.close()


def square(n):
    return n * n


def consume(tasks, results):
    while True:
        item = tasks.get()
        results.append(item * 2)
        tasks.task_done()


if __name__ == "__main__":
    queue = Queue()
    processes = [Process(target=forget, args=(queue,), name=f"child-{n}") for n in range(3)]
    for p in processes: p.start()
    print(sorted(queue.get() for _ in processes))
    for p in processes: p.join()
    print("here it still is", counter, [p.exitcode for p in processes], processes[0].is_alive())

    total, array, lock = Value("i", 0), Array("i", 3), Lock()
    processes = [Process(target=add, args=(total, array, lock, n)) for n in range(3)]
    for p in processes: p.start()
    for p in processes: p.join()
    print(total.value, array[:] if hasattr(array, "get_obj") else array, len(array))

    ours, theirs = Pipe()
    p = Process(target=adder, args=(theirs,), daemon=True)
    p.start()
    theirs.close()
    for pair in [(1, 2), ("a", "b"), ([1], [2])]:
        ours.send(pair)
        print(ours.recv(), end=" ")
    ours.close()
    p.join(timeout=5)
    print(p.daemon)

    with Pool(3) as pool:
        print(pool.map(square, range(6)), pool.apply(square, (7,)), pool.starmap(pow, [(2, 3), (3, 2)]))
        result = pool.apply_async(square, (8,))
        print(result.get(timeout=10), result.successful())

    with Manager() as manager:
        tasks, results = JoinableQueue(), manager.list()
        worker = Process(target=consume, args=(tasks, results), daemon=True)
        worker.start()
        for n in range(4):
            tasks.put(n)
        tasks.join()
        print(list(results), sum(results))
        shared = manager.dict(a=1)
        shared["b"] = shared["a"] + 1
        print(dict(shared), "b" in shared, len(shared))
