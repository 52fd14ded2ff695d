# Ends of pipes: who has them open, what each can do, and what is made after a process was started.
import enum
import multiprocessing as mp
import time
from multiprocessing import Pipe, Process
from multiprocessing.connection import Client, Listener, wait


class Color(enum.Enum):
    RED = 1


def attempt(use):
    try:
        print(use())
    except Exception as error:
        print(type(error).__name__, error, error.args, getattr(error, 'errno', None))


def late(q, c):
    r, s = q.get()
    s.send(c)
    s.close()


def child(conn):
    conn.send('hi')
    conn.close()


def short():
    pass


def client(address):
    c = Client(address)
    c.send([1, 2])
    print('client', c.recv(), flush=True)
    c.close()


def hold(lock):
    print(lock, flush=True)


def same(x):
    return x is Color.RED


def main():
    q = mp.Queue()
    p = Process(target=late, args=(q, 5))
    p.start()
    r, s = Pipe(False)
    q.put((r, s))
    print(r.recv())
    p.join()
    p = Process(target=short)
    p.start()
    after, other = Pipe()
    p.join()
    other.send('it is still open')
    print(after.recv())
    a, b = Pipe()
    p = Process(target=child, args=(b,))
    p.start()
    b.close()
    print(a.recv())
    attempt(a.recv)
    p.join()
    attempt(lambda: a.send(1))
    print(a.closed, a.readable, a.writable, b.closed)
    a.close()
    attempt(lambda: a.send(1))
    attempt(a.poll)
    r, s = Pipe(duplex=False)
    print(r.readable, r.writable, s.readable, s.writable)
    attempt(s.recv)
    attempt(lambda: r.send(1))
    r.close()
    attempt(lambda: s.send(1))
    a, b = Pipe()
    a.send_bytes(b'abc')
    print(b.recv_bytes())
    a.send_bytes(b'hello', 1, 3)
    print(b.recv_bytes())
    attempt(lambda: a.send_bytes(b'abc', 5))
    a.send(1)
    a.send(2)
    print(b.poll(), b.poll(0.1), b.recv(), b.recv(), b.poll(), b.poll(0.1))
    c, d = Pipe()
    b.send(1)
    print(wait([a, c]) == [a], wait([c], 0.1))
    p = Process(target=time.sleep, args=(0.2,))
    p.start()
    print(wait([p.sentinel]) == [p.sentinel])
    p.join()
    with Listener() as listener:
        p = Process(target=client, args=(listener.address,))
        p.start()
        conn = listener.accept()
        print(conn.recv())
        conn.send('ok')
        p.join()
        attempt(conn.recv)
    attempt(lambda: Client(('localhost', 1)))
    lock = mp.Lock()
    print(lock)
    lock.acquire()
    print(lock)
    p = Process(target=hold, args=(lock,))
    p.start()
    p.join()
    q = mp.SimpleQueue()
    q.put(1)
    print(q.empty(), q.get(), q.empty())
    for name in ('shutdown', 'put_nowait', 'qsize', 'join'):
        print(name, hasattr(mp.SimpleQueue(), name), hasattr(mp.Queue(), name), hasattr(mp.JoinableQueue(), name))
    attempt(lambda: mp.Queue().task_done())
    with mp.Pool(1) as pool:
        print(pool.apply(same, (Color.RED,)))


if __name__ == '__main__':
    main()
