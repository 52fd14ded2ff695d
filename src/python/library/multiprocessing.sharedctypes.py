# Values in memory that processes share.

from multiprocessing import Array, RawArray, RawValue, Value


def copy(obj):
    raise TypeError('a shared value cannot be copied here')
