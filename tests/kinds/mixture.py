from threading import Barrier, Event, Lock, Thread, Timer
from queue import PriorityQueue
from time import sleep

gate = Barrier(3)
go = Event()
till = Lock()
jobs = PriorityQueue()


def work(n):
    go.wait()
    with till:
        sleep(1)
    jobs.put(n)
    sleep(n)
    gate.wait()


for n in range(6):
    Thread(target=work, args=(n,), name=f'w{n}').start()
bell = Timer(3, go.set)
bell.start()
while True:
    print(jobs.get())
    sleep(4)
