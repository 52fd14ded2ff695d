import random
import time
from threading import Event, Thread, current_thread

light = Event()  # set: green, clear: red
auto = True
numbers = iter(range(1, 1000))


def switch():
    while True:
        time.sleep(5)
        if auto and light.is_set():
            light.clear()
        elif auto:
            light.set()


def car():
    while True:
        light.wait()
        time.sleep(random.randint(3, 6))  # the way to the crossing
        if light.is_set():
            break
    print(current_thread().name, 'crosses')


def police():
    light.wait(1)
    print(current_thread().name, 'crosses, green:', light.is_set())


def automatic():
    global auto
    auto = not auto


def arrive(driver):
    name = f'{driver.__name__} {next(numbers)}'
    Thread(target=driver, name=name).start()


Thread(target=switch, name='light').start()
for driver in [car, car, police, car, car, car, police, car, car, car]:
    arrive(driver)
