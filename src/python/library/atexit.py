# What is to be done at the end of the program.


def register(func, /, *args, **kwargs):
    if not callable(func):
        raise TypeError('the first argument must be callable')
    _at_exit.append((func, args, kwargs))
    _world('leave')
    return func


def unregister(func, /):
    _at_exit[:] = [one for one in _at_exit if one[0] != func]


def _run_exitfuncs():
    _run_at_exit()


def _clear():
    _at_exit.clear()


def _ncallbacks():
    return len(_at_exit)
