# Which function is called for a signal. An interrupt from the keyboard raises KeyboardInterrupt.

import enum
import threading


class Signals(enum.IntEnum):
    SIGHUP = 1
    SIGINT = 2
    SIGQUIT = 3
    SIGABRT = 6
    SIGKILL = 9
    SIGUSR1 = 10
    SIGSEGV = 11
    SIGUSR2 = 12
    SIGPIPE = 13
    SIGALRM = 14
    SIGTERM = 15
    SIGCHLD = 17
    SIGCONT = 18
    SIGSTOP = 19
    SIGTSTP = 20
    SIGWINCH = 28


class Handlers(enum.IntEnum):
    SIG_DFL = 0
    SIG_IGN = 1


SIGHUP, SIGINT, SIGQUIT, SIGABRT = Signals.SIGHUP, Signals.SIGINT, Signals.SIGQUIT, Signals.SIGABRT
SIGKILL, SIGUSR1, SIGSEGV, SIGUSR2 = Signals.SIGKILL, Signals.SIGUSR1, Signals.SIGSEGV, Signals.SIGUSR2
SIGPIPE, SIGALRM, SIGTERM, SIGCHLD = Signals.SIGPIPE, Signals.SIGALRM, Signals.SIGTERM, Signals.SIGCHLD
SIGCONT, SIGSTOP, SIGTSTP, SIGWINCH = Signals.SIGCONT, Signals.SIGSTOP, Signals.SIGTSTP, Signals.SIGWINCH
SIG_DFL, SIG_IGN = Handlers.SIG_DFL, Handlers.SIG_IGN
NSIG = 65


def default_int_handler(signalnum, frame):
    raise KeyboardInterrupt


_handlers = {2: default_int_handler, 13: SIG_IGN}


def _number(signalnum):
    if not 1 <= signalnum < NSIG:
        raise ValueError('signal number out of range')
    return int(signalnum)


def getsignal(signalnum):
    return _handlers.get(_number(signalnum), SIG_DFL)


def signal(signalnum, handler):
    number = _number(signalnum)
    if not callable(handler) and handler not in (0, 1):
        raise TypeError('signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object')
    if threading.current_thread() is not threading.main_thread():
        raise ValueError('signal only works in main thread of the main interpreter')
    if number in (9, 19):
        raise OSError(22, 'Invalid argument')
    before = getsignal(number)
    _handlers[number] = handler if callable(handler) else Handlers(handler)
    return before


def raise_signal(signalnum):
    handler = getsignal(signalnum)
    if callable(handler):
        handler(_number(signalnum), None)
    elif handler == SIG_DFL and signalnum not in (17, 18, 28):
        raise SystemExit(128 + signalnum)


def strsignal(signalnum):
    names = {1: 'Hangup', 2: 'Interrupt', 3: 'Quit', 6: 'Aborted', 9: 'Killed', 10: 'User defined signal 1', 11: 'Segmentation fault',
             12: 'User defined signal 2', 13: 'Broken pipe', 14: 'Alarm clock', 15: 'Terminated', 17: 'Child exited', 18: 'Continued'}
    return names.get(_number(signalnum))


def valid_signals():
    return {one for one in Signals}


def siginterrupt(signalnum, flag):
    _number(signalnum)


def pause():
    threading.Event().wait()
