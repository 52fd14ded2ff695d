# What a pattern matches and where is found by natives, in numbers of characters; bytes are looked at as text of as many.

import enum
import re


class PatternError(Exception):
    def __init__(self, msg, pattern=None, pos=None):
        self.msg = msg
        self.pattern = pattern
        self.pos = pos
        if pattern is not None and pos is not None:
            msg = '%s at position %d' % (msg, pos)
            newline = '\n' if isinstance(pattern, str) else b'\n'
            self.lineno = pattern.count(newline, 0, pos) + 1
            self.colno = pos - pattern.rfind(newline, 0, pos)
            if newline in pattern:
                msg = '%s (line %d, column %d)' % (msg, self.lineno, self.colno)
        else:
            self.lineno = self.colno = None
        super().__init__(msg)


error = PatternError


class RegexFlag(enum.IntFlag):
    NOFLAG = 0
    ASCII = A = 256
    IGNORECASE = I = 2
    LOCALE = L = 4
    UNICODE = U = 32
    MULTILINE = M = 8
    DOTALL = S = 16
    VERBOSE = X = 64
    DEBUG = 128

    def __repr__(self):
        names = ['re.' + one.name for one in RegexFlag if one.value & self.value]
        return '|'.join(names) or 're.NOFLAG'

    __str__ = __repr__


NOFLAG = RegexFlag.NOFLAG
ASCII = A = RegexFlag.ASCII
IGNORECASE = I = RegexFlag.IGNORECASE
LOCALE = L = RegexFlag.LOCALE
UNICODE = U = RegexFlag.UNICODE
MULTILINE = M = RegexFlag.MULTILINE
DOTALL = S = RegexFlag.DOTALL
VERBOSE = X = RegexFlag.VERBOSE
DEBUG = RegexFlag.DEBUG


class Pattern:
    def __init__(self, pattern, flags):
        self.pattern = pattern
        self._bytes = isinstance(pattern, bytes)
        if not self._bytes and not isinstance(pattern, str):
            raise TypeError('first argument must be string or compiled pattern')
        self._text = pattern.decode('latin-1') if self._bytes else pattern
        self._flags = int(flags) | (256 if self._bytes else 0)
        found = re._info(self._text, self._flags)
        if len(found) == 2:
            raise PatternError(found[0], pattern, found[1])
        self.flags, self.groups, names = found
        if self._bytes:
            self.flags = self.flags & ~288 | int(flags)
        self.groupindex = dict(names)

    def _subject(self, string):
        if isinstance(string, str):
            if self._bytes:
                raise TypeError('cannot use a bytes pattern on a string-like object')
            return string + '' if type(string) is not str else string
        if not isinstance(string, bytes):
            raise TypeError("expected string or bytes-like object, got '%s'" % type(string).__name__)
        if not self._bytes:
            raise TypeError('cannot use a string pattern on a bytes-like object')
        return string.decode('latin-1')

    def _one(self, string, pos, endpos, how):
        text = self._subject(string)
        pos = max(0, min(pos, len(text)))
        endpos = len(text) if endpos is None else max(0, min(endpos, len(text)))
        spans = re._find(self._text, self._flags, text, pos, endpos, how)
        return None if spans is None else Match(self, string, pos, endpos, spans)

    def search(self, string, pos=0, endpos=None):
        return self._one(string, pos, endpos, 0)

    def match(self, string, pos=0, endpos=None):
        return self._one(string, pos, endpos, 1)

    def fullmatch(self, string, pos=0, endpos=None):
        return self._one(string, pos, endpos, 2)

    def _every(self, string, pos=0, endpos=None, most=0):
        text = self._subject(string)
        pos = max(0, min(pos, len(text)))
        endpos = len(text) if endpos is None else max(0, min(endpos, len(text)))
        return re._all(self._text, self._flags, text, pos, endpos, most)

    def finditer(self, string, pos=0, endpos=None):
        found = self._every(string, pos, endpos)
        end = len(string) if endpos is None else max(0, min(endpos, len(string)))
        return iter([Match(self, string, pos, end, spans) for spans in found])

    def findall(self, string, pos=0, endpos=None):
        found = self._every(string, pos, endpos)
        if self.groups < 2:
            at = 2 * self.groups
            return [string[spans[at]:spans[at + 1]] if spans[at] >= 0 else string[:0] for spans in found]
        places = range(2, 2 * self.groups + 2, 2)
        return [tuple([string[spans[at]:spans[at + 1]] if spans[at] >= 0 else string[:0] for at in places]) for spans in found]

    def split(self, string, maxsplit=0):
        if maxsplit < 0:
            return [string]
        parts = []
        last = 0
        for spans in self._every(string, most=maxsplit):
            parts.append(string[last:spans[0]])
            for at in range(2, 2 * self.groups + 2, 2):
                parts.append(string[spans[at]:spans[at + 1]] if spans[at] >= 0 else None)
            last = spans[1]
        parts.append(string[last:])
        return parts

    def subn(self, repl, string, count=0):
        found = self._every(string, most=max(count, 0)) if count >= 0 else []
        parts = []
        last = 0
        template = None if callable(repl) else _template(repl, self)
        for spans in found:
            parts.append(string[last:spans[0]])
            if template is None:
                parts.append(repl(Match(self, string, 0, len(string), spans)))
            else:
                for part in template:
                    if isinstance(part, int):
                        part = string[spans[2 * part]:spans[2 * part + 1]] if spans[2 * part] >= 0 else string[:0]
                    parts.append(part)
            last = spans[1]
        parts.append(string[last:])
        return _joined(parts, string[:0]), len(found)

    def sub(self, repl, string, count=0):
        return self.subn(repl, string, count)[0]

    def __repr__(self):
        flags = self.flags & (~32 if isinstance(self.pattern, str) else ~0)
        shown = repr(self.pattern)[:200]
        return 're.compile(%s, %r)' % (shown, RegexFlag(flags)) if flags else 're.compile(%s)' % shown

    def __eq__(self, other):
        if not isinstance(other, Pattern):
            return NotImplemented
        return (self.pattern, self.flags) == (other.pattern, other.flags)

    def __hash__(self):
        return hash((self.pattern, self.flags))

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


class Match:
    def __init__(self, pattern, string, pos, endpos, spans):
        self.re = pattern
        self.string = string
        self.pos = pos
        self.endpos = endpos
        self._spans = spans

    def _index(self, group):
        if not isinstance(group, int):
            if group not in self.re.groupindex:
                raise IndexError('no such group')
            return self.re.groupindex[group]
        if not 0 <= group <= self.re.groups:
            raise IndexError('no such group')
        return int(group)

    def _part(self, group, default=None):
        at = 2 * self._index(group)
        return self.string[self._spans[at]:self._spans[at + 1]] if self._spans[at] >= 0 else default

    def group(self, *groups):
        if not groups:
            return self.string[self._spans[0]:self._spans[1]]
        if len(groups) == 1:
            return self._part(groups[0])
        return tuple([self._part(group) for group in groups])

    def __getitem__(self, group):
        return self._part(group)

    def groups(self, default=None):
        return tuple([self._part(group, default) for group in range(1, self.re.groups + 1)])

    def groupdict(self, default=None):
        return {name: self._part(name, default) for name in self.re.groupindex}

    def start(self, group=0):
        return self._spans[2 * self._index(group)]

    def end(self, group=0):
        return self._spans[2 * self._index(group) + 1]

    def span(self, group=0):
        at = 2 * self._index(group)
        return (self._spans[at], self._spans[at + 1])

    def expand(self, template):
        parts = [self._part(part, self.string[:0]) if isinstance(part, int) else part for part in _template(template, self.re)]
        return _joined(parts, self.string[:0])

    @property
    def regs(self):
        return tuple([self.span(group) for group in range(self.re.groups + 1)])

    @property
    def lastindex(self):
        last = None
        for group in range(1, self.re.groups + 1):
            if self.end(group) >= 0 and (last is None or (self.end(group) > self.end(last) or self.start(group) >= self.end(last))):
                last = group
        return last

    @property
    def lastgroup(self):
        last = self.lastindex
        for name in self.re.groupindex:
            if self.re.groupindex[name] == last:
                return name
        return None

    def __bool__(self):
        return True

    def __repr__(self):
        return '<re.Match object; span=%r, match=%r>' % (self.span(), self.group())

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self


def _joined(parts, empty):
    if isinstance(empty, str):
        return ''.join(parts)
    for part in parts:
        empty += part
    return empty


_plain_escapes = {'a': '\a', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t', 'v': '\v', '\\': '\\'}
_letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'


def _template(repl, pattern):
    """Texts, and numbers of groups."""
    binary = isinstance(repl, bytes)
    text = repl.decode('latin-1') if binary else repl
    parts = []
    at = 0
    while True:
        next_at = text.find('\\', at)
        if next_at < 0:
            break
        parts.append(text[at:next_at])
        part, at = _template_escape(text, next_at, repl, pattern)
        parts.append(part)
    parts.append(text[at:])
    return [part.encode('latin-1') if binary and isinstance(part, str) else part for part in parts]


def _template_escape(text, at, repl, pattern):
    this = text[at + 1:at + 2]
    if not this:
        raise PatternError('bad escape (end of pattern)', repl, at)
    if this == 'g':
        if text[at + 2:at + 3] != '<':
            raise PatternError('missing <', repl, at + 2)
        end = text.find('>', at + 3)
        name = text[at + 3:] if end < 0 else text[at + 3:end]
        if not name:
            raise PatternError('missing group name', repl, at + 3)
        if end < 0:
            raise PatternError('missing >, unterminated name', repl, at + 3)
        if name.isdigit():
            number = int(name)
        elif not name.isidentifier():
            raise PatternError('bad character in group name %r' % name, repl, at + 3)
        elif name in pattern.groupindex:
            number = pattern.groupindex[name]
        else:
            raise IndexError('unknown group name %r' % name)
        if number > pattern.groups:
            raise PatternError('invalid group reference %d' % number, repl, at + 3)
        return number, end + 1
    if this == '0':
        end = at + 2
        while end < at + 4 and text[end:end + 1] in list('01234567'):
            end += 1
        return chr(int(text[at + 1:end], 8)), end
    if this.isdigit():
        end = at + 2
        if text[end:end + 1].isdigit():
            end += 1
            if len(text[at + 1:end + 1]) == 3 and all([c in '01234567' for c in text[at + 1:end + 1]]):
                return chr(int(text[at + 1:end + 1], 8)), end + 1
        number = int(text[at + 1:end])
        if number > pattern.groups:
            raise PatternError('invalid group reference %d' % number, repl, at + 1)
        return number, end
    if this in _plain_escapes:
        return _plain_escapes[this], at + 2
    if this in _letters:
        raise PatternError('bad escape \\%s' % this, repl, at)
    return '\\' + this, at + 2


def compile(pattern, flags=0):
    if isinstance(pattern, Pattern):
        if flags:
            raise ValueError('cannot process flags argument with a compiled pattern')
        return pattern
    return Pattern(pattern, flags)


def search(pattern, string, flags=0):
    return compile(pattern, flags).search(string)


def match(pattern, string, flags=0):
    return compile(pattern, flags).match(string)


def fullmatch(pattern, string, flags=0):
    return compile(pattern, flags).fullmatch(string)


def findall(pattern, string, flags=0):
    return compile(pattern, flags).findall(string)


def finditer(pattern, string, flags=0):
    return compile(pattern, flags).finditer(string)


def split(pattern, string, maxsplit=0, flags=0):
    return compile(pattern, flags).split(string, maxsplit)


def sub(pattern, repl, string, count=0, flags=0):
    return compile(pattern, flags).sub(repl, string, count)


def subn(pattern, repl, string, count=0, flags=0):
    return compile(pattern, flags).subn(repl, string, count)


_special_characters = '()[]{}?*+-|^$\\.&~# \t\n\r\v\f'


def escape(pattern):
    if isinstance(pattern, str):
        return ''.join(['\\' + c if c in _special_characters else c for c in pattern])
    return escape(pattern.decode('latin-1')).encode('latin-1')


def purge():
    pass
