from threading import (
    Condition, Thread,
    current_thread,
)

bell = Condition()
numbers = iter(range(1, 1000))


def patient():
    name = current_thread().name
    with bell:
        bell.wait()
        print(name, 'goes in')


def ring(n):
    with bell:
        bell.notify(n)


def ring_for_all():
    with bell:
        bell.notify_all()


def arrive():
    number = next(numbers)
    Thread(
        target=patient,
        name=f'patient {number}',
    ).start()


for _ in range(10):
    arrive()
