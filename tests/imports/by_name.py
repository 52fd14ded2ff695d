import importlib
import sys

import __main__


class Here:
    pass


def refused(call):
    try:
        call()
    except (ImportError, TypeError, KeyError) as error:
        print(type(error).__name__, error)


print(sys.modules["__main__"] is __main__ is sys.modules[__name__], __main__.Here is Here)
print("lazy" in sys.modules, sys.modules.get("lazy"))
lazy = importlib.import_module("lazy")
print(lazy.__name__, "lazy" in sys.modules, sys.modules["lazy"] is lazy, __import__("lazy") is lazy)
print(__import__("pkg.sub.deep").__name__, __import__("pkg.sub.deep", fromlist=["x"]).__name__)
print(importlib.import_module(".other", "pkg").__name__, importlib.import_module("..other", "pkg.sub").__name__)
print(__import__("os.path").__name__, importlib.import_module("math").pi)
refused(lambda: importlib.import_module("there_is_none"))
refused(lambda: __import__("pkg.none"))
refused(lambda: importlib.import_module(".other"))
refused(lambda: __import__(3))
refused(lambda: sys.modules["there_is_none"])
setattr(__main__, "Here", 3)
print(Here, [name for name in dir(__main__) if "a" <= name], [name for name in dir() if "a" <= name])
