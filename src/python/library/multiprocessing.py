# Contexts, logging and raw shared values of processes: what needs no world of its own.

import multiprocessing

_names = ('Array', 'Barrier', 'BoundedSemaphore', 'Condition', 'Event', 'JoinableQueue', 'Lock', 'Manager', 'Pipe', 'Pool', 'Process', 'Queue',
          'RLock', 'RawArray', 'RawValue', 'Semaphore', 'SimpleQueue', 'Value', 'active_children', 'cpu_count', 'current_process',
          'freeze_support', 'get_logger', 'log_to_stderr', 'parent_process', 'ProcessError', 'TimeoutError')
_methods = ['fork', 'spawn', 'forkserver']
_chosen = None


class AuthenticationError(multiprocessing.ProcessError):
    __module__ = 'multiprocessing.context'


class BaseContext:
    def get_context(self, method=None):
        return self if method is None else get_context(method)

    def get_start_method(self, allow_none=False):
        return self._name

    def set_start_method(self, method, force=False):
        raise ValueError('cannot set start method of concrete context')

    def __getattr__(self, name):
        if name not in _names:
            raise AttributeError("'%s' object has no attribute '%s'" % (type(self).__name__, name))
        import multiprocessing
        found = getattr(multiprocessing, name)
        if name not in ('Process', 'Pool'):
            return found
        # Each has classes of its own, whose processes are called after them.
        if name not in self._own:
            made = type(self._prefix + 'Process', (found,), {}) if name == 'Process' else type('Pool', (found,), {})
            made.__module__ = 'multiprocessing.context' if name == 'Process' else 'multiprocessing.pool'
            if name == 'Pool':
                made._workers_are = self._prefix + 'PoolWorker-'
            self._own[name] = made
        return self._own[name]


class ForkContext(BaseContext):
    _name = 'fork'
    _prefix = 'Fork'
    _own = {}


class SpawnContext(BaseContext):
    _name = 'spawn'
    _prefix = 'Spawn'
    _own = {}


class ForkServerContext(BaseContext):
    _name = 'forkserver'
    _prefix = 'ForkServer'
    _own = {}


_contexts = {'fork': ForkContext(), 'spawn': SpawnContext(), 'forkserver': ForkServerContext()}


def get_context(method=None):
    if method is None:
        return _contexts['fork' if _chosen is None else _chosen]
    if method not in _contexts:
        raise ValueError('cannot find context for %r' % method)
    return _contexts[method]


def get_all_start_methods():
    return list(_methods)


def get_start_method(allow_none=False):
    if _chosen is None and not allow_none:
        set_start_method('fork')
    return _chosen


def set_start_method(method, force=False):
    global _chosen
    if _chosen is not None and not force:
        raise RuntimeError('context has already been set')
    if method is not None and method not in _contexts:
        raise ValueError('cannot find context for %r' % method)
    _chosen = method


_log_handler = None


def get_logger():
    import logging
    logger = logging.getLogger('multiprocessing')
    logger.propagate = False
    return logger


def log_to_stderr(level=None):
    global _log_handler
    import logging
    logger = get_logger()
    if _log_handler is None:
        _log_handler = logging.StreamHandler()
        _log_handler.setFormatter(logging.Formatter('[%(levelname)s/%(processName)s] %(message)s'))
        logger.addHandler(_log_handler)
    if level:
        logger.setLevel(level)
    return logger


def RawValue(typecode_or_type, *args):
    from multiprocessing import Value
    return Value(typecode_or_type, *args, lock=False)


def RawArray(typecode_or_type, size_or_initializer):
    from multiprocessing import Array
    return Array(typecode_or_type, size_or_initializer, lock=False)


def set_executable(executable):
    pass


def set_forkserver_preload(module_names):
    pass


def allow_connection_pickling():
    pass
