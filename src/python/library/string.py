def capwords(text, sep=None):
    return (' ' if sep is None else sep).join([word.capitalize() for word in text.split(sep)])


class Template:
    delimiter = '$'
    idpattern = '(?a:[_a-z][_a-z0-9]*)'
    braceidpattern = None
    flags = 2

    def __init__(self, template):
        self.template = template

    def _pattern(self):
        import re
        plain, braced = self.idpattern, self.braceidpattern or self.idpattern
        delimiter = re.escape(self.delimiter)
        text = '%s(?:(?P<escaped>%s)|(?P<named>%s)|{(?P<braced>%s)}|(?P<invalid>))' % (delimiter, delimiter, plain, braced)
        return re.compile(text, self.flags)

    def _invalid(self, found):
        lines = self.template[:found.start('invalid')].splitlines(True)
        line = len(lines) or 1
        column = found.start('invalid') - len(''.join(lines[:-1])) if lines else 1
        raise ValueError('Invalid placeholder in string: line %d, col %d' % (line, column))

    def substitute(self, mapping={}, /, **keywords):
        def value_of(found):
            name = found.group('named') or found.group('braced')
            if name is not None:
                return str(keywords[name] if name in keywords else mapping[name])
            if found.group('escaped') is not None:
                return self.delimiter
            self._invalid(found)
        return self._pattern().sub(value_of, self.template)

    def safe_substitute(self, mapping={}, /, **keywords):
        def value_of(found):
            name = found.group('named') or found.group('braced')
            if name is not None:
                if name in keywords:
                    return str(keywords[name])
                try:
                    return str(mapping[name])
                except KeyError:
                    return found.group()
            return self.delimiter if found.group('escaped') is not None else found.group()
        return self._pattern().sub(value_of, self.template)

    def is_valid(self):
        return all([found.group('invalid') is None for found in self._pattern().finditer(self.template)])

    def get_identifiers(self):
        names = []
        for found in self._pattern().finditer(self.template):
            name = found.group('named') or found.group('braced')
            if name is not None and name not in names:
                names.append(name)
        return names
