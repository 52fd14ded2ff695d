# Rows of a text, and texts of rows.

QUOTE_MINIMAL, QUOTE_ALL, QUOTE_NONNUMERIC, QUOTE_NONE, QUOTE_STRINGS, QUOTE_NOTNULL = range(6)


class Error(Exception):
    __module__ = '_csv'


class Dialect:
    delimiter = ','
    quotechar = '"'
    escapechar = None
    doublequote = True
    skipinitialspace = False
    lineterminator = '\r\n'
    quoting = QUOTE_MINIMAL


class excel(Dialect):
    pass


class excel_tab(excel):
    delimiter = '\t'


class unix_dialect(Dialect):
    lineterminator = '\n'
    quoting = QUOTE_ALL


_dialects = {'excel': excel, 'excel-tab': excel_tab, 'unix': unix_dialect}


def list_dialects():
    return list(_dialects)


def _with(dialect, options):
    if isinstance(dialect, str):
        if dialect not in _dialects:
            raise Error('unknown dialect')
        dialect = _dialects[dialect]
    made = Dialect()
    for name in ('delimiter', 'quotechar', 'escapechar', 'doublequote', 'skipinitialspace', 'lineterminator', 'quoting'):
        setattr(made, name, options.pop(name, getattr(dialect, name)))
    if options:
        raise TypeError("%r is an invalid keyword argument for this function" % list(options)[0])
    return made


class _Reader:
    def __init__(self, lines, dialect):
        self._lines = iter(lines)
        self.dialect = dialect
        self.line_num = 0

    def __iter__(self):
        return self

    def __next__(self):
        dialect = self.dialect
        row, field = [], ''
        quoted = number = began = False
        while True:
            try:
                line = next(self._lines)
            except StopIteration:
                if quoted:
                    row.append(field)
                    return row
                raise
            self.line_num += 1
            at = 0
            while at < len(line):
                c = line[at]
                at += 1
                if quoted:
                    if c == dialect.quotechar:
                        if dialect.doublequote and line[at:at + 1] == dialect.quotechar:
                            field += c
                            at += 1
                        else:
                            quoted = False
                    else:
                        field += c
                elif c == dialect.quotechar and not field and dialect.quoting != QUOTE_NONE:
                    quoted = began = True
                elif c == dialect.delimiter:
                    row.append(self._value(field, began))
                    field, began = '', False
                elif c == '\n' or c == '\r':
                    continue
                elif c == ' ' and dialect.skipinitialspace and not field and not began:
                    continue
                else:
                    field += c
            if quoted:
                continue
            if not row and not field and not began:
                return []
            row.append(self._value(field, began))
            return row

    def _value(self, field, began):
        return float(field) if self.dialect.quoting == QUOTE_NONNUMERIC and not began else field


def reader(csvfile, dialect='excel', **options):
    return _Reader(csvfile, _with(dialect, options))


class _Writer:
    def __init__(self, file, dialect):
        self._file = file
        self.dialect = dialect

    def _field(self, value, alone):
        dialect = self.dialect
        text = '' if value is None else repr(value) if isinstance(value, float) else str(value)
        special = [dialect.delimiter, dialect.quotechar or '', '\n', '\r']
        wanted = dialect.quoting == QUOTE_ALL or dialect.quoting == QUOTE_NONNUMERIC and not isinstance(value, (int, float))
        wanted = wanted or dialect.quoting == QUOTE_MINIMAL and (any([c and c in text for c in special]) or alone and not text)
        if not wanted:
            return text
        return dialect.quotechar + text.replace(dialect.quotechar, dialect.quotechar * 2) + dialect.quotechar

    def writerow(self, row):
        row = list(row)
        line = self.dialect.delimiter.join([self._field(value, len(row) == 1) for value in row]) + self.dialect.lineterminator
        return self._file.write(line)

    def writerows(self, rows):
        for row in rows:
            self.writerow(row)


def writer(csvfile, dialect='excel', **options):
    return _Writer(csvfile, _with(dialect, options))


class DictReader:
    def __init__(self, f, fieldnames=None, restkey=None, restval=None, dialect='excel', **options):
        self._fieldnames = fieldnames
        self.restkey = restkey
        self.restval = restval
        self.reader = reader(f, dialect, **options)

    @property
    def fieldnames(self):
        if self._fieldnames is None:
            self._fieldnames = next(self.reader, None)
        return self._fieldnames

    @property
    def line_num(self):
        return self.reader.line_num

    def __iter__(self):
        return self

    def __next__(self):
        names = self.fieldnames
        row = next(self.reader)
        while row == []:
            row = next(self.reader)
        made = dict(zip(names, row))
        if len(row) > len(names):
            made[self.restkey] = row[len(names):]
        for name in names[len(row):]:
            made[name] = self.restval
        return made


class DictWriter:
    def __init__(self, f, fieldnames, restval='', extrasaction='raise', dialect='excel', **options):
        self.fieldnames = fieldnames
        self.restval = restval
        self.extrasaction = extrasaction
        self.writer = writer(f, dialect, **options)

    def writeheader(self):
        return self.writerow(dict(zip(self.fieldnames, self.fieldnames)))

    def writerow(self, rowdict):
        if self.extrasaction == 'raise':
            wrong = [name for name in rowdict if name not in self.fieldnames]
            if wrong:
                raise ValueError('dict contains fields not in fieldnames: ' + ', '.join([repr(name) for name in wrong]))
        return self.writer.writerow([rowdict.get(name, self.restval) for name in self.fieldnames])

    def writerows(self, rowdicts):
        for row in rowdicts:
            self.writerow(row)
