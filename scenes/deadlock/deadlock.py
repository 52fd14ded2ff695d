from threading import Lock, Thread
from time import sleep

A = Lock()
B = Lock()


class Worker(Thread):
    def run(self):
        self.func1()
        self.func2()

    def func1(self):
        A.acquire()
        print(self.name, 'took A')
        B.acquire()
        print(self.name, 'took A, B')
        B.release()
        A.release()

    def func2(self):
        B.acquire()
        print(self.name, 'took B')
        sleep(1)
        A.acquire()
        print(self.name, 'took B, A')
        A.release()
        B.release()


for _ in range(10):
    Worker().start()
