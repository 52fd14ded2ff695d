from random import randint
from threading import Event, Thread
from time import sleep

light = Event()  # set means green
auto = True
ids = iter(range(1, 1000))


def blink():
    while True:
        sleep(5)
        if auto and light.is_set():
            light.clear()
        elif auto:
            light.set()


def car():
    while True:
        light.wait()
        sleep(randint(3, 6))
        if light.is_set():
            break
    print('a car drives on')


def police():
    green = light.wait(1)
    print('police, green light:', green)


def automatic():
    global auto
    auto = not auto


def arrive(role):
    name = f'{role.__name__} {next(ids)}'
    Thread(target=role, name=name).start()


Thread(target=blink, name='light').start()
for role in [car, car, police] * 5:
    arrive(role)
