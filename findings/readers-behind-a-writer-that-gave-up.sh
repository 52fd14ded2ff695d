#!/bin/sh
# A reader holds a readers-writer lock. A writer waits for it with a timeout of 0.2 s, and a second reader, which stands
# behind the writer because writers come first, waits for up to a second. The writer's time runs out.
#
# Guess:     from then on only readers are there, so the second reader gets in at 0.2 s.
# Behaviour: giving up wakes nobody. With rwlock the second reader gets in when its own time is up, at 1.1 s, for only
#            then it looks again; with aiorwlock it does not look again and has timed out. readerwriterlock lets it in
#            at 0.2 s.
# Versions:  rwlock 0.0.7, aiorwlock 1.5.1, readerwriterlock 1.0.10 on Python 3.13.0.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install rwlock==0.0.7 aiorwlock==1.5.1 readerwriterlock==1.0.10
cat > "$folder/readers.py" <<'PY'
import asyncio
import sys
import threading
import time

import aiorwlock
import rwlock
from readerwriterlock.rwlock import RWLockWrite


def with_threads(first, writer, second):
    """When the second reader's acquire() came back, in seconds, and with what; the writer's must fail."""
    started, seen = time.monotonic(), {}

    def write():
        seen['writer'] = writer(0.2)

    def read():
        time.sleep(0.1)
        seen['reader'] = second(1.0), round(time.monotonic() - started, 1)

    first()
    threads = [threading.Thread(target=write), threading.Thread(target=read)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen['writer'] is False
    return seen['reader']


def of_rwlock():
    lock = rwlock.RWLock()
    return with_threads(
        lock.reader_lock.acquire,
        lambda seconds: lock.writer_lock.acquire(timeout=seconds),
        lambda seconds: lock.reader_lock.acquire(timeout=seconds),
    )


def of_readerwriterlock():
    lock = RWLockWrite()
    return with_threads(
        lock.gen_rlock().acquire,
        lambda seconds: lock.gen_wlock().acquire(timeout=seconds),
        lambda seconds: lock.gen_rlock().acquire(timeout=seconds),
    )


async def of_aiorwlock():
    lock, loop = aiorwlock.RWLock(), asyncio.get_running_loop()
    started = loop.time()

    async def within(seconds, side):
        try:
            await asyncio.wait_for(side.acquire(), seconds)
        except asyncio.TimeoutError:
            return False, round(loop.time() - started, 1)
        return True, round(loop.time() - started, 1)

    async def read():
        await asyncio.sleep(0.1)
        return await within(1.0, lock.reader_lock)

    await lock.reader_lock.acquire()
    writer, reader = await asyncio.gather(within(0.2, lock.writer_lock), read())
    assert writer[0] is False
    return reader


seen = {
    'rwlock': of_rwlock(),
    'aiorwlock': asyncio.run(of_aiorwlock()),
    'readerwriterlock': of_readerwriterlock(),
}
for library, (got, moment) in seen.items():
    print('%-17s second reader: %s at %s s' % (library, 'has it' if got else 'timed out', moment))
late = {library: (got, 'at once' if moment < 0.6 else 'late') for library, (got, moment) in seen.items()}
same = late == {'rwlock': (True, 'late'), 'aiorwlock': (False, 'late'), 'readerwriterlock': (True, 'at once')}
sys.exit(0 if same else 'this has changed')
PY
"$folder/venv/bin/python" "$folder/readers.py"
# Seen:
# rwlock            second reader: has it at 1.1 s
# aiorwlock         second reader: timed out at 1.1 s
# readerwriterlock  second reader: has it at 0.2 s
