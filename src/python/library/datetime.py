import time


class timedelta:
    def __init__(self, days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0):
        total = (((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds
        self._micros = round(total * 1000000 + milliseconds * 1000 + microseconds)

    @property
    def days(self):
        return self._micros // 86400000000

    @property
    def seconds(self):
        return self._micros // 1000000 % 86400

    @property
    def microseconds(self):
        return self._micros % 1000000

    def total_seconds(self):
        return self._micros / 1000000

    def __add__(self, other):
        return _micros(self._micros + other._micros) if isinstance(other, timedelta) else NotImplemented

    def __sub__(self, other):
        return _micros(self._micros - other._micros)

    def __mul__(self, times):
        return _micros(round(self._micros * times))

    __rmul__ = __mul__

    def __truediv__(self, other):
        return self._micros / other._micros if isinstance(other, timedelta) else _micros(round(self._micros / other))

    def __neg__(self):
        return _micros(-self._micros)

    def __eq__(self, other):
        return isinstance(other, timedelta) and self._micros == other._micros

    def __hash__(self):
        return hash(self._micros)

    def __lt__(self, other):
        return self._micros < other._micros

    def __le__(self, other):
        return self._micros <= other._micros

    def __gt__(self, other):
        return self._micros > other._micros

    def __ge__(self, other):
        return self._micros >= other._micros

    def __bool__(self):
        return self._micros != 0

    def __str__(self):
        seconds = self.seconds
        text = '%d:%02d:%02d' % (seconds // 3600, seconds // 60 % 60, seconds % 60)
        if self.microseconds:
            text += '.%06d' % self.microseconds
        if self.days:
            text = '%d day%s, %s' % (self.days, '' if abs(self.days) == 1 else 's', text)
        return text

    def __repr__(self):
        parts = [(name, getattr(self, name)) for name in ('days', 'seconds', 'microseconds')]
        return 'datetime.timedelta(%s)' % (', '.join(['%s=%d' % pair for pair in parts if pair[1]]) or '0')


def _micros(micros):
    return timedelta(microseconds=micros)


class date:
    def __new__(cls, year, month=None, day=None):
        if not 1 <= year <= 9999:
            raise ValueError('year %d is out of range' % year)
        if not 1 <= month <= 12:
            raise ValueError('month must be in 1..12')
        if not 1 <= day <= _days_in(year, month):
            raise ValueError('day is out of range for month')
        made = object.__new__(cls)
        made._year, made._month, made._day = year, month, day
        return made

    @property
    def year(self):
        return self._year

    @property
    def month(self):
        return self._month

    @property
    def day(self):
        return self._day

    @classmethod
    def today(cls):
        return cls.fromtimestamp(time.time())

    @classmethod
    def fromtimestamp(cls, moment):
        parts = time.localtime(moment)
        return cls(parts[0], parts[1], parts[2])

    @classmethod
    def fromordinal(cls, number):
        year = number // 366 + 1
        while number > _before_year(year + 1):
            year += 1
        number -= _before_year(year)
        month = 1
        while number > _days_in(year, month):
            number -= _days_in(year, month)
            month += 1
        return cls(year, month, number)

    @classmethod
    def fromisoformat(cls, text):
        try:
            year, month, day = [int(part) for part in text.split('-')]
        except ValueError:
            raise ValueError('Invalid isoformat string: %r' % text) from None
        return cls(year, month, day)

    def toordinal(self):
        return _before_year(self._year) + sum([_days_in(self._year, month) for month in range(1, self._month)]) + self._day

    def weekday(self):
        return (self.toordinal() + 6) % 7

    def isoweekday(self):
        return self.weekday() + 1

    def replace(self, year=None, month=None, day=None):
        return type(self)(self._year if year is None else year, self._month if month is None else month, self._day if day is None else day)

    def isoformat(self):
        return '%04d-%02d-%02d' % (self._year, self._month, self._day)

    __str__ = isoformat

    def strftime(self, form):
        return datetime(self._year, self._month, self._day).strftime(form)

    def __format__(self, form):
        return self.strftime(form) if form else str(self)

    def __repr__(self):
        return 'datetime.%s(%d, %d, %d)' % (type(self).__qualname__, self._year, self._month, self._day)

    def _parts(self):
        return self._year, self._month, self._day

    def __eq__(self, other):
        return self._parts() == other._parts() if isinstance(other, date) else NotImplemented

    def __lt__(self, other):
        return self._parts() < other._parts() if isinstance(other, date) else NotImplemented

    def __le__(self, other):
        return self._parts() <= other._parts() if isinstance(other, date) else NotImplemented

    def __gt__(self, other):
        return self._parts() > other._parts() if isinstance(other, date) else NotImplemented

    def __ge__(self, other):
        return self._parts() >= other._parts() if isinstance(other, date) else NotImplemented

    def __hash__(self):
        return hash(self._parts())

    def __add__(self, other):
        if not isinstance(other, timedelta):
            return NotImplemented
        return type(self).fromordinal(self.toordinal() + other.days)

    __radd__ = __add__

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return type(self).fromordinal(self.toordinal() - other.days)
        if isinstance(other, date):
            return timedelta(days=self.toordinal() - other.toordinal())
        return NotImplemented


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_in(year, month):
    return 29 if month == 2 and _is_leap(year) else (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]


def _before_year(year):
    year -= 1
    return year * 365 + year // 4 - year // 100 + year // 400


date.min = date(1, 1, 1)
date.max = date(9999, 12, 31)


class datetime:
    def __init__(self, year, month, day, hour=0, minute=0, second=0, microsecond=0):
        self.year, self.month, self.day = year, month, day
        self.hour, self.minute, self.second, self.microsecond = hour, minute, second, microsecond

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(time.time())

    @classmethod
    def today(cls):
        return cls.now()

    @classmethod
    def fromtimestamp(cls, moment, tz=None):
        parts = time.localtime(moment)
        return cls(*[parts[at] for at in range(6)], int(moment % 1 * 1000000))

    def _days(self):
        year = self.year - (self.month <= 2)
        month = (self.month + 9) % 12
        return year * 365 + year // 4 - year // 100 + year // 400 + (month * 306 + 5) // 10 + self.day - 719469

    def _total(self):
        return ((self._days() * 24 + self.hour) * 60 + self.minute) * 60 + self.second

    def timestamp(self):
        return self._total() + self.microsecond / 1000000

    def strftime(self, form):
        moment = time.gmtime(self._total())
        return time.strftime(form.replace('%f', '%06d' % self.microsecond), moment)

    def __format__(self, spec):
        return self.strftime(spec) if spec else str(self)

    def time(self):
        return self

    def isoformat(self, sep='T'):
        text = '%04d-%02d-%02d%s%02d:%02d:%02d' % (self.year, self.month, self.day, sep, self.hour, self.minute, self.second)
        return text + '.%06d' % self.microsecond if self.microsecond else text

    def _micros(self):
        return self._total() * 1000000 + self.microsecond

    def __sub__(self, other):
        if isinstance(other, timedelta):
            return self + -other
        return _micros(self._micros() - other._micros())

    def __add__(self, other):
        micros = self._micros() + other._micros
        made = datetime.fromtimestamp(micros // 1000000)
        made.microsecond = micros % 1000000
        return made

    def __eq__(self, other):
        return isinstance(other, datetime) and self._micros() == other._micros()

    def __hash__(self):
        return hash(self._micros())

    def __lt__(self, other):
        return self._micros() < other._micros()

    def __le__(self, other):
        return self._micros() <= other._micros()

    def __gt__(self, other):
        return self._micros() > other._micros()

    def __ge__(self, other):
        return self._micros() >= other._micros()

    def __str__(self):
        return self.isoformat(' ')

    def __repr__(self):
        parts = [self.year, self.month, self.day, self.hour, self.minute]
        if self.second or self.microsecond:
            parts.append(self.second)
        if self.microsecond:
            parts.append(self.microsecond)
        return 'datetime.datetime(%s)' % ', '.join([str(part) for part in parts])
