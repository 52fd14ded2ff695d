from random import randint
from threading import Event, Thread, current_thread
from time import sleep

light = Event()  # set means green
auto = True
numbers = iter(range(1, 1000))


def switch():
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
    print(current_thread().name, 'goes')


def police():
    green = light.wait(1)
    print('police, green light:', green)


def automatic():
    global auto
    auto = not auto


def arrive(driver):
    name = f'{driver.__name__} {next(numbers)}'
    Thread(target=driver, name=name).start()


Thread(target=switch, name='light').start()
for driver in [car, car, police] * 5:
    arrive(driver)
