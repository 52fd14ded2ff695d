print(1 + 2 * 3 - 4 / 2, 7 // 2, -7 // 2, 7 % 3, -7 % 3, 2 ** 10, 2 ** -1, 10 ** 25, 1e10, 1.5e-7, 0.1 + 0.2)
print(1 < 2 < 3, 1 < 2 > 3, 1 == 1.0, True + True, not 0, 5 & 3, 5 | 3, 5 ^ 3, ~5, 1 << 5, 100 >> 2)
print(None, True, [1, 'a', None], (1,), (), {}, {1: 'x'}, {1}, set(), 'q"', "it's", '\n\t\\')
print('%s %d %5.2f %r %x %-5s| %05d %%' % ('s', 42, 3.14159, 'r', 255, 'ab', 7))
print('{} {1} {name}'.format(1, 2, name=3) if False else '{0} {1} {name}'.format(1, 2, name=3))
name, pi = 'world', 3.14159
print(f'{name!r} {pi:.2f} {pi:>10.3f}| {name:^11} {10:,} {1000000:,} {255:#x} {5:03d} {name=} {{}} {"nested"}')
print('a,b,c'.split(','), ' x '.strip(), 'Abc'.lower(), 'abc'.upper(), 'abc'.replace('b', 'X'), 'abc'.find('c'), 'a-b'.partition('-'))
print('abc'[0], 'abc'[-1], 'abcdef'[1:4], 'abcdef'[::-1], 'abcdef'[::2], 'x' * 3, 'b' in 'abc', '你好'[1], len('你好'))
l = [3, 1, 2]
l.append(4)
l.extend([5, 6])
l.insert(0, 0)
l.remove(3)
print(l, l.pop(), l.pop(0), l.index(2), l.count(1), len(l))
l.sort(reverse=True)
print(l, l[1:], l[:-1], l + [9], l * 2, l == [5, 4, 2, 1], [1, 2] < [1, 3])
l[1:3] = ['a', 'b', 'c']
print(l)
del l[0]
l += [7]
print(l, sum([1, 2, 3]), min(3, 1), max([1, 5]), abs(-3), round(2.567, 2), round(2.5), divmod(7, 2))
d = {'a': 1, 'b': 2}
d['c'] = 3
d.update({'a': 10}, z=26)
print(d, d['a'], d.get('q'), d.get('q', 0), 'a' in d, list(d), list(d.values()), list(d.items()), len(d))
print(d.pop('a'), d.setdefault('n', []), d)
for key, value in d.items():
    print(key, value, end=';')
print()
s = {1, 2, 3}
s.add(3)
s.discard(1)
print(s, s | {5}, s & {2}, s - {2}, s ^ {3, 4}, 2 in s, frozenset([1]))
t = (1, 2, (3, 4))
a, b, (c, e) = t
print(a, b, c, e, t[0], t[1:], t + (5,))
print(int('42'), int('ff', 16), float('1.5'), str(5), bool(''), list('ab'), tuple([1]), int(3.9), int(-3.9), chr(65), ord('a'), hex(255), bin(5))
print(type(5).__name__, type('').__name__, type(None).__name__, type([]).__name__, isinstance(True, int))
print(1 if d else 2, d and 'yes', [] or 'empty', None is None, 5 is not None)
print(sep='-', *[1, 2, 3])
print('a', 'b', sep='', end='!\n')
x = 5
x += 2
x -= 1
x *= 3
x //= 2
x **= 2
x %= 50
print(x)
i = 10
while i > 0:
    i -= 3
    if i == 4:
        continue
    if i < 2:
        break
else:
    print('no break')
print(i)
print(list(range(5)), list(range(2, 10, 3)), list(range(5, 0, -2)), range(3), len(range(10)), 3 in range(5))
print(any([0, 1]), all([]), sorted({3: 'a', 1: 'b'}), list(zip([1, 2], 'ab')))
print("multi" "part", 'a\
b', '''tri
ple''', r'\n')
print([*range(3), *'ab'], {**{'a': 1}, 'b': 2}, (*[1], 2))
nested = {'list': [1, {'deep': (1, 2)}]}
nested['list'][1]['deep'] = 'changed'
print(nested)
print(1_000_000, 0xff, 0b101, 0o17, 1e3, 10 ** 20, -5 % 3, 2 ** 100)
print(repr('a\x00b\x1b[31m'), ascii('é'), '\u4f60', 'tab\there')
print('{:>8}|{:<8}|{:^8}|{:+d}|{:08.3f}|{:e}'.format('a', 'b', 'c', 5, 3.14159, 12345.678))
print([1, 2, 3] == [1, 2, 3], (1, 2) == [1, 2], {1: 2} == {1: 2}, 'a' < 'b', [1] is [1])
match [1, 2, 3]:
    case [a, *rest]:
        print(a, rest)
match {'kind': 'x', 'n': 5}:
    case {'kind': 'y'}:
        print('y')
    case {'kind': k, **others} if others:
        print(k, others)
