import os
import sys
import time


_levels = {10: 'DEBUG', 20: 'INFO', 30: 'WARNING', 40: 'ERROR', 50: 'CRITICAL'}


def _level(level):
    if isinstance(level, str):
        for number in _levels:
            if _levels[number] == level:
                return number
        raise ValueError('Unknown level: %r' % level)
    return level


def getLevelName(level):
    return _levels.get(level, 'Level %s' % level)


class Formatter:
    def __init__(self, fmt=None, datefmt=None, style='%'):
        self._fmt = fmt if fmt is not None else ('%(message)s' if style == '%' else '{message}')
        self.datefmt = datefmt
        self._style = style

    def formatTime(self, record, datefmt=None):
        moment = time.localtime(record.created)
        if datefmt:
            return time.strftime(datefmt, moment)
        return '%s,%03d' % (time.strftime('%Y-%m-%d %H:%M:%S', moment), record.msecs)

    def format(self, record):
        fields = dict(vars(record))
        fields['message'] = record.getMessage()
        fields['asctime'] = self.formatTime(record, self.datefmt)
        text = self._fmt.format(**fields) if self._style == '{' else self._fmt % fields
        if record.exc_info:
            error = record.exc_info
            trace = format_exception(error)[0] if isinstance(error, BaseException) else format_exc()
            text += '\n' + trace[:-1]
        return text


class LogRecord:
    def __init__(self, name, level, msg, args, error):
        thread = current_thread()
        self.name = name
        self.msg = msg
        self.args = args
        self.levelname = getLevelName(level)
        self.levelno = level
        self.created = time.time()
        self.msecs = int(self.created * 1000) % 1000
        self.relativeCreated = time.monotonic() * 1000
        self.threadName = thread.name
        self.thread = thread.ident
        self.processName = current_process().name
        self.process = os.getpid()
        self.exc_info = error
        self.module = '__main__'
        self.lineno, self.funcName = _world('place')[:2]
        self.filename = '__main__.py'
        self.pathname = '__main__.py'

    def getMessage(self):
        text = str(self.msg)
        if not self.args:
            return text
        if len(self.args) == 1 and isinstance(self.args[0], dict) and self.args[0]:
            return text % self.args[0]
        return text % self.args


class Handler:
    def __init__(self, stream=None):
        self.level = 0
        self.formatter = None
        self.stream = stream

    def setLevel(self, level):
        self.level = _level(level)

    def setFormatter(self, formatter):
        self.formatter = formatter

    def format(self, record):
        return (_default_formatter if self.formatter is None else self.formatter).format(record)

    def handle(self, record):
        if record.levelno >= self.level:
            self.emit(record)

    def emit(self, record):
        stream = sys.stderr if self.stream is None else self.stream
        stream.write(self.format(record) + '\n')

    def flush(self):
        pass

    def close(self):
        pass


class StreamHandler(Handler):
    pass


class NullHandler(Handler):
    def emit(self, record):
        pass


_default_formatter = Formatter()


class Logger:
    def __init__(self, name, parent):
        self.name = name
        self.level = 0
        self.parent = parent
        self.handlers = []
        self.propagate = True
        self.disabled = False

    def setLevel(self, level):
        self.level = _level(level)

    def getEffectiveLevel(self):
        logger = self
        while logger is not None:
            if logger.level:
                return logger.level
            logger = logger.parent
        return 0

    def getChild(self, suffix):
        return getLogger(suffix if self.parent is None else self.name + '.' + suffix)

    def isEnabledFor(self, level):
        return level > _log_disabled and level >= self.getEffectiveLevel()

    def addHandler(self, handler):
        if handler not in self.handlers:
            self.handlers.append(handler)

    def removeHandler(self, handler):
        if handler in self.handlers:
            self.handlers.remove(handler)

    def hasHandlers(self):
        return bool(self.handlers) or (self.parent is not None and self.parent.hasHandlers())

    def log(self, level, msg, *args, exc_info=None, **extra):
        if self.disabled or not self.isEnabledFor(level):
            return
        record = LogRecord(self.name, level, msg, args, exc_info)
        logger = self
        handled = False
        while logger is not None:
            for handler in logger.handlers:
                handled = True
                handler.handle(record)
            logger = logger.parent if logger.propagate else None
        if not handled and level >= 30:
            sys.stderr.write(_default_formatter.format(record) + '\n')

    def debug(self, msg, *args, **options):
        self.log(10, msg, *args, **options)

    def info(self, msg, *args, **options):
        self.log(20, msg, *args, **options)

    def warning(self, msg, *args, **options):
        self.log(30, msg, *args, **options)

    def warn(self, msg, *args, **options):
        self.log(30, msg, *args, **options)

    def error(self, msg, *args, **options):
        self.log(40, msg, *args, **options)

    def exception(self, msg, *args, exc_info=True, **options):
        self.log(40, msg, *args, exc_info=exc_info, **options)

    def critical(self, msg, *args, **options):
        self.log(50, msg, *args, **options)

    def __repr__(self):
        return '<%s %s (%s)>' % (type(self).__name__, self.name, getLevelName(self.getEffectiveLevel()))


_root = Logger('root', None)


_root.level = 30


_loggers = {}


def getLogger(name=None):
    if not name or name == 'root':
        return _root
    if name not in _loggers:
        parent = _root
        if '.' in name:
            parent = getLogger(name.rpartition('.')[0])
        _loggers[name] = Logger(name, parent)
    return _loggers[name]


def basicConfig(*, filename=None, filemode='a', format=None, datefmt=None, style='%', level=None, stream=None, handlers=None, force=False, encoding=None):
    if force:
        _root.handlers.clear()
    if not _root.handlers:
        if format is None:
            format = '{levelname}:{name}:{message}' if style == '{' else '%(levelname)s:%(name)s:%(message)s'
        formatter = Formatter(format, datefmt, style)
        for handler in [StreamHandler(stream)] if handlers is None else handlers:
            if handler.formatter is None:
                handler.setFormatter(formatter)
            _root.addHandler(handler)
        if level is not None:
            _root.setLevel(level)


def _root_log(level, msg, args, options):
    if not _root.handlers:
        basicConfig()
    _root.log(level, msg, *args, **options)
def debug(msg, *args, **options): _root_log(10, msg, args, options)
def info(msg, *args, **options): _root_log(20, msg, args, options)
def warning(msg, *args, **options): _root_log(30, msg, args, options)
def error(msg, *args, **options): _root_log(40, msg, args, options)
def exception(msg, *args, exc_info=True, **options): _root_log(40, msg, args, {'exc_info': exc_info})
def critical(msg, *args, **options): _root_log(50, msg, args, options)
def log(level, msg, *args, **options): _root_log(level, msg, args, options)


_log_disabled = 0


def disable(level=50):
    global _log_disabled
    _log_disabled = _level(level)


def warn(msg, *args, **options): _root_log(30, msg, args, options)
def fatal(msg, *args, **options): _root_log(50, msg, args, options)
