class Generic:
    def __class_getitem__(cls, parameters):
        return cls


def TypeVar(*args, **keywords):
    return object


def NewType(*args, **keywords):
    return object


def ParamSpec(*args, **keywords):
    return object


def overload(value):
    return value


def final(value):
    return value


def no_type_check(value):
    return value


def runtime_checkable(value):
    return value


def cast(kind, value):
    return value


class NamedTuple:
    def __init_subclass__(cls):
        own = vars(cls)
        names = list(own.get('__annotations__', {}))
        defaults = [own[name] for name in names if name in own]
        for name in names:
            if name in own:
                delattr(cls, name)
        from collections import namedtuple
        record = namedtuple(cls.__name__, names, defaults=defaults)
        parts = vars(record)
        for name in parts:
            if name not in own and name not in ('__module__', '__qualname__', '__name__', '__doc__'):
                setattr(cls, name, parts[name])
        cls._plain_record = record


