"""Readers and writers with two semaphores, as in the textbook (readers go first)."""
from threading import Semaphore, Thread, current_thread
from time import sleep

mutex = Semaphore(1)
room_empty = Semaphore(1)
readers = 0
log = []


def read(what):
    global readers
    mutex.acquire()
    readers += 1
    if readers == 1:
        room_empty.acquire()
    mutex.release()

    log.append(("read", what[0]))
    sleep(0.001)

    mutex.acquire()
    readers -= 1
    if readers == 0:
        room_empty.release()
    mutex.release()


def write(what):
    with room_empty:
        before = what[0]
        sleep(0.001)
        what[0] = before + 1
        log.append(("write", what[0]))


book = [0]
threads = [Thread(target=read if i % 3 else write, args=[book], name=f"t{i}") for i in range(12)]
for t in threads:
    t.start()
for t in threads:
    t.join()

writes = [value for kind, value in log if kind == "write"]
reads = [value for kind, value in log if kind == "read"]
print("writes:", *writes, sep=" ")
print("reads are sorted:", reads == sorted(reads))
print(f"{readers = }, {book = }")
print("me:", current_thread().name)
