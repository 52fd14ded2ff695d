# Contexts, by the module that has them in CPython.

import multiprocessing
from multiprocessing import (
    BaseContext, ForkContext, ForkServerContext, Process, ProcessError, SpawnContext, TimeoutError, get_context,
)

ForkProcess = get_context('fork').Process
SpawnProcess = get_context('spawn').Process
ForkServerProcess = get_context('forkserver').Process
reduction = None
