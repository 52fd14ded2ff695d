import threading

import helpers
import pkg.mod as m
import pkg.sub.deep
from helpers import Worker, bump, count
from pkg import other
from pkg.mod import *

print(__name__, helpers.__name__, helpers.__doc__, type(helpers).__name__)
threads = [threading.Thread(target=bump) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print('a name is bound when it is imported:', count, helpers.count)
print(getattr(helpers, 'count'), hasattr(helpers, 'nope'), getattr(helpers, 'nope', 'not there'))
helpers.count = 100
bump()
print('set from outside:', helpers.count)
setattr(helpers, 'count', 5)
helpers.extra = 'e'
print(helpers.count, helpers.extra)
print(Worker(3), Worker, bump.__module__, Worker.__module__)
print(m.square(4), square(5), other.name(), pkg.sub.deep.where())
print('public alone:', hasattr(m, 'hidden'))
try:
    hidden
except NameError as error:
    print(error)
try:
    helpers.nope
except AttributeError as error:
    print(error)
try:
    from helpers import nope
except ImportError as error:
    print(str(error).split(' (')[0])


def late():
    import lazy

    return lazy.x


print(late(), late())
for _ in range(2):
    try:
        import broken
    except ValueError as error:
        print('begun anew:', error)
try:
    helpers.fail()
except ZeroDivisionError as error:
    print(type(error).__name__)
import queue

print(queue.Queue().shadowed)
helpers.fail()
