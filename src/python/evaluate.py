

# Code that is made at run time, and names that are looked up as text

class _Code:
    __module__ = 'builtins'
    __qualname__ = 'code'

    def __init__(self, source, filename, mode):
        self._source = source
        self.co_filename = filename
        self.co_name = '<module>'
        self._mode = mode


class _Globals(_DerivedDict):
    # What a module binds: looked up anew whenever it is asked for, and bound when it is set.
    _kind = dict

    def __init__(self, module):
        object.__setattr__(self, '_module', module)
        self._now()

    def _now(self):
        own = _world('globals of', self._module)
        object.__setattr__(self, '_own', own)
        return own

    def __getitem__(self, name):
        return self._now()[name]

    def __contains__(self, name):
        return name in self._now()

    def __iter__(self):
        return iter(self._now())

    def __len__(self):
        return len(self._now())

    def get(self, name, default=None):
        return self._now().get(name, default)

    def keys(self):
        return self._now().keys()

    def values(self):
        return self._now().values()

    def items(self):
        return self._now().items()

    def __setitem__(self, name, value):
        _world('bind', self._module, name, value)
        self._own[name] = value

    def __delitem__(self, name):
        if name not in self:
            raise KeyError(name)
        _world('unbind', self._module, name)

    def update(self, *args, **keywords):
        for name, value in dict(*args, **keywords).items():
            self[name] = value

    def setdefault(self, name, default=None):
        if name not in self:
            self[name] = default
        return self[name]

    def pop(self, name, *default):
        if name not in self and default:
            return default[0]
        value = self[name]
        del self[name]
        return value

    def __repr__(self):
        return repr(self._now())


def globals():
    return _Globals(_world('caller'))


def locals():
    own = _world('locals')
    return globals() if own is None else own


def compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1):
    if isinstance(source, _Code):
        return source
    if isinstance(source, bytes):
        source = source.decode()
    if not isinstance(source, str):
        raise TypeError('compile() arg 1 must be a string, bytes or AST object')
    if mode not in ('exec', 'eval', 'single'):
        raise ValueError("compile() mode must be 'exec', 'eval' or 'single'")
    _world('check', source, filename, mode)
    return _Code(source, filename, mode)


def eval(source, /, globals=None, locals=None):
    if isinstance(source, bytes):
        source = source.decode()
    if isinstance(source, str):
        source = _Code(source.lstrip(' \t'), '<string>', 'eval')
    elif not isinstance(source, _Code):
        raise TypeError('eval() arg 1 must be a string, bytes or code object')
    return _evaluated(source, globals, locals, 'eval')


def exec(source, /, globals=None, locals=None, *, closure=None):
    if isinstance(source, bytes):
        source = source.decode()
    if isinstance(source, str):
        source = _Code(source, '<string>', 'exec')
    elif not isinstance(source, _Code):
        raise TypeError('exec() arg 1 must be a string, bytes or code object')
    _evaluated(source, globals, locals, 'exec')


def _evaluated(code, globals, locals, what):
    if globals is not None and not isinstance(globals, dict):
        if what == 'eval':
            raise TypeError('globals must be a real dict; try eval(code, {}, mapping)' if hasattr(globals, 'keys') else 'globals must be a dict')
        raise TypeError('exec() globals must be a dict, not %s' % type(globals).__name__)
    if locals is not None and not hasattr(type(locals), '__getitem__'):
        raise TypeError('locals must be a mapping' if what == 'eval' else 'locals must be a mapping or None, not %s' % type(locals).__name__)
    base = globals._module if isinstance(globals, _Globals) else None
    if globals is None:
        base = _world('caller')
        if locals is None:
            locals = _world('locals')
    if isinstance(locals, _Globals) and locals._module == base:
        locals = None
    if base is not None and locals is None:
        return _world('evaluate', code._source, code.co_filename, code._mode, base)
    given = {} if base is None else dict(_world('globals of', base))
    if base is None:
        given.update(globals)
    if locals is not None:
        for name in locals.keys():
            given[name] = locals[name]
    home = given.get('__name__', 'builtins')
    module = _world('open', home if isinstance(home, str) else 'builtins')
    for name, value in given.items():
        if isinstance(name, str):
            _world('bind', module, name, value)
    try:
        return _world('evaluate', code._source, code.co_filename, code._mode, module)
    finally:
        into = globals if locals is None else locals
        now = dict(_world('globals of', module))
        for name, value in now.items():
            if name not in given or given[name] is not value:
                into[name] = value
        for name in given:
            if name not in now and name in into:
                del into[name]
        _world('close', module)


def _annotations_of(function):
    module, texts = _world('annotations', function)
    found = {}
    for name, text in texts:
        try:
            found[name] = _world('evaluate', text, '<annotation>', 'eval', module)
        except Exception:
            found[name] = text
    function.__annotations__ = found
    return found
