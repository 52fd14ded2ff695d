# What the interpreter knows of itself.


class _Modules:
    """The modules that have been imported, by name. It is looked at, not changed."""

    def __getitem__(self, name):
        found = _world('loaded', name)
        if found is None:
            raise KeyError(name)
        return found

    def get(self, name, default=None):
        found = _world('loaded', name)
        return default if found is None else found

    def __contains__(self, name):
        return _world('loaded', name) is not None

    def __iter__(self):
        return iter(_world('loaded names'))

    def __len__(self):
        return len(_world('loaded names'))

    def keys(self):
        return [*self]

    def values(self):
        return [self[name] for name in self]

    def items(self):
        return [(name, self[name]) for name in self]

    def copy(self):
        return {name: self[name] for name in self}


modules = _Modules()
stdout = __stdout__ = _stdout
stderr = __stderr__ = _stderr
stdin = __stdin__ = _stdin
