from queue import LifoQueue
from threading import Thread
from time import sleep

plates = LifoQueue(5)


def washer():
    for i in range(1, 20):
        plates.put(f'plate {i}')
        sleep(0.6)


def cook():
    sleep(3)
    while True:
        print('takes', plates.get())
        sleep(2)


Thread(target=washer, name='washer').start()
Thread(target=cook, name='cook', daemon=True).start()
