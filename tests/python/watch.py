"""Runs a program and says in one word what became of it: ends, raises, runs, deadlocks, waits.

    python3 watch.py PROGRAM SECONDS

Sleeps are five times as short, so that the test is. The word goes to standard error, in its last line.
"""
import os
import runpy
import sys
import threading
import time

program, limit = sys.argv[1], float(sys.argv[2])
real_sleep = time.sleep
sleepers = 0
guard = threading.Lock()


def sleep(seconds):
    global sleepers
    with guard:
        sleepers += 1
    real_sleep(seconds / 5)
    with guard:
        sleepers -= 1


def say(word):
    sys.stdout.flush()
    print(word, file=sys.stderr, flush=True)
    os._exit(0)


def places():
    frames = sys._current_frames()
    frames.pop(threading.get_ident())
    return {ident: (frame, frame.f_lasti) for ident, frame in frames.items()}


def watch():
    before, still, end = places(), 0, time.monotonic() + limit
    while time.monotonic() < end:
        real_sleep(0.1)
        now = places()
        still = still + 1 if now == before and not sleepers else 0
        before = now
        if still == 10:
            # A lock is taken in the program's own frame, a condition waits inside of threading.
            own = [frame.f_code.co_filename == program for frame, _ in now.values()]
            say('deadlocks' if any(own) else 'waits')
    say('runs')


time.sleep = sleep
threading.Thread(target=watch, daemon=True).start()
try:
    # As python3 does: what lies beside the program can be imported.
    sys.path.insert(0, os.path.dirname(program))
    sys.dont_write_bytecode = True
    runpy.run_path(program, run_name='__main__')
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and not thread.daemon:
            thread.join()
except BaseException as error:
    say(f'raises {error!r}')
say('ends')
