#!/bin/sh
# A task that waits is woken by a release, a put or a notify, and is cancelled before it has run again. Who gets what
# it was woken for?
#
# Guess:     the next waiter, in every library; or the cancelled task still gets it, for it was picked first.
# Behaviour: asyncio (3.13) passes all three on to the next waiter. trio and anyio let the cancelled task keep a permit
#            and an item: the cancellation comes at its next checkpoint. With a notification they differ: anyio's waiter
#            keeps it, trio's loses it, and nobody is woken in its place. tornado loses permit and item: the semaphore
#            stays at zero with a waiter in line, the item is in no queue any more.
# Versions:  trio 0.35.0, anyio 4.16.0, tornado 6.6.1 on Python 3.13.0; asyncio is that Python's (before 3.13 it is only
#            printed, not compared).
# Each task waits in a queue of two, A before B; B has time enough, and is cancelled at the end.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install trio==0.35.0 anyio==4.16.0 tornado==6.6.1
cat > "$folder/who.py" <<'PY'
import asyncio
import sys

import anyio
import tornado.locks
import tornado.queues
import trio


async def with_tasks(wait, give):
    """Who of A and B got it, where tasks are asyncio's."""
    got = []

    async def waiter(name):
        await wait()
        got.append(name)

    tasks = []
    for name in 'AB':
        tasks.append(asyncio.ensure_future(waiter(name)))
        await asyncio.sleep(0.05)
    await give()
    tasks[0].cancel()
    await asyncio.sleep(0.2)
    tasks[1].cancel()
    return ''.join(got) or 'nobody'


async def with_scopes(library, wait, give):
    """Who of A and B got it, where tasks are cancelled through a scope."""
    got = []

    async def waiter(name, scope):
        with scope:
            await wait()
            got.append(name)

    group = trio.open_nursery() if library is trio else anyio.create_task_group()
    async with group as tasks:
        scopes = [library.CancelScope() for _ in 'AB']
        for name, scope in zip('AB', scopes):
            tasks.start_soon(waiter, name, scope)
            await library.sleep(0.05)
        await give(scopes[0].cancel)
        await library.sleep(0.2)
        tasks.cancel_scope.cancel()
    return ''.join(got) or 'nobody'


async def of_asyncio():
    permits, items, changed = asyncio.Semaphore(0), asyncio.Queue(), asyncio.Condition()

    async def told():
        async with changed:
            await changed.wait()

    async def tell():
        async with changed:
            changed.notify(1)

    async def release():
        permits.release()

    async def put():
        items.put_nowait('item')

    return [await with_tasks(permits.acquire, release), await with_tasks(items.get, put), await with_tasks(told, tell)]


async def of_tornado():
    permits, items = tornado.locks.Semaphore(0), tornado.queues.Queue()

    async def release():
        permits.release()

    async def put():
        items.put_nowait('item')

    return [await with_tasks(permits.acquire, release), await with_tasks(items.get, put)]


async def of_scopes(library):
    permits = library.Semaphore(0, max_value=9)
    if library is trio:
        sender, receiver = trio.open_memory_channel(1)
    else:
        sender, receiver = anyio.create_memory_object_stream(1)
    changed = library.Condition()

    async def told():
        async with changed:
            await changed.wait()

    async def release(cancel):
        permits.release()
        cancel()

    async def put(cancel):
        sender.send_nowait('item')
        cancel()

    async def tell(cancel):
        async with changed:
            changed.notify(1)
            cancel()

    pairs = [(permits.acquire, release), (receiver.receive, put), (told, tell)]
    return [await with_scopes(library, *pair) for pair in pairs]


seen = {
    'asyncio': asyncio.run(of_asyncio()),
    'trio': trio.run(of_scopes, trio),
    'anyio on asyncio': anyio.run(of_scopes, anyio),
    'anyio on trio': anyio.run(of_scopes, anyio, backend='trio'),
    'tornado': asyncio.run(of_tornado()),
}
expected = {
    'asyncio': ['B', 'B', 'B'],
    'trio': ['A', 'A', 'nobody'],
    'anyio on asyncio': ['A', 'A', 'A'],
    'anyio on trio': ['A', 'A', 'A'],
    'tornado': ['nobody', 'nobody'],
}
print('%-17s %s' % ('', 'permit, item, notification'))
for library, who in seen.items():
    print('%-17s %s' % (library, ', '.join(who)))
if sys.version_info < (3, 13):
    expected['asyncio'] = seen['asyncio']
sys.exit(0 if seen == expected else 'this has changed')
PY
"$folder/venv/bin/python" -W ignore "$folder/who.py"
# Seen:
#                   permit, item, notification
# asyncio           B, B, B
# trio              A, A, nobody
# anyio on asyncio  A, A, A
# anyio on trio     A, A, A
# tornado           nobody, nobody
