class SimpleNamespace:
    def __init__(self, **keywords):
        for name in keywords:
            setattr(self, name, keywords[name])

    def __repr__(self):
        return 'namespace(' + ', '.join(['%s=%r' % pair for pair in vars(self).items()]) + ')'

    def __eq__(self, other):
        return isinstance(other, SimpleNamespace) and vars(self) == vars(other)
