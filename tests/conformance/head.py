# What the programs of all rows may use. A row's program is this, then what its family adds, then the row itself.
import queue
import threading
import time


def error(call):
    """What it raises, by name."""
    try:
        call()
    except Exception as problem:
        return type(problem).__name__
    return 'fine'


def attempt(call):
    """What it returns, or what it raises, by name."""
    try:
        return call()
    except Exception as problem:
        return type(problem).__name__


def start(n, work):
    threads = [threading.Thread(target=work) for _ in range(n)]
    for thread in threads:
        thread.start()
    return threads


def start_in_order(n, work):
    """One after the other, each with its number, and each has time to get where it waits."""
    threads = [threading.Thread(target=work, args=(i,)) for i in range(n)]
    for thread in threads:
        thread.start()
        settle()
    return threads


def finish(threads):
    for thread in threads:
        thread.join()


def elsewhere(call):
    """What it returns in another thread."""
    answers = []
    finish(start(1, lambda: answers.append(call())))
    return answers[0]


def later(seconds, call):
    def work():
        time.sleep(seconds)
        call()

    return start(1, work)


def settle():
    """Whoever can run has run by then; whoever has not is blocked."""
    time.sleep(0.03)


def until(condition):
    while not condition():
        time.sleep(0.001)


def timed(seconds, call):
    """What it returns or raises, and whether it took about so long."""
    begin = time.monotonic()
    answer = attempt(call)
    elapsed = time.monotonic() - begin
    return answer, 0.6 * seconds <= elapsed < 10 * seconds


def quick(call):
    """What it returns or raises, and whether it did so at once."""
    begin = time.monotonic()
    answer = attempt(call)
    return answer, time.monotonic() - begin < 0.5


