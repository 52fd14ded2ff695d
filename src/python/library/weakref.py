class ref:
    def __init__(self, thing, callback=None):
        self._thing = thing

    def __call__(self):
        return self._thing
