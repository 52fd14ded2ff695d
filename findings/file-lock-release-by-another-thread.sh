#!/bin/sh
# One FileLock of filelock is held by the main thread; another thread calls release() on the same object.
#
# Guess:     it is released, as a threading.Lock would be, or an error is raised, as an RLock would.
# Behaviour: neither: release() returns and does nothing. The object keeps its state for each thread apart, so the other
#            thread also reads is_locked == False and waits for itself, as it were, when it acquires the very same
#            object; the holder still holds it.
# Versions:  filelock 4.3.1 on Python 3.13.0, default arguments (thread_local=True).
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install filelock==4.3.1
cat > "$folder/release.py" <<'PY'
import pathlib
import sys
import threading

import filelock

lock = filelock.FileLock(pathlib.Path(sys.argv[1]) / 'lock')
seen = {}


def other():
    seen['the other thread reads is_locked'] = lock.is_locked
    seen['its release() returns'] = lock.release()
    try:
        lock.acquire(timeout=0.2)
        seen['its acquire()'] = 'has it'
    except filelock.Timeout:
        seen['its acquire()'] = 'timed out'


lock.acquire()
thread = threading.Thread(target=other)
thread.start()
thread.join()
seen['the holder reads is_locked'] = lock.is_locked
lock.release()
for what, value in seen.items():
    print('%s: %s' % (what, value))
sys.exit(0 if list(seen.values()) == [False, None, 'timed out', True] else 'this has changed')
PY
"$folder/venv/bin/python" "$folder/release.py" "$folder"
# Seen:
# the other thread reads is_locked: False
# its release() returns: None
# its acquire(): timed out
# the holder reads is_locked: True
