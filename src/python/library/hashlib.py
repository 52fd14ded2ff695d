# Digests of bytes.

import hashlib

algorithms_guaranteed = {'md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'}
algorithms_available = algorithms_guaranteed
_sizes = {'md5': (16, 64), 'sha1': (20, 64), 'sha224': (28, 64), 'sha256': (32, 64), 'sha384': (48, 128), 'sha512': (64, 128)}


class HASH:
    __module__ = '_hashlib'

    def __init__(self, name, data):
        self.name = name
        self.digest_size, self.block_size = _sizes[name]
        self._data = b''
        self.update(data)

    def update(self, data, /):
        if isinstance(data, str):
            raise TypeError('Strings must be encoded before hashing')
        self._data += bytes(data)

    def digest(self):
        return hashlib._digest(self.name, self._data)

    def hexdigest(self):
        return self.digest().hex()

    def copy(self):
        return HASH(self.name, self._data)

    def __repr__(self):
        return '<%s _hashlib.HASH object @ 0x7f0000000000>' % self.name


def new(name, data=b'', *, usedforsecurity=True, string=None):
    if name.lower() not in _sizes:
        raise ValueError('unsupported hash type ' + name)
    return HASH(name.lower(), data if string is None else string)


def md5(data=b'', *, usedforsecurity=True, string=None): return new('md5', data, string=string)
def sha1(data=b'', *, usedforsecurity=True, string=None): return new('sha1', data, string=string)
def sha224(data=b'', *, usedforsecurity=True, string=None): return new('sha224', data, string=string)
def sha256(data=b'', *, usedforsecurity=True, string=None): return new('sha256', data, string=string)
def sha384(data=b'', *, usedforsecurity=True, string=None): return new('sha384', data, string=string)
def sha512(data=b'', *, usedforsecurity=True, string=None): return new('sha512', data, string=string)
