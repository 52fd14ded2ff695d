from multiprocessing import Pipe, Process
from time import sleep


def child(end):
    while True:
        print('got', end.recv())


here, there = Pipe()
Process(target=child, args=(there,), daemon=True).start()
for number in range(3):
    sleep(2)
    here.send(number)
