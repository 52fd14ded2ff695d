# Changing lists, dicts, sets and texts in every way the subset has.
items = [5, 3, 8]
items.append(1)
items.extend([9, 9])
items.extend(x for x in (7,))
items.insert(1, 'in')
items.insert(-100, 'first')
items.insert(100, 'last')
print(items, items.pop(), items.pop(0), items.pop(-2))
items.remove('in')
items.sort()
print(items)
items.sort(reverse=True)
items.sort(key=lambda x: x % 5)
items.reverse()
print(items, items.index(9), items.count(9), items.copy() == items, items.copy() is items)
items[1:3] = ['a', 'b', 'c']
print(items)
items[::2] = range(len(items[::2]))
del items[0], items[1:3]
print(items)
items += (1, 2)
items *= 2
print(items)
try:
    items[::2] = [1]
except ValueError as error:
    print(error)
try:
    items[99] = 1
except IndexError as error:
    print(error)
items.clear()
print(items, bool(items))
nested = [[0] * 2 for _ in range(2)]
nested[0][1] = 5
print(nested)
loop = [1]
loop.append(loop)
print(loop)
table = {}
table['self'] = table
print(table)

ages = {'ann': 30, 'bob': 25}
ages['cid'] = 41
ages.update(dan=1, eve=2)
ages.update([('fay', 3)])
ages.update({'ann': 31})
print(ages, list(ages), sorted(ages.values()), ages.get('zed', 0), ages.pop('bob'), 'bob' in ages)
del ages['cid']
for name, age in ages.items():
    print(name, age, end='; ')
print()
try:
    for name in ages:
        ages[name + 'x'] = 1
except RuntimeError as error:
    print(error)
view = ages.keys()
ages['new'] = 1
print(view, len(view), 'new' in view, list(reversed(ages))[:1])
print(ages.setdefault('new', 5), ages.setdefault('newer', 5), ages.popitem())
merged = {**ages, 'z': 0}
merged |= {'y': 1}
print(merged == ages, {k: v for k, v in merged.items() if v > 1}, dict(sorted(merged.items(), key=lambda kv: (kv[1], kv[0]))[:2]))
counts = {}
for letter in 'mississippi':
    counts[letter] = counts.get(letter, 0) + 1
print(counts, max(counts, key=counts.get))
try:
    del counts['z']
except KeyError as error:
    print('KeyError', error)

numbers = {3, 1, 2}
numbers.add(5)
numbers.discard(9)
numbers |= {7, 8}
numbers -= {1}
numbers.update([10, 11], (12,))
numbers.intersection_update({2, 3, 5, 7, 10})
print(numbers, len(numbers), numbers >= {2}, numbers.symmetric_difference({2, 99}), frozenset(numbers) == numbers)

a, (b, *c), d = 1, (2, 3, 4), 5
print(a, b, c, d)
a, b = b, a
*head, tail = 'abc'
print(a, b, head, tail)
for bad in ('1, 2 = too few', ):
    try:
        x, y, z = 1, 2
    except ValueError as error:
        print(error)
try:
    x, y = 1, 2, 3
except ValueError as error:
    print(error)
try:
    x, *y, z = [1]
except ValueError as error:
    print(error)
try:
    x, y = 5
except TypeError as error:
    print(error)

text = 'the quick brown fox'
print(text.title(), text.split()[1:3], text[4:9].upper(), text.count('o'), text.find('q'), ' '.join(reversed(text.split())))
print('{:<10}|{:^10}|{:>10}'.format('l', 'c', 'r'), '%-10s|%10s' % ('l', 'r'), f'{text[:3]:*^9}')
for i, line in enumerate('a\nb\nc'.splitlines(), start=1):
    print(i, line, sep=': ', end=' ')
print('', flush=True)
print(*range(5), sep='-')
print('a', None, True, 1.0, sep='')
total = 0
for i in range(10, 0, -3):
    total += i
else:
    print('else', total)
while total > 0:
    total -= 7
    if total == 8:
        break
print(total, 10 ** 20 // 3, -7 // 2, 7 % -3, 2 ** 0.5, 1e3, 1_000)
matrix = [[1, 2, 3], [4, 5, 6]]
print([list(row) for row in zip(*matrix)], sum(sum(row) for row in matrix), [x for row in matrix for x in row if x % 2])
values = [1, 2, 3, 4]
print([v if v % 2 else -v for v in values], {v: chr(96 + v) for v in values}, (lambda *a: a)(*values))
if (n := len(values)) > 3:
    print('walrus', n)
