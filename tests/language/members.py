import enum
from enum import Enum, Flag, IntEnum, IntFlag, StrEnum, auto, unique
import datetime


class Planet(Enum):
    EARTH = 3, 'blue'
    MARS = 4, 'red'

    def __init__(self, place, colour):
        self.place, self.colour = place, colour

    @enum.property
    def shown(self):
        return '%s is %s' % (self.name, self.colour)


print(Planet.EARTH.shown, Planet((4, 'red')), Planet.MARS.place, list(Planet))
try:
    Planet.shown
except AttributeError as error:
    print('no shown')


class Holiday(datetime.date, Enum):
    NEW_YEAR = 2013, 1, 1
    LABOUR = 2013, 5, 1


print(Holiday.LABOUR.month, Holiday.NEW_YEAR < Holiday.LABOUR, Holiday.NEW_YEAR.value, Holiday(datetime.date(2013, 5, 1)).name)


class Named(Enum):
    name = 1
    value = 2


print(Named.name, Named.value, Named.name.name, Named.value.value)


class Colour(Enum):
    RED = 1


for change in (lambda: setattr(Colour, 'RED', 2), lambda: delattr(Colour, 'RED')):
    try:
        change()
    except AttributeError as error:
        print('refused')


class Bits(Flag):
    A = auto()
    B = auto()
    AB = A | B


print(Bits.A | Bits.B, Bits.AB is Bits.A | Bits.B, list(Bits), Bits(0), ~Bits.A, Bits.A in Bits.AB)


@enum.verify(enum.UNIQUE)
class Once(Enum):
    ONE = 1
    TWO = 2


try:
    @enum.verify(enum.UNIQUE, enum.CONTINUOUS)
    class Gap(IntEnum):
        ONE = 1
        THREE = 3
except ValueError as error:
    print(error)
today = datetime.date(2024, 2, 29)
print(today, repr(today), today.weekday(), today.toordinal(), datetime.date.fromordinal(738945), today + datetime.timedelta(days=1), today.replace(month=1), today - datetime.date(2024, 1, 1))
try:
    datetime.date(2023, 2, 29)
except ValueError as error:
    print('no such day')
