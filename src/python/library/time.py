import time


_struct_times = []


def _struct_time(parts):
    if not _struct_times:
        from collections import namedtuple
        _struct_times.append(namedtuple('struct_time', 'tm_year tm_mon tm_mday tm_hour tm_min tm_sec tm_wday tm_yday tm_isdst'))
        _struct_times[0].__repr__ = lambda own: 'time.struct_time(%s)' % ', '.join(['%s=%r' % pair for pair in own._asdict().items()])
    return _struct_times[0](*parts)


def localtime(seconds=None):
    return _struct_time(time._localtime() if seconds is None else time._localtime(seconds))


def gmtime(seconds=None):
    return _struct_time(time._gmtime() if seconds is None else time._gmtime(seconds))


def strftime(format, moment=None):
    return time._strftime(format) if moment is None else time._strftime(format, tuple(moment))
