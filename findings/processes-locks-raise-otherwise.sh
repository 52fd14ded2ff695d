#!/bin/sh
# The locks of multiprocessing have the interface of threading's. Do their mistakes raise the same exceptions?
#
# Guess:     yes, RuntimeError, so that `except RuntimeError` serves both.
# Behaviour: hardly one of them does: ValueError for a Lock, AssertionError for an RLock and for both misuses of a
#            Condition, TypeError for Semaphore.release(n), which takes no number here. The checks of Condition are
#            assert statements: under `python3 -O` both misuses pass in silence.
# Versions:  Python 3.13.0 (standard library).
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat > "$folder/misuse.py" <<'PY'
import multiprocessing
import sys
import threading


def misuse(module):
    attempts = {
        'Lock().release()': lambda: module.Lock().release(),
        'RLock().release()': lambda: module.RLock().release(),
        'Condition().notify()': lambda: module.Condition().notify(),
        'Condition().wait(0)': lambda: module.Condition().wait(0),
        'Semaphore().release(2)': lambda: module.Semaphore().release(2),
    }
    raised = {}
    for text, attempt in attempts.items():
        try:
            attempt()
            raised[text] = 'nothing'
        except Exception as error:
            raised[text] = type(error).__name__
    return raised


if __name__ == '__main__':
    threads, processes = misuse(threading), misuse(multiprocessing)
    for text in threads:
        print('%-23s threading %-13s multiprocessing %s' % (text, threads[text], processes[text]))
    same = list(threads.values()) == ['RuntimeError'] * 4 + ['nothing'] and list(processes.values()) == (
        ['ValueError', 'AssertionError', 'AssertionError', 'AssertionError', 'TypeError']
    )
    sys.exit(0 if same else 'this has changed')
PY
cat > "$folder/optimised.py" <<'PY'
import multiprocessing

if __name__ == '__main__':
    multiprocessing.Condition().notify()
    multiprocessing.Condition().wait(0)
    print('python3 -O: notify() and wait() without the lock raise nothing')
PY
python3 "$folder/misuse.py"
python3 -O "$folder/optimised.py"
# Seen:
# Lock().release()        threading RuntimeError  multiprocessing ValueError
# RLock().release()       threading RuntimeError  multiprocessing AssertionError
# Condition().notify()    threading RuntimeError  multiprocessing AssertionError
# Condition().wait(0)     threading RuntimeError  multiprocessing AssertionError
# Semaphore().release(2)  threading nothing       multiprocessing TypeError
# python3 -O: notify() and wait() without the lock raise nothing
