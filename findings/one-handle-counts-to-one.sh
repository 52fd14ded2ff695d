#!/bin/sh
# readerwriterlock hands out objects with the interface of threading.Lock: gen_rlock() and gen_wlock(). What if the same
# object is acquired a second time?
#
# Guess:     as with threading.Lock, a second try fails and changes nothing; or as with RLock, it counts.
# Behaviour: a second acquire() of a read handle succeeds and is counted in the lock, but not in the handle, which knows
#            only yes or no: one release() later it says "release unlocked lock", and no writer ever gets in again.
#            With RWLockRead a second, failing try of a write handle makes it forget that it holds the lock: release()
#            raises, and the lock stays taken. RWLockWrite and RWLockFair do not forget.
# Versions:  readerwriterlock 1.0.10 on Python 3.13.0.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install readerwriterlock==1.0.10
cat > "$folder/handles.py" <<'PY'
import sys

from readerwriterlock import rwlock


def released(handle):
    try:
        handle.release()
    except RuntimeError as error:
        return str(error)
    return 'released'


def reading(kind):
    lock = kind()
    handle = lock.gen_rlock()
    handle.acquire()
    second = handle.acquire(timeout=0.1)
    return second, released(handle), released(handle), lock.gen_wlock().acquire(timeout=0.1)


def writing(kind):
    lock = kind()
    handle = lock.gen_wlock()
    handle.acquire()
    second = handle.acquire(blocking=False)
    return second, released(handle), lock.gen_wlock().acquire(blocking=False)


kinds = [rwlock.RWLockRead, rwlock.RWLockWrite, rwlock.RWLockFair]
seen = {kind.__name__: (reading(kind), writing(kind)) for kind in kinds}
for name, (read, write) in seen.items():
    print('%s, read handle: second try %s; %s; %s; a writer gets in: %s' % (name, *read))
    print('%s, write handle: second try %s; %s; a writer gets in: %s' % (name, *write))
stuck = (True, 'released', 'release unlocked lock', False)
same = seen == {
    'RWLockRead': (stuck, (False, 'release unlocked lock', False)),
    'RWLockWrite': (stuck, (False, 'released', True)),
    'RWLockFair': (stuck, (False, 'released', True)),
}
sys.exit(0 if same else 'this has changed')
PY
"$folder/venv/bin/python" "$folder/handles.py"
# Seen:
# RWLockRead, read handle: second try True; released; release unlocked lock; a writer gets in: False
# RWLockRead, write handle: second try False; release unlocked lock; a writer gets in: False
# RWLockWrite, read handle: second try True; released; release unlocked lock; a writer gets in: False
# RWLockWrite, write handle: second try False; released; a writer gets in: True
# RWLockFair, read handle: second try True; released; release unlocked lock; a writer gets in: False
# RWLockFair, write handle: second try False; released; a writer gets in: True
