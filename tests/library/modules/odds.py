import hashlib, string, inspect, atexit, threading, time
for n in ('md5','sha1','sha224','sha256','sha384','sha512'):
    h = hashlib.new(n, b'ab'); h.update(b'c'); print(n, h.hexdigest(), h.digest_size, h.block_size)
print(hashlib.sha256('héllo'.encode()).hexdigest(), hashlib.md5().hexdigest())
try: hashlib.md5('x')
except TypeError as e: print(e)
t = string.Template('$who likes ${what} $$5 $')
try: t.substitute(who='a', what='b')
except ValueError as e: print(e)
print(t.safe_substitute(who='a'), string.Template('$a-$b').substitute({'a': 1}, b=2))
try: string.Template('$zz').substitute({})
except KeyError as e: print(repr(e))
def f(a, b=2, /, c=3, *args, d, e=5, **kw):
    """Doc
      more
    """
    return 1
print(inspect.signature(f), list(inspect.signature(f).parameters), inspect.signature(lambda x, *, y=1: x), inspect.getdoc(f))
class C:
    def __init__(self, x, y=1): pass
    def m(self, z): pass
print(inspect.signature(C), inspect.signature(C.m), inspect.signature(C(1).m), inspect.isclass(C), inspect.isfunction(f), inspect.isfunction(len), inspect.isbuiltin(len), inspect.ismethod(C(1).m), inspect.isgeneratorfunction(f))
b = inspect.signature(f).bind(1, d=4); b.apply_defaults(); print(b.arguments, b.args)
print([n for n, v in inspect.getmembers(C, inspect.isfunction)])
def late(): time.sleep(0.1); print("thread done")
atexit.register(print, "first registered")
@atexit.register
def bye(): print("bye")
threading.Thread(target=late).start()
print("main done")
