from threading import Condition, Thread, current_thread

bell = Condition()
free = 0  # doctors who could see somebody
numbers = iter(range(1, 1000))


def a_doctor_is_free():
    return free > 0


def patient():
    global free
    with bell:
        bell.wait_for(a_doctor_is_free)
        free -= 1
        print(current_thread().name, 'goes in')


def ring(n):
    global free
    with bell:
        free += n
        bell.notify(n)


def ring_for_all():
    with bell:
        bell.notify_all()


def arrive():
    Thread(target=patient, name=f'patient {next(numbers)}').start()


for _ in range(10):
    arrive()
