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
