# Threads

_thread_count = 0


def _thread_name(target):
    global _thread_count
    _thread_count += 1
    name = 'Thread-%d' % _thread_count
    if target is not None and hasattr(target, '__name__'):
        name += ' (%s)' % target.__name__
    return name


def _label(task):
    target = task._target
    if target is not None and hasattr(target, '__name__'):
        return target.__name__
    if target is not None:
        return type(target).__name__
    return type(task).__name__


def _run_task(task):
    task._task = _world('me')
    if isinstance(task, Process):
        _begin_process()
    task.run()


def _begin_process():
    # Those of the parent are none of its own.
    global _process_count
    _process_count = 0
    _children.clear()
    _executors.clear()
    _process_executors.clear()


# Whole: every program calls these.
class Thread:
    __module__ = 'threading'
    _initialized = False
    _kind = 'thread'

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        if group is not None:
            raise AssertionError('group argument must be None for now')
        self._target = target
        self._name = _thread_name(target) if name is None else str(name)
        self._args = args
        self._kwargs = {} if kwargs is None else kwargs
        self._daemon = current_thread().daemon if daemon is None else bool(daemon)
        self._task = None
        self._initialized = True

    def start(self):
        if not self._initialized:
            raise RuntimeError('thread.__init__() not called')
        if self._task is not None:
            raise RuntimeError('threads can only be started once')
        self._task = -1
        self._task = _world('start', self, self._name, _label(self), self._daemon, self._kind)

    def run(self):
        if self._target is not None:
            self._target(*self._args, **self._kwargs)

    def join(self, timeout=None):
        if not self._initialized:
            raise RuntimeError('Thread.__init__() not called')
        if self._task is None:
            raise RuntimeError('cannot join thread before it is started')
        if self._task == _world('me'):
            raise RuntimeError('cannot join current thread')
        _world('join', self._task, timeout)

    def is_alive(self):
        if not self._initialized:
            raise AssertionError('Thread.__init__() not called')
        if self._task is None:
            return False
        return _world('alive', self._task)

    @property
    def name(self):
        if not self._initialized:
            raise AssertionError('Thread.__init__() not called')
        return self._name

    @name.setter
    def name(self, name):
        if not self._initialized:
            raise AssertionError('Thread.__init__() not called')
        self._name = str(name)
        if self._task is not None:
            _world('rename', self._task, self._name)

    @property
    def daemon(self):
        return self._daemon

    @daemon.setter
    def daemon(self, daemon):
        if not self._initialized:
            raise RuntimeError('Thread.__init__() not called')
        if self._task is not None:
            raise RuntimeError('cannot set daemon status of active thread')
        self._daemon = bool(daemon)

    @property
    def ident(self):
        return None if self._task is None else 140000000000000 + 4096 * self._task

    @property
    def native_id(self):
        return None if self._task is None else os.getpid() + self._task

    def getName(self):
        return self.name

    def setName(self, name):
        self.name = name

    def isDaemon(self):
        return self.daemon

    def setDaemon(self, daemonic):
        self.daemon = daemonic

    def __repr__(self):
        if not self._initialized:
            raise AssertionError('Thread.__init__() was not called')
        status = 'initial'
        if self._task is not None:
            status = 'started' if _world('alive', self._task) else 'stopped'
        if self._daemon:
            status += ' daemon'
        if self._task is not None:
            status += ' %d' % self.ident
        return '<%s(%s, %s)>' % (type(self).__name__, self._name, status)


def _name_of(function):
    return getattr(function, '__name__', type(function).__name__)


class Timer(Thread):
    __module__ = 'threading'
    _kind = 'timer'

    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__()
        self.interval = interval
        self.function = function
        self.args = args if args is not None else []
        self.kwargs = kwargs if kwargs is not None else {}
        self._here = _world('part', 'Event', 'timer', None, False, _name_of(function))
        self.finished = self._here

    def cancel(self):
        _world('cancel', self._here)

    def run(self):
        self.finished.wait(self.interval)
        if not self.finished.is_set():
            self.function(*self.args, **self.kwargs)
        self.finished.set()


class _MainThread(Thread):
    __module__ = 'threading'

    def __init__(self, name, daemon):
        self._target = None
        self._name = name
        self._args = ()
        self._kwargs = {}
        self._daemon = daemon
        self._initialized = True

    @property
    def _task(self):
        return _world('main')


_main = _MainThread('MainThread', False)
_lecturer = _MainThread('lecturer', False)


def _thread_of(object):
    if object is None or isinstance(object, Process):
        return _main
    if object == 'lecturer':
        return _lecturer
    return object


def current_thread():
    return _thread_of(_world('current'))


def main_thread():
    return _main


def _enumerate_threads():
    return [_thread_of(object) for object in _world('tasks')]


def _active_count():
    return len(_world('tasks'))


def _currentThread():
    return current_thread()


def _activeCount():
    return _active_count()


def _get_ident():
    return current_thread().ident


def _get_native_id():
    return current_thread().native_id


class _Local:
    __module__ = '_thread'
    __name__ = __qualname__ = '_local'

    def __new__(cls, *args, **keywords):
        if (args or keywords) and not _local_begins(cls):
            raise TypeError('Initialization arguments are not supported')
        made = object.__new__(cls)
        object.__setattr__(made, '_stores', {_world('me'): {}})
        object.__setattr__(made, '_start', (args, keywords))
        return made

    def __getattribute__(self, name):
        own = _local_store(self)
        if name in own:
            return own[name]
        if name == '__dict__':
            return own
        if name == '_stores' or name == '_start':
            raise AttributeError("'%s' object has no attribute '%s'" % (_local_name(self), name))
        try:
            return object.__getattribute__(self, name)
        except AttributeError:
            raise AttributeError("'%s' object has no attribute '%s'" % (_local_name(self), name)) from None

    def __setattr__(self, name, value):
        found = getattr(type(self), name, None)
        if name == '__dict__':
            raise AttributeError("'%s' object attribute '__dict__' is read-only" % _local_name(self))
        if isinstance(found, property):
            found.fset(self, value)
        else:
            _local_store(self)[name] = value

    def __delattr__(self, name):
        own = _local_store(self)
        if name not in own:
            raise AttributeError("'%s' object has no attribute '%s'" % (_local_name(self), name))
        del own[name]


def _local_begins(cls):
    for step in cls.__mro__:
        if step is _Local:
            return False
        if '__init__' in vars(step):
            return True


def _local_name(own):
    return '_thread._local' if type(own) is _Local else type(own).__name__


def _local_store(own):
    stores = object.__getattribute__(own, '_stores')
    me = _world('me')
    if me not in stores:
        stores[me] = {}
        if type(own) is not _Local and hasattr(type(own), '__init__'):
            args, keywords = object.__getattribute__(own, '_start')
            type(own).__init__(own, *args, **keywords)
    return stores[me]


# Queues between processes: a thread of each process that puts carries the items to the pipe

class _Feeder(Thread):
    __module__ = 'threading'
    __name__ = 'Thread'
    _kind = 'feeder'


def _first_put(queue, /, *args, **keywords):
    feeder = _Feeder(target=_feed, args=(queue,), name='QueueFeederThread', daemon=True)
    feeder.start()
    _world('feeder', queue, feeder._task)
    queue.put(*args, **keywords)


def _feed(queue):
    while True:
        try:
            if not _world('feed', queue):
                return
        except Exception as error:
            print_exception(error)


def _leave_queues():
    # The end of a process: everything that it has put is sent first.
    if not _world('feeds'):
        return
    _await_threads()
    for task in _world('feeders'):
        _world('join', task, None)


# Processes

_process_count = 0
_children = []


class Process:
    __module__ = 'multiprocessing.context'
    _kind = 'process'
    _task = None
    _ready = False
    _closed = False

    def __init__(self, group=None, target=None, name=None, args=(), kwargs={}, *, daemon=None):
        if group is not None:
            raise AssertionError('group argument must be None for now')
        global _process_count
        _process_count += 1
        parent = current_process()
        self._target = target
        self._args = tuple(args)
        self._kwargs = dict(kwargs)
        self._identity = parent._identity + (_process_count,)
        self._name = type(self).__name__ + '-' + ':'.join([str(part) for part in self._identity]) if name is None else name
        self._daemon = parent._daemon if daemon is None else bool(daemon)
        self._parent_pid = os.getpid()
        self._parent = parent
        self._parent_task = _world('main')
        self._ready = True

    def start(self):
        self._check_closed()
        if not self._ready:
            raise AttributeError("'%s' object has no attribute '_closed'" % type(self).__name__)
        if self._task is not None:
            raise AssertionError('cannot start a process twice')
        if current_process()._daemon:
            raise AssertionError('daemonic processes are not allowed to have children')
        self._task = _world('fork', self, self._name, _label(self), self._daemon, self._kind)
        _children.append(self)

    def run(self):
        if self._target is not None:
            self._target(*self._args, **self._kwargs)

    def join(self, timeout=None):
        self._check_closed()
        if self._task is None:
            raise AssertionError('can only join a started process')
        if self._parent_pid != os.getpid():
            raise AssertionError('can only join a child process')
        _world('join', self._task, timeout)

    def is_alive(self):
        self._check_closed()
        if self._task is None:
            return False
        if self is current_process():
            return True
        return _world('alive', self._task)

    def terminate(self):
        self._check_closed()
        if self._task is None:
            raise AttributeError("'NoneType' object has no attribute 'terminate'")
        _world('terminate', self._task)

    def kill(self):
        self._check_closed()
        if self._task is None:
            raise AttributeError("'NoneType' object has no attribute 'kill'")
        _world('terminate', self._task, 9)

    def close(self):
        if self._task is not None and self.is_alive():
            raise ValueError('Cannot close a process while it is still running. You should first call join() or terminate().')
        if self in _children:
            _children.remove(self)
        self._closed = True

    def _check_closed(self):
        if self._closed:
            raise ValueError('process object is closed')

    @property
    def name(self):
        return self._name

    @name.setter
    def name(self, name):
        if not isinstance(name, str):
            raise AssertionError('name must be a string')
        self._name = name

    @property
    def daemon(self):
        return self._daemon

    @daemon.setter
    def daemon(self, daemonic):
        if self._task is not None:
            raise AssertionError('process has already started')
        self._daemon = bool(daemonic)

    @property
    def pid(self):
        self._check_closed()
        return None if self._task is None else _world('pid', self._task)

    @property
    def ident(self):
        return self.pid

    @property
    def exitcode(self):
        self._check_closed()
        return None if self._task is None else _world('exitcode', self._task)

    @property
    def sentinel(self):
        self._check_closed()
        if self._task is None:
            raise ValueError('process not started')
        return 1000 + self._task

    @property
    def authkey(self):
        return b'primviz'

    def __repr__(self):
        words = [type(self).__name__, 'name=%r' % self._name]
        here = self is current_process()
        if self._closed:
            return '<%s name=%r parent=%s closed>' % (type(self).__name__, self._name, self._parent_pid)
        if self._task is not None and not here:
            words.append('pid=%s' % self.pid)
        words.append('parent=%s' % self._parent_pid)
        code = None
        if here:
            words.append('started')
        elif self._parent_pid != os.getpid():
            words.append('unknown')
        elif self._task is None:
            words.append('initial')
        else:
            code = self.exitcode
            words.append('started' if code is None else 'stopped')
        if code is not None:
            words.append('exitcode=%s' % {-15: '-SIGTERM', -9: '-SIGKILL'}.get(code, code))
        if self._daemon:
            words.append('daemon')
        return '<' + ' '.join(words) + '>'


class _MainProcess(Process):
    __module__ = 'multiprocessing.process'

    def __init__(self):
        self._target = None
        self._name = 'MainProcess'
        self._identity = ()
        self._daemon = False
        self._parent_pid = None
        self._ready = True

    @property
    def pid(self):
        return os.getpid()

    def is_alive(self):
        return True


_main_process = _MainProcess()


def current_process():
    found = _world('process')
    return _main_process if found is None else found


class _ParentProcess:
    __module__ = 'multiprocessing.process'

    def __init__(self, of, task):
        self._of = of
        self._task = task

    @property
    def name(self):
        return self._of._name

    @property
    def pid(self):
        return _world('pid', self._task)

    @property
    def ident(self):
        return self.pid

    def is_alive(self):
        return _world('alive', self._task)

    def join(self, timeout=None):
        _world('join', self._task, timeout)

    def __repr__(self):
        return '<_ParentProcess name=%r parent=None %s>' % (self.name, 'unknown')


def _parent_process():
    own = current_process()
    if own._parent_pid is None:
        return None
    return _ParentProcess(own._parent, own._parent_task)


def _os_exit(status):
    _world('exit', status)


def _os_kill(pid, signal):
    if signal and not _world('signal', pid, int(signal)):
        raise ProcessLookupError(3, 'No such process')


def _active_children():
    return [child for child in _children if child.is_alive()]


def _mp_lock():
    return _world('make', 'lock', (), {})


def _mp_rlock():
    return _world('make', 'RLock', (), {})


def _mp_semaphore(*args, **keywords):
    return _world('make', 'Semaphore', args, keywords)


def _mp_bounded_semaphore(*args, **keywords):
    return _world('make', 'BoundedSemaphore', args, keywords)


def _mp_event():
    return _world('make', 'Event', (), {})


def _mp_condition(lock=None):
    return _world('make', 'Condition', (lock,), {})


def _mp_barrier(*args, **keywords):
    return _world('make', 'Barrier', args, keywords)


def _mp_queue(*args, **keywords):
    return _world('make', 'Queue', args, keywords)


def _mp_joinable_queue(*args, **keywords):
    return _world('make', 'JoinableQueue', args, keywords)


def _mp_simple_queue():
    return _world('make', 'SimpleQueue', (), {})


def _mp_pipe(duplex=True):
    first, second = _world('pipe', duplex)
    return first, second


def _mp_cpu_count():
    return os.cpu_count()


def _mp_start_method(allow_none=False):
    return 'fork'


def _freeze_support():
    pass


def _gc_enable():
    pass


def _gc_disable():
    pass


# Values that processes share

_KINDS = {'b': 'c_byte', 'B': 'c_ubyte', 'h': 'c_short', 'H': 'c_ushort', 'i': 'c_int', 'I': 'c_uint', 'l': 'c_long', 'L': 'c_ulong',
          'q': 'c_long', 'Q': 'c_ulong', 'f': 'c_float', 'd': 'c_double', 'c': 'c_char', 'u': 'c_wchar'}


def _as_kind(kind, value):
    if kind in ('d', 'f'):
        if not isinstance(value, (int, float)):
            raise TypeError('must be real number, not %s' % type(value).__name__)
        return float(value)
    if kind in ('b', 'B', 'h', 'H', 'i', 'I', 'l', 'L', 'q', 'Q'):
        if not isinstance(value, int):
            raise TypeError("'%s' object cannot be interpreted as an integer" % type(value).__name__)
        return int(value)
    return value


def _raw_text(kind, value):
    name = _KINDS.get(kind, 'c_int')
    if isinstance(value, list):
        return '<multiprocessing.sharedctypes.%s_Array_%d object at 0x7f0000000000>' % (name, len(value))
    return '%s(%r)' % (name, value)


class Synchronized:
    __module__ = 'multiprocessing.sharedctypes'

    def __init__(self, kind, value, lock):
        self._kind = kind
        self._number = _world('manage', value)
        self._lock = lock

    def __repr__(self):
        return '<%s wrapper for %s>' % (type(self).__name__, _raw_text(self._kind, self.value))

    @property
    def value(self):
        return _world('managed', self._number, 'value', (), False)

    @value.setter
    def value(self, value):
        _world('managed', self._number, 'replace', (_as_kind(self._kind, value),), True)

    def get_lock(self):
        return self._lock

    def get_obj(self):
        return self

    def acquire(self, *args):
        return self._lock.acquire(*args)

    def release(self):
        self._lock.release()

    def __enter__(self):
        return self._lock.acquire()

    def __exit__(self, *args):
        self._lock.release()


class SynchronizedArray(Synchronized):
    __module__ = 'multiprocessing.sharedctypes'

    def __len__(self):
        return len(self.value)

    def __getitem__(self, index):
        try:
            return _world('managed', self._number, '__getitem__', (index,), False)
        except IndexError:
            raise IndexError('invalid index') from None

    def __setitem__(self, index, item):
        if isinstance(index, slice):
            item = [_as_kind(self._kind, one) for one in item]
        else:
            item = _as_kind(self._kind, item)
        try:
            _world('managed', self._number, '__setitem__', (index, item), True)
        except IndexError:
            raise IndexError('invalid index') from None

    def __iter__(self):
        return iter(self.value)


def _mp_value(kind, value=0, lock=True):
    value = _as_kind(kind, value)
    if lock is False:
        return _RawValue(kind, value, None)
    return Synchronized(kind, value, _mp_rlock() if lock is True else lock)


class _RawValue(Synchronized):
    __module__ = 'multiprocessing.sharedctypes'

    def __repr__(self):
        return _raw_text(self._kind, self.value)


def _mp_array(kind, size_or_items, lock=True):
    given = [0] * size_or_items if isinstance(size_or_items, int) else size_or_items
    items = [_as_kind(kind, item) for item in given]
    return SynchronizedArray(kind, items, _mp_rlock() if lock is True else lock)


class _Proxy:
    def __init__(self, value):
        self._number = _world('manage', value)

    def _get(self, name, *args):
        return _world('managed', self._number, name, args, False)

    def _set(self, name, *args):
        return _world('managed', self._number, name, args, True)

    def _getvalue(self):
        return self._get('value')

    def __getitem__(self, key):
        return self._get('__getitem__', key)

    def __setitem__(self, key, value):
        self._set('__setitem__', key, value)

    def __delitem__(self, key):
        self._set('__delitem__', key)

    def __contains__(self, key):
        return self._get('__contains__', key)

    def __len__(self):
        return len(self._get('value'))

    def __iter__(self):
        return iter(self._get('value'))

    def __str__(self):
        return str(self._get('value'))

    def clear(self):
        return self._set('clear')

    def copy(self):
        return self._get('value')


class DictProxy(_Proxy):
    __module__ = 'multiprocessing.managers'

    def __repr__(self):
        return '<DictProxy object, typeid \'dict\' at 0x7f0000000000>'

    def keys(self):
        return list(self._get('value').keys())

    def values(self):
        return list(self._get('value').values())

    def items(self):
        return list(self._get('value').items())

    def get(self, *args):
        return self._get('get', *args)

    def pop(self, *args):
        return self._set('pop', *args)

    def popitem(self):
        return self._set('popitem')

    def setdefault(self, *args):
        return self._set('setdefault', *args)

    def update(self, *args, **keywords):
        return self._set('update', _builtin_dict(*args, **keywords))


class ListProxy(_Proxy):
    __module__ = 'multiprocessing.managers'

    def __repr__(self):
        return '<ListProxy object, typeid \'list\' at 0x7f0000000000>'

    def append(self, item):
        return self._set('append', item)

    def extend(self, items):
        return self._set('extend', list(items))

    def insert(self, index, item):
        return self._set('insert', index, item)

    def pop(self, *args):
        return self._set('pop', *args)

    def remove(self, item):
        return self._set('remove', item)

    def reverse(self):
        return self._set('reverse')

    def sort(self, *, key=None, reverse=False):
        if key is None and not reverse:
            return self._set('sort')
        items = self._get('value')
        items.sort(key=key, reverse=reverse)
        self._set('replace', items)

    def __add__(self, other):
        return self._get('value') + (other._get('value') if isinstance(other, ListProxy) else other)

    def __mul__(self, times):
        return self._get('value') * times

    __rmul__ = __mul__

    def __iadd__(self, other):
        self._set('extend', list(other))
        return self

    def __reversed__(self):
        return reversed(self._get('value'))

    def index(self, *args):
        return self._get('index', *args)

    def count(self, item):
        return self._get('count', item)


class _Namespace:
    __module__ = 'multiprocessing.managers'
    __name__ = __qualname__ = 'Namespace'

    def __init__(self, /, **kwds):
        self.__dict__.update(kwds)

    def __repr__(self):
        return _namespace_text(vars(self))


def _namespace_text(names):
    shown = sorted(['%s=%r' % item for item in names.items() if not item[0].startswith('_')])
    return 'Namespace(%s)' % ', '.join(shown)


class NamespaceProxy(_Proxy):
    __module__ = 'multiprocessing.managers'

    def __init__(self, value):
        object.__setattr__(self, '_number', _world('manage', value))

    def __getattr__(self, name):
        if name.startswith('_'):
            return object.__getattribute__(self, name)
        if not self._get('__contains__', name):
            raise AttributeError("'Namespace' object has no attribute '%s'" % name)
        return self._get('__getitem__', name)

    def __setattr__(self, name, value):
        self._set('__setitem__', name, value)

    def __delattr__(self, name):
        if not self._get('__contains__', name):
            raise AttributeError("'Namespace' object has no attribute '%s'" % name)
        self._set('__delitem__', name)

    def __str__(self):
        return _namespace_text(self._get('value'))

    def __repr__(self):
        return '<NamespaceProxy object, typeid \'Namespace\' at 0x7f0000000000>'


class ArrayProxy(_Proxy):
    __module__ = 'multiprocessing.managers'

    def __init__(self, kind, items):
        super().__init__(items)
        self._kind = kind

    def __getitem__(self, key):
        found = self._get('__getitem__', key)
        return _ManagedArray(self._kind, found) if isinstance(found, list) else found

    def __str__(self):
        return repr(_ManagedArray(self._kind, self._get('value')))

    def __repr__(self):
        return '<ArrayProxy object, typeid \'Array\' at 0x7f0000000000>'


class _ManagedArray:
    def __init__(self, kind, items):
        self._kind = kind
        self._items = items

    def __len__(self):
        return len(self._items)

    def __iter__(self):
        return iter(self._items)

    def __getitem__(self, key):
        return self._items[key]

    def __repr__(self):
        return 'array(%r, %r)' % (self._kind, self._items)


class _ValueProxy(_Proxy):
    def __init__(self, kind, value):
        super().__init__(value)
        self._kind = kind

    def __str__(self):
        return 'Value(%r, %r)' % (self._kind, self._get('value'))

    def __repr__(self):
        return '<ValueProxy object, typeid \'Value\' at 0x7f0000000000>'

    def get(self):
        return self._get('value')

    def set(self, value):
        self._set('replace', value)

    @property
    def value(self):
        return self._get('value')

    @value.setter
    def value(self, value):
        self._set('replace', value)


class SyncManager:
    __module__ = 'multiprocessing.managers'

    def start(self):
        pass

    def shutdown(self):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.shutdown()

    def dict(self, *args, **keywords):
        return DictProxy(_builtin_dict(*args, **keywords))

    def list(self, *args):
        return ListProxy(_builtin_list(*args))

    def Value(self, kind, value=0):
        return _ValueProxy(kind, value)

    def Namespace(self, /, **kwds):
        return NamespaceProxy(kwds)

    def Array(self, kind, sequence):
        return ArrayProxy(kind, _builtin_list(sequence))

    def Pool(self, *args, **keywords):
        return Pool(*args, **keywords)

    def Lock(self):
        return _mp_lock()

    def RLock(self):
        return _mp_rlock()

    def Semaphore(self, *args, **keywords):
        return _mp_semaphore(*args, **keywords)

    def BoundedSemaphore(self, *args, **keywords):
        return _mp_bounded_semaphore(*args, **keywords)

    def Event(self):
        return _world('make', 'Event', (), {}, True)

    def Condition(self, lock=None):
        return _mp_condition(lock)

    def Barrier(self, *args, **keywords):
        return _mp_barrier(*args, **keywords)

    def Queue(self, maxsize=0):
        return _world('make', 'JoinableQueue', (maxsize,), {}, True)

    def JoinableQueue(self, maxsize=0):
        return _world('make', 'JoinableQueue', (maxsize,), {}, True)


_builtin_dict = dict
_builtin_list = list


def _mp_manager():
    return SyncManager()


# Pools of processes

def _emptied(items):
    # A worker may take the last one between a question and a get.
    while True:
        try:
            item = items.get_nowait()
        except queue.Empty:
            return
        yield item


class ApplyResult:
    __module__ = 'multiprocessing.pool'

    def __init__(self, pool, call, callback, error_callback):
        self._callback = callback
        self._error_callback = error_callback
        self._here = _world('part', 'Event', 'future', pool._here, pool._forks, call)
        self._event = self._here
        self._success = None
        self._value = None

    def _finish(self, good, value):
        self._success = good
        self._value = value
        if good and self._callback is not None:
            self._callback(value)
        if not good and self._error_callback is not None:
            self._error_callback(value)
        _world('settle', self._here, good, value)

    def ready(self):
        return self._event.is_set()

    def successful(self):
        if not self.ready():
            raise ValueError('%r not ready' % self)
        return self._success

    def wait(self, timeout=None):
        self._event.wait(timeout)

    def get(self, timeout=None):
        self.wait(timeout)
        if not self.ready():
            raise multiprocessing.TimeoutError()
        if self._success:
            return self._value
        raise self._value


class MapResult(ApplyResult):
    __module__ = 'multiprocessing.pool'

    def __init__(self, pool, call, chunks, callback, error_callback):
        super().__init__(pool, call, callback, error_callback)
        self._parts = [None] * chunks
        self._left = chunks
        self._error = None
        if not chunks:
            self._success = True
            self._value = []
            _world('settle', self._here, True, [])

    def _part(self, index, future, good, value):
        # Called by the one thread that takes results.
        _world('settle', future, good, value[0] if good and len(value) == 1 else value)
        if good:
            self._parts[index] = value
        elif self._error is None:
            self._error = value
        self._left -= 1
        if self._left == 0:
            if self._error is None:
                self._finish(True, [value for part in self._parts for value in part])
            else:
                self._finish(False, self._error)


class IMapIterator:
    __module__ = 'multiprocessing.pool'

    def __init__(self, pool):
        self._arrivals = _world('part', 'SimpleQueue', 'queue', pool._here, False, None)
        self._ready = {}
        self._arrived = 0
        self._next = 0
        self._length = None

    def _part(self, index, future, good, value):
        if future is not None:
            future._finish(good, value)
        self._arrivals.put((index, good, value))

    def _end(self, length):
        self._arrivals.put((None, True, length))

    def _place(self, index):
        return index

    def __iter__(self):
        return self

    def __next__(self):
        return self.next()

    def next(self, timeout=None):
        end = None if timeout is None else time.monotonic() + timeout
        while self._next not in self._ready:
            if self._next == self._length:
                raise StopIteration
            try:
                index, good, value = self._arrivals.get(True, _left(end))
            except queue.Empty:
                raise multiprocessing.TimeoutError from None
            if index is None:
                self._length = value
            else:
                self._ready[self._place(index)] = (good, value)
                self._arrived += 1
        good, value = self._ready.pop(self._next)
        self._next += 1
        if good:
            return value
        raise value


class IMapUnorderedIterator(IMapIterator):
    __module__ = 'multiprocessing.pool'

    def _place(self, index):
        return self._arrived


def _map_chunk(function, items):
    return [function(item) for item in items]


def _starmap_chunk(function, items):
    return [function(*item) for item in items]


def _pool_worker(tasks, results, initializer, initargs, most=None, place=None):
    if initializer is not None:
        initializer(*initargs)
    done = 0
    while most is None or done < most:
        job = tasks.get()
        if job is None:
            return
        done += 1
        call, number, future, function, args, keywords = job
        _world('begun', future)
        try:
            outcome = (number, True, function(*args, **keywords))
        except Exception as error:
            outcome = (number, False, error)
        try:
            results.put(outcome)
        except Exception as error:
            results.put((number, False, MaybeEncodingError(error, outcome[2])))
    # Another one takes its place.
    results.put(('ended', place, None))


class MaybeEncodingError(Exception):
    __module__ = 'multiprocessing.pool'

    def __init__(self, exc, value):
        self.exc = repr(exc)
        self.value = repr(value)
        super().__init__(self.exc, self.value)

    def __str__(self):
        return "Error sending result: '%s'. Reason: '%s'" % (self.value, self.exc)

    def __repr__(self):
        return '<%s: %s>' % (self.__class__.__name__, self)


def _handle_tasks(pool):
    # Iterables of `imap` are gone through here, and what is submitted after them waits its turn.
    while True:
        for job in pool._feeds.get():
            if pool._state == 'TERMINATE':
                return
            pool._put(job)


def _calls(function, items, many):
    # What is done with one item, or with the first of several and so on to the last.
    ends = items if len(items) < 2 else (items[0], items[-1])
    return ' … '.join([_world('call', function, item if many else (item,), {}) for item in ends])


def _batches(items, size):
    import itertools
    iterator = iter(items)
    while True:
        batch = tuple(itertools.islice(iterator, size))
        if not batch:
            return
        yield batch


def _handle_results(pool):
    while True:
        number, good, value = pool._results.get()
        if number is None:
            break
        if number == 'ended':
            pool._replace(good)
        elif number in pool._cache:
            pool._cache.pop(number)(good, value)


class Pool:
    __module__ = 'multiprocessing.pool'
    _workers_are = 'ForkPoolWorker-'
    _called = None

    _forks = True

    def __init__(self, processes=None, initializer=None, initargs=(), maxtasksperchild=None):
        if processes is None:
            processes = _mp_cpu_count()
        if processes < 1:
            raise ValueError('Number of processes must be at least 1')
        if maxtasksperchild is not None and (not isinstance(maxtasksperchild, int) or maxtasksperchild <= 0):
            raise ValueError('maxtasksperchild must be a positive int or None')
        if initializer is not None and not callable(initializer):
            raise TypeError('initializer must be a callable')
        self._processes = processes
        called = self._called or type(self).__name__
        self._here = _world('part', 'SimpleQueue', 'pool', None, self._forks, processes, called)
        self._tasks = self._here
        self._results = _world('part', 'SimpleQueue', 'queue', self._here, self._forks, None)
        self._feeds = None
        self._cache = {}
        self._count = 0
        self._state = 'RUN'
        self._start = (self._tasks, self._results, initializer, initargs, maxtasksperchild)
        self._pool = [self._worker(*self._start, index) for index in range(processes)]
        self._handler = Thread(target=_handle_results, args=(self,), name='pool results', daemon=True)
        self._handler.start()

    def _worker(self, *arguments):
        worker = Process(target=_pool_worker, args=arguments, daemon=True)
        worker.name = worker.name.replace('Process-', self._workers_are)
        worker.start()
        return worker

    def _replace(self, index):
        self._pool[index].join()
        if self._state != 'TERMINATE':
            self._pool[index] = self._worker(*self._start, index)

    def _check(self):
        if self._state != 'RUN':
            raise ValueError('Pool not running')

    def _job(self, call, function, args, keywords, future, finish):
        number = self._count
        self._count += 1
        self._cache[number] = finish
        return call, number, future, function, args, keywords

    def _put(self, job):
        try:
            self._tasks.put(job)
        except Exception as error:
            self._cache.pop(job[1])(False, error)

    def _submit(self, *job):
        self._feed([self._job(*job)])

    def _feed(self, jobs):
        if self._feeds is not None:
            self._feeds.put(jobs)
        else:
            for job in jobs:
                self._put(job)

    def apply_async(self, func, args=(), kwds={}, callback=None, error_callback=None):
        self._check()
        args = tuple(args)
        call = _world('call', _name_of(func), args, kwds)
        result = ApplyResult(self, call, callback, error_callback)
        self._submit(call, func, args, kwds, result._here, result._finish)
        return result

    def apply(self, func, args=(), kwds={}):
        return self.apply_async(func, args, kwds).get()

    def _map(self, run, func, items, chunksize, callback, error_callback):
        self._check()
        items = list(items)
        if chunksize is None:
            chunksize = max(1, -(-len(items) // (4 * self._processes)))
        starts = range(0, len(items), chunksize)
        name = _name_of(func)
        result = MapResult(self, '%s, %d times' % (name, len(items)), len(starts), callback, error_callback)
        for index, first in enumerate(starts):
            chunk = items[first:first + chunksize]
            call = _calls(name, chunk, run is _starmap_chunk)
            future = _world('part', 'Event', 'future', result._here, self._forks, call)
            self._submit(call, run, (func, chunk), {}, future, functools.partial(result._part, index, future))
        return result

    def map_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        return self._map(_map_chunk, func, iterable, chunksize, callback, error_callback)

    def map(self, func, iterable, chunksize=None):
        return self.map_async(func, iterable, chunksize).get()

    def starmap_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        return self._map(_starmap_chunk, func, iterable, chunksize, callback, error_callback)

    def starmap(self, func, iterable, chunksize=None):
        return self.starmap_async(func, iterable, chunksize).get()

    def _imap(self, results, run, func, items):
        index = 0
        try:
            for item in items:
                chunk = run is _map_chunk
                call = _calls(_name_of(func), item if chunk else (item,), False)
                future = ApplyResult(self, call, None, None)
                finish = functools.partial(results._part, index, future)
                yield self._job(call, run, (func, item) if chunk else (item,), {}, future._here, finish)
                index += 1
        except Exception as error:
            results._part(index, None, False, error)
            index += 1
        results._end(index)

    def _imap_in_chunks(self, results, func, iterable, chunksize):
        self._check()
        if chunksize < 1:
            raise ValueError('Chunksize must be 1+, not %d' % chunksize)
        if self._feeds is None:
            self._feeds = _world('part', 'SimpleQueue', 'queue', self._here, False, None)
            Thread(target=_handle_tasks, args=(self,), name='pool tasks', daemon=True).start()
        if chunksize == 1:
            self._feed(self._imap(results, func, func, iterable))
            return results
        self._feed(self._imap(results, _map_chunk, func, _batches(iterable, chunksize)))
        return (value for chunk in results for value in chunk)

    def imap(self, func, iterable, chunksize=1):
        return self._imap_in_chunks(IMapIterator(self), func, iterable, chunksize)

    def imap_unordered(self, func, iterable, chunksize=1):
        return self._imap_in_chunks(IMapUnorderedIterator(self), func, iterable, chunksize)

    def close(self):
        if self._state == 'RUN':
            self._state = 'CLOSE'
            self._feed([None] * self._processes)

    def terminate(self):
        self._state = 'TERMINATE'
        for worker in self._pool:
            worker.terminate()
        self._results.put((None, None, None))

    def join(self):
        if self._state == 'RUN':
            raise ValueError('Pool is still running')
        for worker in self._pool:
            worker.join()
        self._results.put((None, None, None))
        self._handler.join()

    def __repr__(self):
        return '<%s.%s state=%s pool_size=%d>' % (type(self).__module__, type(self).__qualname__, self._state, len(self._pool))

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, *args):
        self.terminate()


class ThreadPool(Pool):
    __module__ = 'multiprocessing.pool'
    _forks = False

    def __init__(self, processes=None, initializer=None, initargs=()):
        super().__init__(processes, initializer, initargs)

    def _worker(self, *arguments):
        worker = Thread(target=_pool_worker, args=arguments, daemon=True)
        worker.name = worker.name.replace('_pool_worker', 'worker')
        worker.start()
        return worker

    def terminate(self):
        if self._state == 'TERMINATE':
            return
        self._state = 'TERMINATE'
        # What is queued is dropped; what runs, goes on, and nobody hears of it.
        for job in _emptied(self._tasks):
            pass
        for worker in self._pool:
            self._tasks.put(None)
        self._results.put((None, None, None))


# Pools of threads

class Future:
    __module__ = 'concurrent.futures._base'

    # Nobody else runs between a question to a future and what becomes of it: `settle`, `begun` and `cancel` come last.
    def __init__(self, pool=None, call=None):
        self._here = _world('part', 'Event', 'future', pool, False, call)
        self._state = 'PENDING'
        self._result = None
        self._exception = None
        self._told = False
        self._waiters = []
        self._done_callbacks = []

    # `CANCELLED` becomes `CANCELLED_AND_NOTIFIED` when a worker has met it: wait() and as_completed() are told then.
    def _settled(self):
        return self._state in ('CANCELLED_AND_NOTIFIED', 'FINISHED')

    def _tell_waiters(self):
        for waiter in tuple(self._waiters):
            waiter.put(self)

    def _call(self, callback):
        try:
            callback(self)
        except Exception:
            from logging import getLogger
            getLogger('concurrent.futures').exception('exception calling callback for %r', self)

    def _call_back(self):
        for callback in self._done_callbacks:
            self._call(callback)

    def _settle(self, good, result, error):
        if self.done():
            raise concurrent.futures.InvalidStateError('%s: %r' % (self._state, self))
        self._result = result
        self._exception = error
        self._state = 'FINISHED'
        self._told = True
        _world('settle', self._here, good, result if good else error)
        self._tell_waiters()
        self._call_back()

    def set_result(self, result):
        self._settle(True, result, None)

    def set_exception(self, exception):
        self._settle(False, None, exception)

    def set_running_or_notify_cancel(self):
        if self._state == 'CANCELLED':
            self._state = 'CANCELLED_AND_NOTIFIED'
            self._tell_waiters()
            return False
        if self._state != 'PENDING':
            from logging import getLogger
            getLogger('concurrent.futures').critical('Future %s in unexpected state: %s', id(self), self._state)
            raise RuntimeError('Future in unexpected state')
        self._state = 'RUNNING'
        _world('begun', self._here)
        return True

    def cancel(self):
        if self._state in ('RUNNING', 'FINISHED'):
            return False
        if self.cancelled():
            return True
        self._state = 'CANCELLED'
        self._told = True
        _world('cancel', self._here)
        self._call_back()
        return True

    def cancelled(self):
        return self._state in ('CANCELLED', 'CANCELLED_AND_NOTIFIED')

    def running(self):
        return self._state == 'RUNNING'

    def done(self):
        return self._state in ('CANCELLED', 'CANCELLED_AND_NOTIFIED', 'FINISHED')

    def add_done_callback(self, fn):
        if self.done():
            self._call(fn)
        else:
            self._done_callbacks.append(fn)

    def _await(self, timeout):
        # One whose state was set from outside has told nobody.
        if self._told or not self.done():
            self._here.wait(timeout)
        if self.cancelled():
            raise concurrent.futures.CancelledError()
        if not self.done():
            raise TimeoutError()

    def result(self, timeout=None):
        self._await(timeout)
        if self._exception is not None:
            raise self._exception
        return self._result

    def exception(self, timeout=None):
        self._await(timeout)
        return self._exception

    def __repr__(self):
        state = 'cancelled' if self.cancelled() else self._state.lower()
        if self._state == 'FINISHED':
            if self._exception is not None:
                state += ' raised ' + type(self._exception).__name__
            else:
                state += ' returned ' + type(self._result).__name__
        return '<Future at 0x7f0000000000 state=%s>' % state


class BrokenExecutor(RuntimeError):
    __module__ = 'concurrent.futures._base'


class BrokenThreadPool(BrokenExecutor):
    __module__ = 'concurrent.futures.thread'


class Executor:
    __module__ = 'concurrent.futures._base'

    def submit(self, fn, /, *args, **kwargs):
        raise NotImplementedError()

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        end = None if timeout is None else time.monotonic() + timeout
        futures = [self.submit(fn, *args) for args in zip(*iterables)]

        def result_iterator():
            try:
                futures.reverse()
                while futures:
                    future = futures.pop()
                    try:
                        yield future.result(None if end is None else end - time.monotonic())
                    finally:
                        future.cancel()
            finally:
                for future in futures:
                    future.cancel()
        return result_iterator()

    def shutdown(self, wait=True, *, cancel_futures=False):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.shutdown(wait=True)
        return False


_executors = []
_process_executors = []
_leaving = False


def _leave():
    # The end of the main thread: pools that nobody has shut down finish what is queued.
    global _leaving
    _leaving = True
    for executor in _executors:
        executor._work_queue.put(None)
    for executor in _executors:
        for thread in executor._threads:
            thread.join()
    for executor in _process_executors:
        executor.shutdown()
    _world('finish')
    if _at_exit:
        _await_threads()
        _run_at_exit()
    _leave_queues()


def _worker(executor):
    if executor._initializer is not None:
        try:
            executor._initializer(*executor._initargs)
        except BaseException:
            from logging import getLogger
            getLogger('concurrent.futures').critical('Exception in initializer:', exc_info=True)
            executor._break()
            return
    while True:
        try:
            job = executor._work_queue.get_nowait()
        except queue.Empty:
            executor._idle_semaphore.release()
            job = executor._work_queue.get()
        if job is None:
            # For the next worker.
            executor._shutdown = True
            executor._work_queue.put(None)
            return
        call, future, function, args, keywords = job
        if future.set_running_or_notify_cancel():
            try:
                result = function(*args, **keywords)
            except BaseException as error:
                future.set_exception(error)
            else:
                future.set_result(result)


_executor_count = 0


class ThreadPoolExecutor(Executor):
    __module__ = 'concurrent.futures.thread'

    def __init__(self, max_workers=None, thread_name_prefix='', initializer=None, initargs=()):
        global _executor_count
        if max_workers is None:
            max_workers = _mp_cpu_count() + 4
        if max_workers <= 0:
            raise ValueError('max_workers must be greater than 0')
        if initializer is not None and not callable(initializer):
            raise TypeError('initializer must be a callable')
        self._max_workers = max_workers
        self._thread_name_prefix = thread_name_prefix or 'ThreadPoolExecutor-%d' % _executor_count
        _executor_count += 1
        self._initializer = initializer
        self._initargs = initargs
        self._here = _world('part', 'SimpleQueue', 'pool', None, False, max_workers, type(self).__name__)
        self._work_queue = self._here
        self._idle_semaphore = _world('part', 'Semaphore', 'semaphore', self._here, False, None)
        self._threads = []
        self._shutdown = False
        self._broken = None

    def submit(self, fn, /, *args, **kwargs):
        call = _world('call', _name_of(fn), args, kwargs)
        future = Future(self._here, call)
        # Nobody else runs between the questions and the put, nor between the count of workers and one worker more.
        if self._broken is not None:
            raise BrokenThreadPool(self._broken)
        if self._shutdown:
            raise RuntimeError('cannot schedule new futures after shutdown')
        if _leaving or _world('finished'):
            raise RuntimeError('cannot schedule new futures after interpreter shutdown')
        self._work_queue.put((call, future, fn, args, kwargs))
        if not self._idle_semaphore.acquire(False) and len(self._threads) < self._max_workers:
            if not self._threads:
                _executors.append(self)
                _world('leave')
            name = '%s_%d' % (self._thread_name_prefix, len(self._threads))
            thread = Thread(target=_worker, args=(self,), name=name)
            self._threads.append(thread)
            thread.start()
        return future

    def _break(self):
        self._broken = 'A thread initializer failed, the thread pool is not usable anymore'
        for future in self._queued():
            future.set_exception(BrokenThreadPool(self._broken))

    def _queued(self):
        for job in _emptied(self._work_queue):
            if job is not None:
                yield job[1]

    def shutdown(self, wait=True, *, cancel_futures=False):
        self._shutdown = True
        if cancel_futures:
            for future in self._queued():
                future.cancel()
        self._work_queue.put(None)
        if wait:
            for thread in self._threads:
                thread.join()


def _arrivals(futures):
    for future in futures:
        return _world('part', 'SimpleQueue', 'queue', future._here, False, None)
    return queue.SimpleQueue()


def _watch(futures, arrivals):
    """Those that are settled already; the others will arrive."""
    settled = set()
    for future in futures:
        if future._settled():
            settled.add(future)
        else:
            future._waiters.append(arrivals)
    return settled


def _stop_watching(futures, arrivals):
    for future in futures:
        if arrivals in future._waiters:
            future._waiters.remove(arrivals)


def _left(end):
    return None if end is None else max(0, end - time.monotonic())


def as_completed(fs, timeout=None):
    end = None if timeout is None else time.monotonic() + timeout
    pending = set(fs)
    total = len(pending)
    arrivals = _arrivals(pending)
    settled = _watch(pending, arrivals)
    try:
        for future in settled:
            pending.remove(future)
            yield future
        while pending:
            try:
                future = arrivals.get(True, _left(end))
            except queue.Empty:
                raise TimeoutError('%d (of %d) futures unfinished' % (len(pending), total)) from None
            pending.remove(future)
            yield future
    finally:
        _stop_watching(pending, arrivals)


_parted = []


def _done_and_not_done(done, not_done):
    if not _parted:
        from collections import namedtuple
        _parted.append(namedtuple('DoneAndNotDoneFutures', 'done not_done'))
    return _parted[0](done, not_done)


def _wait_futures(fs, timeout=None, return_when='ALL_COMPLETED'):
    if return_when not in ('FIRST_COMPLETED', 'FIRST_EXCEPTION', 'ALL_COMPLETED'):
        raise ValueError('Invalid return condition: %r' % return_when)
    end = None if timeout is None else time.monotonic() + timeout
    futures = set(fs)
    arrivals = _arrivals(futures)
    done = _watch(futures, arrivals)

    def is_enough():
        if len(done) == len(futures):
            return True
        if return_when == 'FIRST_COMPLETED':
            return bool(done)
        return return_when == 'FIRST_EXCEPTION' and any([not f.cancelled() and f._exception is not None for f in done])

    try:
        while not is_enough():
            done.add(arrivals.get(True, _left(end)))
    except queue.Empty:
        pass
    while not arrivals.empty():
        done.add(arrivals.get())
    _stop_watching(futures - done, arrivals)
    return _done_and_not_done(done, futures - done)


_stack = [0]


def _stack_size(size=None):
    before = _stack[0]
    if size is not None:
        if size < 0:
            raise ValueError('size must be 0 or a positive value')
        if 0 < size < 32768:
            raise ValueError('size not valid: %d bytes' % size)
        _stack[0] = size
    return before


def _finish(future, good, value):
    if good:
        future.set_result(value)
    else:
        future.set_exception(value)


class _ExecutorPool(Pool):
    _workers_are = 'ForkProcess-'
    _called = 'ProcessPoolExecutor'


class ProcessPoolExecutor(Executor):
    __module__ = 'concurrent.futures.process'

    def __init__(self, max_workers=None, mp_context=None, initializer=None, initargs=()):
        if max_workers is not None and max_workers <= 0:
            raise ValueError('max_workers must be greater than 0')
        self._pool = _ExecutorPool(max_workers, initializer, initargs)
        self._here = self._pool._here
        self._shut = False
        _process_executors.append(self)
        _world('leave')

    def submit(self, fn, /, *args, **kwargs):
        if self._shut:
            raise RuntimeError('cannot schedule new futures after shutdown')
        if _leaving or _world('finished'):
            raise RuntimeError('cannot schedule new futures after interpreter shutdown')
        call = _world('call', _name_of(fn), args, kwargs)
        future = Future(self._here, call)
        # What is handed to processes can no longer be taken back; that one of them has begun it, it says itself.
        future._state = 'RUNNING'
        self._pool._submit(call, fn, args, kwargs, future._here, functools.partial(_finish, future))
        return future

    def shutdown(self, wait=True, *, cancel_futures=False):
        if not self._shut:
            self._shut = True
            self._pool.close()
            if wait:
                self._pool.join()

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.shutdown()
