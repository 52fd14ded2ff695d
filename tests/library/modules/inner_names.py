# Names of the library's inner modules that programs import.
import _thread
import collections
import _threading_local
import queue
import threading
import concurrent.futures
from concurrent.futures import _base, process
from multiprocessing.dummy import threading as same

print(same is threading, _thread._local is threading.local, _threading_local.local().__dict__)
print(threading._CRLock().acquire(), queue._PySimpleQueue().empty())
future = _base.Future()
future._state = _base.FINISHED
future._result = 3
print(future.result(), future.done(), _base.LOGGER.name, process.EXTRA_QUEUED_CALLS)
print(process.BrokenProcessPool.__mro__[1] is _base.BrokenExecutor, _base.Error.__bases__)
print(collections.abc.Mapping.__name__, concurrent.futures.Future.__name__)
