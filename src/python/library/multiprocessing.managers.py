# Managers of the program's own classes: a process that has the objects, and proxies that ask it.

from multiprocessing import Manager, Pipe, Process, SimpleQueue

SyncManager = type(Manager())
Namespace = _Namespace


def _public(object):
    return [name for name in dir(object) if not name.startswith('_') and callable(getattr(object, name))]


def _serve(requests, registry, initializer, initargs):
    if initializer is not None:
        initializer(*initargs)
    objects = []
    while True:
        request = requests.get()
        if request is None:
            return
        answer, typeid, number, name, args, keywords = request
        try:
            if number is None:
                made = registry[typeid][0](*args, **keywords)
                objects.append(made)
                exposed = registry[typeid][1] or _public(made)
                answer.send((True, (len(objects) - 1, exposed)))
            elif name == '#str':
                answer.send((True, str(objects[number])))
            else:
                answer.send((True, getattr(objects[number], name)(*args, **keywords)))
        except Exception as error:
            answer.send((False, error))
        answer.close()


def _ask(requests, *request):
    here, there = Pipe(False)
    requests.put((there,) + request)
    there.close()
    try:
        good, value = here.recv()
    except EOFError:
        raise ConnectionResetError(104, 'Connection reset by peer') from None
    finally:
        here.close()
    if good:
        return value
    raise value


class BaseProxy:
    def __init__(self, requests, typeid, number, exposed):
        self._requests = requests
        self._typeid = typeid
        self._number = number
        self._exposed_ = tuple(exposed)

    def _callmethod(self, methodname, args=(), kwds={}):
        return _ask(self._requests, self._typeid, self._number, methodname, tuple(args), dict(kwds))

    def __repr__(self):
        return '<%s object, typeid %r at 0x7f0000000000>' % (type(self).__name__, self._typeid)

    def __str__(self):
        return self._callmethod('#str')


class _AutoProxy(BaseProxy):
    def __getattr__(self, name):
        if name.startswith('_') or name not in self._exposed_:
            raise AttributeError("'AutoProxy[%s]' object has no attribute '%s'" % (self._typeid, name))
        return lambda *args, **keywords: self._callmethod(name, args, keywords)

    def __repr__(self):
        return '<AutoProxy[%s] object, typeid %r at 0x7f0000000000>' % (self._typeid, self._typeid)


class BaseManager:
    _registry = {}

    def __init__(self, address=None, authkey=None, serializer='pickle', ctx=None, *, shutdown_timeout=1.0):
        self._address = address
        self._requests = None
        self._process = None

    @classmethod
    def register(cls, typeid, callable=None, proxytype=None, exposed=None, method_to_typeid=None, create_method=True):
        if '_registry' not in vars(cls):
            cls._registry = dict(cls._registry)
        cls._registry[typeid] = (callable, exposed or proxytype and getattr(proxytype, '_exposed_', None), proxytype)
        if create_method:
            def make(self, /, *args, **kwds):
                return self._create(typeid, *args, **kwds)
            setattr(cls, typeid, make)

    @property
    def address(self):
        return self._address

    def start(self, initializer=None, initargs=()):
        if self._process is not None:
            raise AssertionError('Already started server' if self._requests is not None else 'Manager has shut down')
        self._requests = SimpleQueue()
        self._process = Process(target=_serve, args=(self._requests, self._registry, initializer, initargs))
        self._process.name = '%s-%s' % (type(self).__name__, self._process.name.split('-')[-1])
        self._process.daemon = True
        self._process.start()

    def _create(self, typeid, /, *args, **kwds):
        if self._requests is None:
            raise AssertionError('server not yet started')
        number, exposed = _ask(self._requests, typeid, None, None, args, kwds)
        proxytype = self._registry[typeid][2] or _AutoProxy
        return proxytype(self._requests, typeid, number, exposed)

    def shutdown(self):
        if self._requests is not None:
            self._requests.put(None)
            self._process.join()
            self._requests = None

    def join(self, timeout=None):
        if self._process is not None:
            self._process.join(timeout)

    def __enter__(self):
        if self._process is None:
            self.start()
        return self

    def __exit__(self, *args):
        self.shutdown()
