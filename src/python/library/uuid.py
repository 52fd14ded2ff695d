# Numbers of 128 bits; those that are drawn come from the seed of the run.

import enum
import random


class SafeUUID(enum.Enum):
    safe = 0
    unsafe = -1
    unknown = None


class UUID:
    def __init__(self, hex=None, bytes=None, bytes_le=None, fields=None, int=None, version=None):
        given = [one for one in (hex, bytes, fields, int) if one is not None]
        if len(given) != 1:
            raise TypeError('one of the hex, bytes, bytes_le, fields, or int arguments must be given')
        if hex is not None:
            hex = hex.replace('urn:', '').replace('uuid:', '').strip('{}').replace('-', '')
            if len(hex) != 32:
                raise ValueError('badly formed hexadecimal UUID string')
            int = _int(hex, 16)
        if bytes is not None:
            if len(bytes) != 16:
                raise ValueError('bytes is not a 16-char string')
            int = _int(bytes.hex(), 16)
        if fields is not None:
            low, mid, high, clock_high, clock_low, node = fields
            int = low << 96 | mid << 80 | high << 64 | clock_high << 56 | clock_low << 48 | node
        if not 0 <= int < 1 << 128:
            raise ValueError('int is out of range (need a 128-bit value)')
        if version is not None:
            int = int & ~(0xc000 << 48) | 0x8000 << 48
            int = int & ~(0xf000 << 64) | version << 76
        self.int = int

    @property
    def hex(self):
        return '%032x' % self.int

    @property
    def bytes(self):
        return _bytes([self.int >> 8 * place & 255 for place in range(15, -1, -1)])

    @property
    def fields(self):
        number = self.int
        return (number >> 96, number >> 80 & 0xffff, number >> 64 & 0xffff, number >> 56 & 0xff, number >> 48 & 0xff, number & 0xffffffffffff)

    @property
    def node(self):
        return self.int & 0xffffffffffff

    @property
    def time_low(self):
        return self.int >> 96

    @property
    def version(self):
        return self.int >> 76 & 0xf if self.int >> 62 & 3 == 2 else None

    @property
    def variant(self):
        return 'specified in RFC 4122' if self.int >> 62 & 3 == 2 else 'reserved for NCS compatibility'

    @property
    def urn(self):
        return 'urn:uuid:' + str(self)

    def __str__(self):
        text = self.hex
        return '-'.join([text[:8], text[8:12], text[12:16], text[16:20], text[20:]])

    def __repr__(self):
        return 'UUID(%r)' % str(self)

    def __int__(self):
        return self.int

    def __eq__(self, other):
        return self.int == other.int if isinstance(other, UUID) else NotImplemented

    def __lt__(self, other):
        return self.int < other.int if isinstance(other, UUID) else NotImplemented

    def __le__(self, other):
        return self.int <= other.int if isinstance(other, UUID) else NotImplemented

    def __hash__(self):
        return hash(self.int)


_int, _bytes = int, bytes


def getnode():
    return 0x2a0000000001


def uuid1(node=None, clock_seq=None):
    import time
    moment = time.time_ns() // 100 + 0x01b21dd213814000
    fields = (moment & 0xffffffff, moment >> 32 & 0xffff, moment >> 48 & 0xfff, random.getrandbits(6), random.getrandbits(8), node or getnode())
    return UUID(fields=fields, version=1)


def _named(namespace, name, digest, version):
    name = name.encode() if isinstance(name, str) else name
    return UUID(bytes=digest(namespace.bytes + name).digest()[:16], version=version)


def uuid3(namespace, name):
    import hashlib
    return _named(namespace, name, hashlib.md5, 3)


def uuid4():
    return UUID(int=random.getrandbits(64) << 64 | random.getrandbits(64), version=4)


def uuid5(namespace, name):
    import hashlib
    return _named(namespace, name, hashlib.sha1, 5)


NAMESPACE_DNS = UUID('6ba7b810-9dad-11d1-80b4-00c04fd430c8')
NAMESPACE_URL = UUID('6ba7b811-9dad-11d1-80b4-00c04fd430c8')
NAMESPACE_OID = UUID('6ba7b812-9dad-11d1-80b4-00c04fd430c8')
NAMESPACE_X500 = UUID('6ba7b814-9dad-11d1-80b4-00c04fd430c8')
