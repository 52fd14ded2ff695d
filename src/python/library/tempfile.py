# Files that nobody else names; they are in memory, in the one folder that there is.

import os
import random

tempdir = None
template = 'tmp'
_characters = 'abcdefghijklmnopqrstuvwxyz0123456789_'


def gettempdir():
    return os.getcwd() if tempdir is None else tempdir


def gettempprefix():
    return template


def mktemp(suffix='', prefix='tmp', dir=None):
    return os.path.join(gettempdir() if dir is None else dir, prefix + ''.join(random.choices(_characters, k=8)) + suffix)


class _TemporaryFileWrapper:
    def __init__(self, file, name, delete):
        self.file = file
        self.name = name
        self.delete = delete

    def __getattr__(self, name):
        return getattr(self.file, name)

    def __enter__(self):
        self.file.__enter__()
        return self

    def __exit__(self, *error):
        self.close()

    def __iter__(self):
        return iter(self.file)

    def close(self):
        if not self.file.closed:
            self.file.close()
            if self.delete and os.path.exists(self.name):
                os.remove(self.name)


def NamedTemporaryFile(mode='w+b', buffering=-1, encoding=None, newline=None, suffix='', prefix='tmp', dir=None, delete=True, *, errors=None, delete_on_close=True):
    name = mktemp(suffix or '', prefix or 'tmp', dir)
    return _TemporaryFileWrapper(open(name, mode), name, delete)


def TemporaryFile(mode='w+b', buffering=-1, encoding=None, newline=None, suffix='', prefix='tmp', dir=None, *, errors=None):
    return NamedTemporaryFile(mode, suffix=suffix, prefix=prefix, dir=dir)


def SpooledTemporaryFile(max_size=0, mode='w+b', **options):
    return NamedTemporaryFile(mode)
