from threading import Thread
from time import sleep

count = 0


def work():
    global count
    for _ in range(3):
        count += 1
        sleep(2)


for _ in range(3):
    Thread(target=work).start()
