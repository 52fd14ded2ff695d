class ABC:
    pass

class ABCMeta(type):
    pass

def abstractmethod(function):
    function.__isabstractmethod__ = True
    return function
