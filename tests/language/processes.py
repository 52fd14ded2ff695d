from multiprocessing import Process, Queue, JoinableQueue, Lock, Pipe, Pool, Manager, Event, Value, Array, current_process


def square(n):
    return n * n


def put(q, n):
    q.put((n, current_process().name))


def count(shared, numbers, lock):
    for _ in range(3):
        with lock:
            shared['count'] = shared['count'] + 1
            numbers.append(len(numbers))


def consumer(q, done):
    while True:
        item = q.get()
        if item is None:
            break
        q.task_done()
    done.set()


def answer(conn, other):
    other.close()
    while True:
        try:
            a, b = conn.recv()
        except EOFError:
            break
        conn.send(a + b)
    conn.close()


class Child(Process):
    def __init__(self, q):
        super().__init__(name='kid')
        self.q = q

    def run(self):
        self.q.put(self.name)


def add(value, array):
    with value.get_lock():
        value.value += 5
    array[1] = 7


if __name__ == '__main__':
    q = Queue()
    ps = [Process(target=put, args=(q, n)) for n in range(3)]
    for p in ps:
        p.start()
    print(sorted(q.get() for _ in ps))
    for p in ps:
        p.join()
    print([p.exitcode for p in ps], [p.is_alive() for p in ps], ps[0].daemon)
    c = Child(q)
    c.start()
    c.join()
    print(q.get(), c.name)
    with Manager() as manager:
        shared, numbers = manager.dict(count=0), manager.list()
        lock = Lock()
        ps = [Process(target=count, args=(shared, numbers, lock)) for _ in range(3)]
        for p in ps:
            p.start()
        for p in ps:
            p.join()
        print(shared['count'], dict(shared), list(numbers), shared, numbers)
    j, done = JoinableQueue(), Event()
    p = Process(target=consumer, args=(j, done))
    p.start()
    for n in range(4):
        j.put(n)
    j.join()
    j.put(None)
    print(done.wait(), p.join())
    ours, theirs = Pipe()
    p = Process(target=answer, args=(theirs, ours))
    p.start()
    theirs.close()
    ours.send((1, 2))
    print(ours.recv(), ours.poll())
    ours.send(('a', 'b'))
    print(ours.recv())
    ours.close()
    p.join()
    value, array = Value('i', 1), Array('i', 3)
    p = Process(target=add, args=(value, array))
    p.start()
    p.join()
    print(value.value, array[:], list(array))
    with Pool(2) as pool:
        print(pool.map(square, range(5)), pool.apply(square, (7,)), pool.apply_async(square, (8,)).get())
        print(list(pool.imap(square, [1, 2, 3])), pool.starmap(pow, [(2, 3), (3, 2)]))
    got = []
    pool = Pool(2)
    for n in range(3):
        pool.apply_async(square, (n,), callback=got.append)
    pool.close()
    pool.join()
    print(sorted(got))
    for bad in (
        lambda: Lock().release(),
        lambda: Process(target=square).join(),
        lambda: ps[0].start(),
    ):
        try:
            bad()
        except BaseException as error:
            print(type(error).__name__, error)
