

# Files: text in memory that all processes see. A file that is open for writing keeps what it is given until it is flushed.

class _File(_Text):
    __module__ = '_io'
    encoding = 'UTF-8'

    def __init__(self, name, mode, encoding):
        kind = mode.replace('b', '').replace('t', '')
        if kind not in ('r', 'w', 'a', 'x', 'r+', 'w+', 'a+', 'x+', '+r', '+w', '+a', '+x') or ('b' in mode and 't' in mode):
            raise ValueError("invalid mode: '%s'" % mode)
        self.name = name
        self.mode = mode
        self._bytes = 'b' in mode
        self._reads = 'r' in kind or '+' in kind
        self._writes = kind != 'r'
        self._appends = 'a' in kind
        self._at = 0
        self._parts = []
        self._size = 0
        known = _world('file', 'exists', name)
        if 'x' in kind and known:
            raise FileExistsError(17, 'File exists', name)
        if 'w' in kind or 'x' in kind or (self._appends and not known):
            _world('file', 'write', name, '')
        elif not known or self._appends:
            text = _world('file', 'read', name)
            self._at = len(text) if self._appends else 0

    def _open(self):
        if self.closed:
            raise ValueError('I/O operation on closed file.')
        self.flush()
        return _world('file', 'read', self.name)

    def readable(self):
        return self._reads

    def writable(self):
        return self._writes

    def read(self, size=-1):
        if not self._reads and not self.closed:
            raise _unsupported('not readable')
        text = _Text.read(self, size)
        return text.encode() if self._bytes else text

    def readline(self):
        if not self._reads and not self.closed:
            raise _unsupported('not readable')
        return _Text.readline(self)

    def write(self, text):
        if self.closed:
            raise ValueError('I/O operation on closed file.')
        if not self._writes:
            raise _unsupported('not writable')
        if self._bytes:
            length = len(text)
            text = text.decode()
        elif not isinstance(text, str):
            raise TypeError('write() argument must be str, not %s' % type(text).__name__)
        else:
            length = len(text)
        self._parts.append(text)
        self._size += length
        if self._size > 8192:
            self.flush()
        return length

    def flush(self):
        if not self._parts:
            return
        text = ''.join(self._parts)
        self._parts = []
        self._size = 0
        known = _world('file', 'read', self.name) if _world('file', 'exists', self.name) else ''
        if self._appends:
            self._at = len(known)
        elif self._at > len(known):
            known += '\0' * (self._at - len(known))
        known = known + text if self._at == len(known) else known[:self._at] + text + known[self._at + len(text):]
        _world('file', 'write', self.name, known)
        self._at += len(text)

    def seek(self, offset, whence=0):
        self.flush()
        return _Text.seek(self, offset, whence)

    def tell(self):
        self.flush()
        return self._at

    def truncate(self, size=None):
        known = self._open()
        _world('file', 'write', self.name, known[:self._at if size is None else size])
        return self._at if size is None else size

    def close(self):
        if not self.closed:
            self.flush()
            self.closed = True

    def isatty(self):
        return False

    def __repr__(self):
        return "<_io.TextIOWrapper name=%r mode=%r encoding='UTF-8'>" % (self.name, self.mode)


def _unsupported(text):
    return OSError(text)


def _open(file=None, mode='r', buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None):
    if file is None:
        raise TypeError("open() missing required argument 'file' (pos 1)")
    if not isinstance(file, str):
        raise TypeError('expected str, bytes or os.PathLike object, not %s' % type(file).__name__)
    return _File(file, mode, encoding)


def _os_remove(path):
    _world('file', 'remove', path)


def _os_unlink(path):
    _world('file', 'remove', path)


def _os_rename(source, target):
    _os_replace(source, target)


def _os_replace(source, target):
    text = _world('file', 'read', source)
    _world('file', 'write', target, text)
    _world('file', 'remove', source)


def _list_files(path='.'):
    return _world('file', 'list', path)


def _file_exists(path):
    return _world('file', 'exists', path)


def _path_exists(path):
    return _file_exists(path) or _is_folder(path)


def _is_folder(path):
    return _world('file', 'folder', path)


def _file_size(path):
    return len(_world('file', 'read', path).encode())


def _absolute(path):
    return path if path.startswith('/') else os.path.join(os.getcwd(), path)
