# The executor of processes.

from concurrent.futures import BrokenExecutor, ProcessPoolExecutor

EXTRA_QUEUED_CALLS = 1


class BrokenProcessPool(BrokenExecutor):
    """A process of the pool ended before its time."""


def _check_system_limits():
    pass
