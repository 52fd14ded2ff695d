__all__ = ['square']
from .other import name
from . import other
def square(x): return x*x
def hidden(): pass
