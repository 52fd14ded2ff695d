from threading import (
    Condition, Thread,
    current_thread,
)

bell = Condition()
ids = iter(range(1, 1000))


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
    Thread(
        target=patient,
        name=f'patient {next(ids)}',
    ).start()


for _ in range(10):
    arrive()
