# Text

def _leaf(kind, value, spec):
    if kind == 'f':
        name = '__format__'
        text = _special(value, name)(spec)
    elif kind == 's':
        name = '__str__'
        text = _special(value, name)()
    else:
        name = '__repr__'
        method = _special(value, name)
        text = value.__repr__() if method is None else method()
    if not isinstance(text, str):
        if name == '__format__':
            raise TypeError('__format__ must return a str, not %s' % type(text).__name__)
        raise TypeError('%s returned non-string (type %s)' % (name, type(text).__name__))
    return text


def _render(how, *args, **keywords):
    texts = [_leaf(kind, value, spec) for kind, value, spec in _wanted(how, *args, **keywords)]
    return _with_texts(texts, how, *args, **keywords)


def _format_map(text, mapping):
    # What the fields name is looked up first: a mapping may make up what it gives.
    found = {}
    for field in text.replace('{{', '').split('{')[1:]:
        name = field
        for end in '}!:.[':
            name = name.split(end)[0]
        if name and not name.isdigit():
            found[name] = mapping[name]
    return text.format(**found)


def _print(*args, sep=' ', end='\n', file=None, flush=False):
    sep = ' ' if sep is None else sep
    end = '\n' if end is None else end
    text = _render('print', sep, end, *args)
    if file is None:
        _write(text)
    else:
        file.write(text)


def _write_out(text):
    import sys
    sys.stdout.write(text)


class _Stream:
    __module__ = '_io'
    encoding = 'utf-8'
    closed = False

    def __init__(self, name, err):
        self.name = name
        self._err = err

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError('write() argument must be str, not %s' % type(text).__name__)
        _write(text, self._err)
        return len(text)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def flush(self):
        pass

    def isatty(self):
        return False

    def fileno(self):
        return 2 if self._err else 1

    def __repr__(self):
        return "<_io.TextIOWrapper name='%s' mode='w' encoding='utf-8'>" % self.name


class _Lines:
    __module__ = '_io'

    def readlines(self):
        return [line for line in self]

    def __iter__(self):
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line


class _Input(_Lines):
    __module__ = '_io'
    encoding = 'utf-8'

    def readline(self):
        try:
            return input() + '\n'
        except EOFError:
            return ''

    def read(self):
        return ''.join(self)

    def isatty(self):
        return False


_stdout = _Stream('<stdout>', False)
_stderr = _Stream('<stderr>', True)
_stdin = _Input()


class _Text(_Lines):
    __module__ = '_io'
    closed = False

    def __init__(self, text=''):
        self._text = text
        self._at = 0

    def _open(self):
        if self.closed:
            raise ValueError('I/O operation on closed file.')
        return self._text

    def write(self, text):
        if not isinstance(text, str):
            raise TypeError('write() argument must be str, not %s' % type(text).__name__)
        own = self._open()
        self._text = own[:self._at] + text + own[self._at + len(text):]
        self._at += len(text)
        return len(text)

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def read(self, size=-1):
        own = self._open()
        end = len(own) if size is None or size < 0 else self._at + size
        text = own[self._at:end]
        self._at += len(text)
        return text

    def readline(self):
        own = self._open()
        end = own.find('\n', self._at) + 1
        return self.read(-1 if end == 0 else end - self._at)

    def seek(self, offset, whence=0):
        self._at = offset if whence == 0 else len(self._open())
        return self._at

    def tell(self):
        return self._at

    def truncate(self, size=None):
        self._text = self._open()[:self._at if size is None else size]
        return len(self._text)

    def flush(self):
        pass

    def close(self):
        self.closed = True

    def __enter__(self):
        self._open()
        return self

    def __exit__(self, *error):
        self.close()


class StringIO(_Text):
    __module__ = '_io'

    def getvalue(self):
        return self._open()
