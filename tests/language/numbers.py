z = 3 + 4j
print(z, abs(z), z.real, z.imag, z.conjugate(), -z, +z, z == 3 + 4j, z != 4, hash(complex(5)) == hash(5))
print(z * 2, 2 * z, z * z, z / 2, 1 / z, z - 1, 1 - z, z + 0.5, z ** 2, z ** -1, z ** 0)
print(1j, -1j, 0j, complex(1), complex(1.5, -2), complex('1+2j'), complex('-j'), complex(' 2.5e3 '), complex('(1e-2-3j)'))
print(bool(0j), bool(1j), isinstance(z, complex), isinstance(1, complex), type(z).__name__, {z: 1}[3 + 4j], complex(5) == 5)
print(f'{z:.2f}', f'{z:>12.1f}', '{}'.format(z), f'{1.5 - 2j:+.1e}', '%s' % z, str(z), repr(z))


def t(f):
    try:
        print(f())
    except Exception as error:
        print(type(error).__name__, error)


t(lambda: z < 1)
t(lambda: z / 0)
t(lambda: complex('x'))
t(lambda: z + 'a')
t(lambda: z // 2)
b = bytearray(b'abc')
b.append(100)
b.extend([101, 102])
b += b'g'
print(b, len(b), b[0], b[-1], b[1:3], bytes(b), b.decode(), b == b'abcdefg', b'c' in b, 100 in b, list(b[:2]))
b[0] = 65
b[1:3] = b'xyz'
del b[-1]
print(b, b.pop(), b.hex(), b.startswith(b'A'), bytearray(3), bytearray([1, 2]), bytearray('hé', 'utf-8'), b + b'!', b * 2)
b.insert(0, 48)
b.remove(65)
b.reverse()
print(b, b.copy() == b, b.copy() is b, bytearray(b'a') < bytearray(b'b'), bytearray.fromhex('0aff'), sorted(bytearray(b'cab')))
b.clear()
print(b, bool(b), bool(bytearray(1)))
t(lambda: bytearray([256]))
t(lambda: bytearray(b'a').append(300))
t(lambda: bytearray(b'a').append('x'))
t(lambda: bytearray(b'a')[5])
t(lambda: bytearray(b'').pop())
t(lambda: hash(bytearray()))
t(lambda: bytearray('x'))
t(lambda: bytearray(b'x') + 'y')
