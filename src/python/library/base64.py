import re

_letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'


def _raw(s):
    if isinstance(s, str):
        try:
            return s.encode('ascii')
        except UnicodeEncodeError:
            raise ValueError('string argument should contain only ASCII characters') from None
    return bytes(s)


def b64encode(s, altchars=None):
    if isinstance(s, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    parts = []
    for at in range(0, len(s), 3):
        group = s[at:at + 3]
        number = 0
        for byte in group:
            number = number << 8 | byte
        number <<= 8 * (3 - len(group))
        text = ''.join([_letters[number >> shift & 63] for shift in (18, 12, 6, 0)])
        parts.append(text[:len(group) + 1] + '=' * (3 - len(group)))
    text = ''.join(parts)
    if altchars is not None:
        text = text.replace('+', chr(altchars[0])).replace('/', chr(altchars[1]))
    return text.encode()


def b64decode(s, altchars=None, validate=False):
    text = _raw(s).decode('latin-1')
    if altchars is not None:
        altchars = _raw(altchars)
        text = text.replace(chr(altchars[0]), '+').replace(chr(altchars[1]), '/')
    if validate and not re.fullmatch('[A-Za-z0-9+/]*={0,2}', text):
        raise Error('Only base64 data is allowed')
    values = [_letters.index(c) for c in text if c in _letters]
    padding = text.count('=')
    if (len(values) + padding) % 4:
        if len(values) % 4 == 1:
            raise Error('Invalid base64-encoded string: number of data characters (%d) cannot be 1 more than a multiple of 4' % len(values))
        if len(values) % 4 + padding < 4:
            raise Error('Incorrect padding')
    data = []
    for at in range(0, len(values), 4):
        group = values[at:at + 4]
        number = 0
        for value in group:
            number = number << 6 | value
        number <<= 6 * (4 - len(group))
        data += [number >> 16 & 255, number >> 8 & 255, number & 255][:len(group) - 1]
    return bytes(data)


class Error(ValueError):
    __module__ = 'binascii'


def standard_b64encode(s):
    return b64encode(s)


def standard_b64decode(s):
    return b64decode(s)


def urlsafe_b64encode(s):
    return b64encode(s, b'-_')


def urlsafe_b64decode(s):
    return b64decode(s, b'-_')


def encodebytes(s):
    lines = [b64encode(s[at:at + 57]) + b'\n' for at in range(0, len(s), 57)]
    joined = b''
    for line in lines:
        joined += line
    return joined


def decodebytes(s):
    return standard_b64decode(s)


def b16encode(s):
    return s.hex().upper().encode()


def b16decode(s, casefold=False):
    text = _raw(s).decode()
    if casefold:
        text = text.upper()
    if re.search('[^0-9A-F]', text):
        raise Error('Non-base16 digit found')
    return bytes([int(text[at:at + 2], 16) for at in range(0, len(text), 2)])
