# Numbers as bytes, in the sizes of a 64-bit machine.


class error(Exception):
    pass


_sizes = {'x': 1, 'c': 1, 'b': 1, 'B': 1, '?': 1, 'h': 2, 'H': 2, 'i': 4, 'I': 4, 'l': 4, 'L': 4, 'q': 8, 'Q': 8, 'e': 2, 'f': 4, 'd': 8, 's': 1, 'p': 1}
_native = {'l': 8, 'L': 8, 'n': 8, 'N': 8, 'P': 8}


def _parsed(format):
    if isinstance(format, bytes):
        format = format.decode()
    order, aligned, sizes = 'little', True, {**_sizes, **_native}
    if format[:1] in ('@', '=', '<', '>', '!'):
        aligned = format[0] == '@'
        order = 'big' if format[0] in '>!' else 'little'
        if not aligned:
            sizes = _sizes
        format = format[1:]
    fields = []
    at = count = 0
    counted = False
    for code in format:
        if code.isspace():
            continue
        if code.isdigit():
            count = count * 10 + int(code)
            counted = True
            continue
        if code not in sizes:
            raise error('bad char in struct format')
        size = sizes[code]
        if aligned and code not in 'sp':
            at += -at % size
        times = count if counted else 1
        fields.append((code, times, at, size))
        at += times * size
        count, counted = 0, False
    if counted:
        raise error('repeat count given without format specifier')
    return fields, at, order


def _bytes_of(number, size, order):
    places = range(size) if order == 'little' else range(size - 1, -1, -1)
    return bytes([number >> 8 * place & 255 for place in places])


def _number_of(data, order):
    number = 0
    for byte in data if order == 'big' else data[::-1]:
        number = number << 8 | byte
    return number


def calcsize(format):
    return _parsed(format)[1]


def _wanted_values(fields):
    return sum([0 if code == 'x' else 1 if code in 'sp' else times for code, times, at, size in fields])


def _float_bytes(value, size, order):
    bits, exponent_bits = {2: (10, 5), 4: (23, 8), 8: (52, 11)}[size]
    bias = 2 ** (exponent_bits - 1) - 1
    sign = 1 if repr(value)[0] == '-' else 0
    value = abs(value)
    if value != value:
        number = (2 ** exponent_bits - 1 << bits) | 1 << bits - 1
    elif value == float('inf'):
        number = 2 ** exponent_bits - 1 << bits
    elif value == 0:
        number = 0
    else:
        import math
        exponent = max(math.floor(math.log2(value)), 1 - bias)
        if value / 2.0 ** exponent >= 2:
            exponent += 1
        elif value / 2.0 ** exponent < 1 and exponent > 1 - bias:
            exponent -= 1
        fraction = round(value / 2.0 ** exponent * 2 ** bits)
        number = (exponent + bias - 1 << bits) + fraction
        if number >= 2 ** exponent_bits - 1 << bits:
            raise OverflowError('float too large to pack with %s format' % {2: 'e', 4: 'f', 8: 'd'}[size])
    return _bytes_of(number | sign << size * 8 - 1, size, order)


def _bytes_float(data, order):
    size = len(data)
    bits, exponent_bits = {2: (10, 5), 4: (23, 8), 8: (52, 11)}[size]
    number = _number_of(data, order)
    sign = -1.0 if number >> size * 8 - 1 else 1.0
    exponent = number >> bits & 2 ** exponent_bits - 1
    fraction = number & 2 ** bits - 1
    bias = 2 ** (exponent_bits - 1) - 1
    if exponent == 2 ** exponent_bits - 1:
        return float('nan') if fraction else sign * float('inf')
    if exponent == 0:
        return sign * fraction * 2.0 ** (1 - bias - bits)
    return sign * (1 + fraction / 2 ** bits) * 2.0 ** (exponent - bias)


def _packed(code, size, value, order):
    if code in 'efd':
        if not isinstance(value, (int, float)):
            raise error('required argument is not a float')
        return _float_bytes(float(value), size, order)
    if code == '?':
        return b'\x01' if value else b'\x00'
    if code == 'c':
        if not isinstance(value, bytes) or len(value) != 1:
            raise error('char format requires a bytes object of length 1')
        return value
    if not isinstance(value, int):
        raise error('required argument is not an integer')
    signed = code in 'bhilqn'
    least = -(1 << size * 8 - 1) if signed else 0
    most = (1 << size * 8 - signed) - 1
    if not least <= value <= most:
        if code in 'qQ':
            raise error('int too large to convert' if signed else 'int too large to convert')
        raise error("'%s' format requires %d <= number <= %d" % (code, least, most))
    return _bytes_of(value & (1 << size * 8) - 1, size, order)


def pack(format, *values):
    fields, length, order = _parsed(format)
    wanted = _wanted_values(fields)
    if wanted != len(values):
        raise error('pack expected %d items for packing (got %d)' % (wanted, len(values)))
    data = b''
    next_value = 0
    for code, times, at, size in fields:
        data += b'\x00' * (at - len(data))
        if code == 'x':
            data += b'\x00' * times
            continue
        if code in 'sp':
            value = values[next_value]
            next_value += 1
            if not isinstance(value, bytes):
                raise error("argument for '%s' must be a bytes object" % code)
            if code == 'p' and times:
                value = bytes([min(len(value), times - 1, 255)]) + value[:times - 1]
            data += value[:times] + b'\x00' * (times - len(value))
            continue
        for value in values[next_value:next_value + times]:
            data += _packed(code, size, value, order)
        next_value += times
    return data


def unpack(format, buffer):
    length = calcsize(format)
    if len(buffer) != length:
        raise error('unpack requires a buffer of %d bytes' % length)
    return unpack_from(format, buffer)


def unpack_from(format, /, buffer, offset=0):
    fields, length, order = _parsed(format)
    if len(buffer) - offset < length:
        raise error('unpack_from requires a buffer of at least %d bytes for unpacking %d bytes at offset %d (actual buffer size is %d)' % (offset + length, length, offset, len(buffer)))
    values = []
    for code, times, at, size in fields:
        at += offset
        if code == 'x':
            continue
        if code == 's':
            values.append(bytes(buffer[at:at + times]))
            continue
        if code == 'p':
            values.append(bytes(buffer[at + 1:at + 1 + min(buffer[at], times - 1)]) if times else b'')
            continue
        for index in range(times):
            part = bytes(buffer[at + index * size:at + (index + 1) * size])
            if code in 'efd':
                values.append(_bytes_float(part, order))
            elif code == '?':
                values.append(part != b'\x00')
            elif code == 'c':
                values.append(part)
            else:
                number = _number_of(part, order)
                signed = code in 'bhilqn' and number >> size * 8 - 1
                values.append(number - (1 << size * 8) if signed else number)
    return tuple(values)


def iter_unpack(format, buffer):
    size = calcsize(format)
    if size == 0:
        raise error('cannot iteratively unpack with a struct of length 0')
    if len(buffer) % size:
        raise error('iterative unpacking requires a buffer of a multiple of %d bytes' % size)
    return iter([unpack_from(format, buffer, at) for at in range(0, len(buffer), size)])


class Struct:
    def __init__(self, format):
        self.format = format.decode() if isinstance(format, bytes) else format
        self.size = calcsize(format)

    def pack(self, *values):
        return pack(self.format, *values)

    def unpack(self, buffer):
        return unpack(self.format, buffer)

    def unpack_from(self, buffer, offset=0):
        return unpack_from(self.format, buffer, offset)

    def iter_unpack(self, buffer):
        return iter_unpack(self.format, buffer)
