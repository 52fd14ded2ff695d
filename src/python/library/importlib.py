# Imports by name.


def import_module(name, package=None):
    if name.startswith('.'):
        if not package:
            raise TypeError(
                f"the 'package' argument is required to perform a relative import for {name!r}"
            )
        own = name.lstrip('.')
        for _ in range(len(name) - len(own) - 1):
            package, dot, _ = package.rpartition('.')
            if not dot:
                raise ImportError('attempted relative import beyond top-level package')
        name = f'{package}.{own}' if own else package
    return _imported(name)


def invalidate_caches():
    pass
