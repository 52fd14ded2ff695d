from threading import (
    Condition, Thread,
    current_thread,
)

bell = Condition()
free = 0  # doctors without a patient
ids = iter(range(1, 1000))


def doctor_is_free():
    return free > 0


def patient():
    global free
    name = current_thread().name
    with bell:
        bell.wait_for(doctor_is_free)
        free -= 1
        print(name, 'goes in')


def ring(n):
    global free
    with bell:
        free += n
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
