class Animal:
    count = 0
    sounds = []

    def __init__(self, name):
        self.name = name
        Animal.count += 1

    def speak(self):
        return self.name + ' makes ' + self.sound()

    def sound(self):
        return 'a sound'

    @property
    def loud(self):
        return self.speak().upper()

    @loud.setter
    def loud(self, value):
        self.name = value

    @staticmethod
    def kind():
        return 'animal'

    @classmethod
    def make(cls, name):
        return cls(name)

    def __repr__(self):
        return '%s(%r)' % (type(self).__name__, self.name)


class Dog(Animal):
    def __init__(self, name, age=3):
        super().__init__(name)
        self.age = age

    def sound(self):
        return 'woof, not ' + super().sound()


d = Dog('rex')
print(d, d.speak(), d.loud, Dog.kind(), Dog.make('bo').age, Animal.count)
d.loud = 'max'
print([d, Animal('cat')], {'k': d}, (d,))
print(isinstance(d, Animal), issubclass(Dog, Animal), isinstance(d, (int, Dog)), type(d) is Dog)


class Vector:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __add__(self, other):
        if not isinstance(other, Vector):
            return NotImplemented
        return Vector(self.x + other.x, self.y + other.y)

    def __mul__(self, k):
        return Vector(self.x * k, self.y * k)

    __rmul__ = __mul__

    def __neg__(self):
        return Vector(-self.x, -self.y)

    def __eq__(self, other):
        return isinstance(other, Vector) and (self.x, self.y) == (other.x, other.y)

    def __lt__(self, other):
        return self.x < other.x

    def __len__(self):
        return 2

    def __getitem__(self, i):
        return (self.x, self.y)[i]

    def __iter__(self):
        yield self.x
        yield self.y

    def __contains__(self, v):
        return v in (self.x, self.y)

    def __bool__(self):
        return bool(self.x or self.y)

    def __str__(self):
        return f'<{self.x}, {self.y}>'

    def __call__(self, z):
        return self.x + self.y + z


v = Vector(1, 2)
print(v + Vector(3, 4), v * 3, 3 * v, -v, v == Vector(1, 2), v != Vector(1, 2), len(v), v[1], list(v), 2 in v, bool(Vector(0, 0)), v(10))
print(f'{v} {v!s:>10}', '%s' % v, str(v), '{}'.format(v))
print(sorted([Vector(3, 0), Vector(1, 0)])[0], min(Vector(3, 0), Vector(1, 0)))
try:
    v + 1
except TypeError as error:
    print(error)
a, b = v
print(a, b)


class A:
    def who(self):
        return 'A'


class B(A):
    def who(self):
        return 'B' + super().who()


class C(A):
    def who(self):
        return 'C' + super().who()


class D(B, C):
    def who(self):
        return 'D' + super(D, self).who()


print(D().who(), [c.__name__ for c in D.__mro__])


class Stack:
    def __init__(self):
        self.__items = []

    def push(self, item):
        self.__items.append(item)
        return self

    def __len__(self):
        return len(self.__items)


s = Stack().push(1).push(2)
print(len(s), hasattr(s, '__items'), hasattr(s, '_Stack__items'))
try:
    s.nothing
except AttributeError as error:
    print(error)
try:
    Stack(1)
except TypeError as error:
    print(error)


class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n


print(list(Countdown(4)), sum(Countdown(5)), [x for x in Countdown(3)], max(Countdown(3)), tuple(Countdown(2)))
print(getattr(d, 'age'), getattr(d, 'no', 'default'), setattr(d, 'extra', 7), d.extra, d.__dict__ == {'name': 'max', 'age': 3, 'extra': 7})
del d.extra
print(hasattr(d, 'extra'))


class Lazy:
    def __getattr__(self, name):
        return name * 2


print(Lazy().ab)
