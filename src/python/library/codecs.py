BOM_UTF8 = b'\xef\xbb\xbf'

_searches = []
_handlers = {'strict': None, 'ignore': None, 'replace': None}


def register(search_function):
    if not callable(search_function):
        raise TypeError('argument must be callable')
    _searches.append(search_function)


def unregister(search_function):
    if search_function in _searches:
        _searches.remove(search_function)


def register_error(errors, handler):
    if not callable(handler):
        raise TypeError('handler must be callable')
    _handlers[errors] = handler


def lookup_error(errors):
    if errors not in _handlers:
        raise LookupError('unknown error handler name %r' % errors)
    return _handlers[errors]


def encode(obj, encoding='utf-8', errors='strict'):
    return obj.encode(encoding, errors)


def decode(obj, encoding='utf-8', errors='strict'):
    return obj.decode(encoding, errors)


def getencoder(encoding):
    return lambda text, errors='strict': (text.encode(encoding, errors), len(text))


def getdecoder(encoding):
    return lambda data, errors='strict': (data.decode(encoding, errors), len(data))
