from queue import PriorityQueue
from threading import Thread
from time import sleep

ward = PriorityQueue()


def door():
    for urgency, who in ((5, 'cough'), (3, 'burn'), (9, 'form'), (1, 'heart'), (4, 'leg'), (0, 'birth'), (7, 'flu')):
        ward.put((urgency, who))
        sleep(0.7)


def doctor():
    sleep(3)
    while True:
        urgency, who = ward.get()
        print('treats', who)
        sleep(3)
        ward.task_done()


Thread(target=door, name='door').start()
Thread(target=doctor, name='doctor', daemon=True).start()
sleep(5)
ward.join()
