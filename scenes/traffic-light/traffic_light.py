from random import randint
from threading import (
    Event, Thread, current_thread,
)
from time import sleep

light = Event()  # set means green
auto = True
ids = iter(range(1, 1000))


def switch():
    while True:
        sleep(5)
        if auto and light.is_set():
            light.clear()
        elif auto:
            light.set()


def car():
    name = current_thread().name
    while True:
        light.wait()
        sleep(randint(3, 6))
        if light.is_set():
            break
    print(name, 'goes')


def police():
    green = light.wait(1)
    print('police, green:', green)


def automatic():
    global auto
    auto = not auto


def arrive(driver):
    name = driver.__name__
    Thread(
        target=driver,
        name=f'{name} {next(ids)}',
    ).start()


Thread(
    target=switch, name='light'
).start()
for driver in [car, car, police] * 5:
    arrive(driver)
