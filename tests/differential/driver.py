# Runs programs under CPython for the differential tests: a line of JSON asks, a line of JSON answers. Each run is a fork
# of this process.
import concurrent.futures.thread
import fcntl
import gc
import inspect
import json
import os
import queue
import random
import signal
import sys
import tempfile
import threading
import time
import traceback
import types

AT_ONCE = 8
STUCK = 99
MEMORY = hasattr(os, 'memfd_create')


def complain(text):
    os.write(2, text.encode())


def report(args):
    """As threading.excepthook, as far as it counts, and in one piece: others may die at the same time."""
    sys.settrace(None)
    if args.exc_type is not SystemExit:
        last = traceback.format_exception_only(args.exc_type, args.exc_value)[-1]
        complain('Exception in thread %s:\n%s' % (args.thread.name, last))


def await_end(thread, block=True, timeout=-1):
    """Up to 3.12 two threads that ask at once whether a third has ended can meet an assertion of the library's own."""
    lock = thread._tstate_lock
    if lock is not None and lock.acquire(block, timeout):
        lock.release()
        thread._is_stopped = True
        thread._tstate_lock = None
        if not thread.daemon:
            with threading._shutdown_locks_lock:
                threading._maintain_shutdown_locks()


if sys.version_info < (3, 13):
    threading.Thread._wait_for_tstate_lock = await_end


def jitter(lots, opcodes, most):
    """Lets a thread pause where CPython may let another one run: between lines or between instructions."""
    often = lots.choice((0.02, 0.1, 0.3))
    longest = lots.choice((0.0, 0.0002, most))

    def trace(frame, event, arg):
        # 3.11 lets another thread into a generator that is being told of its own yield, and may crash.
        if frame.f_code.co_flags & inspect.CO_GENERATOR:
            return None
        frame.f_trace_opcodes = opcodes
        if lots.random() < often:
            time.sleep(lots.random() * longest)
        return trace

    return trace


def stuck(signum, frame):
    try:
        sys.stdout.flush()
    finally:
        os._exit(STUCK)


def run(job, number, out, err):
    """In the fork: runs the program to its end."""
    os.dup2(out.fileno(), 1)
    os.dup2(err.fileno(), 2)
    signal.signal(signal.SIGALRM, stuck)
    signal.setitimer(signal.ITIMER_REAL, job['limit'], 0.2)
    threading.excepthook = report
    module = sys.modules['__main__'] = types.ModuleType('__main__')
    lots = random.Random('%s %s' % (job['source'], number))
    if job['racy']:
        sys.setswitchinterval(1e-6)
        if number % 3:
            trace = jitter(lots, number % 3 == 2, 0.003)
            threading.settrace(trace)
            sys.settrace(trace)
    status = 0
    try:
        exec(compile(job['source'], 'program.py', 'exec'), module.__dict__)
    except SystemExit as end:
        status = end.code
    except BaseException:
        sys.settrace(None)
        last = traceback.format_exception_only(*sys.exc_info()[:2])[-1]
        complain('Traceback\n' + last)
        status = 1
    sys.settrace(None)
    threading._shutdown()
    sys.stdout.flush()
    # What an interpreter does beyond that, nobody sees, and it takes longer than the program.
    os._exit(status)


def file():
    made = open(os.memfd_create('output'), 'w+b') if MEMORY else tempfile.TemporaryFile()
    # Or else threads that write at once write to the same place.
    fcntl.fcntl(made, fcntl.F_SETFL, os.O_APPEND)
    return made


def text(file):
    file.seek(0)
    return file.read().decode()


def main():
    jobs = [json.loads(line) for line in sys.stdin]
    gc.freeze()
    waiting = [(at, number) for at, job in enumerate(jobs) for number in range(job['runs'])]
    waiting.reverse()
    left = [job['runs'] for job in jobs]
    seen = [{} for _ in jobs]
    running = {}
    while waiting or running:
        while waiting and len(running) < AT_ONCE:
            at, number = waiting.pop()
            out, err = file(), file()
            child = os.fork()
            if child == 0:
                run(jobs[at], number, out, err)
            running[child] = (at, out, err)
        child, status = os.wait()
        at, out, err = running.pop(child)
        status = os.waitstatus_to_exitcode(status)
        outcome = (status, text(out), text(err))
        out.close()
        err.close()
        seen[at][outcome] = seen[at].get(outcome, 0) + 1
        left[at] -= 1
        if left[at] == 0:
            outcomes = [list(outcome) + [count] for outcome, count in seen[at].items()]
            print(json.dumps({'job': at, 'outcomes': outcomes}), flush=True)


main()
