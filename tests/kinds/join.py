from threading import Thread
from time import sleep

def work(n):
    sleep(n)
    print('done', n)

def boss(team):
    for t in team:
        t.join()
    print('team is done')

team = [Thread(target=work, args=(n,), name=f'worker {n}') for n in (3, 5, 2)]
for t in team:
    t.start()
b = Thread(target=boss, args=(team,), name='boss')
b.start()
d = Thread(target=work, args=(30,), name='ticker', daemon=True)
d.start()
b.join(4)
print(b.is_alive())
b.join()
