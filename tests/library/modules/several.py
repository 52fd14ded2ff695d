import sys, io, contextlib
buf = io.StringIO()
with contextlib.redirect_stdout(buf):
    print("hidden", 1, 2)
    print("x", end="")
print(repr(buf.getvalue()))
old = sys.stdout
sys.stdout = io.StringIO()
print("more")
got = sys.stdout.getvalue()
sys.stdout = old
print(repr(got))
class Tee:
    def __init__(self, f): self.f = f
    def write(self, s): self.f.write(s.upper())
    def flush(self): pass
sys.stdout = Tee(sys.__stdout__)
print("loud")
sys.stdout = sys.__stdout__
from collections.abc import *
from collections import abc, OrderedDict, deque
print(isinstance({}, Mapping), isinstance([], Sequence), isinstance('', Sequence), isinstance(3, Hashable), isinstance([], Hashable), isinstance(len, Callable), isinstance(iter([]), Iterator), isinstance([], Iterator), isinstance((x for x in []), Generator), isinstance({}.keys(), KeysView), isinstance(set(), Set), isinstance(deque(), MutableSequence), issubclass(dict, MutableMapping), isinstance(range(3), Sequence), isinstance({1}, MutableSet), isinstance((1,), (Mapping, int)), isinstance(True, (str, int)))
class M(MutableMapping):
    def __init__(self): self.d = {}
    def __getitem__(self, k): return self.d[k]
    def __setitem__(self, k, v): self.d[k] = v
    def __delitem__(self, k): del self.d[k]
    def __iter__(self): return iter(self.d)
    def __len__(self): return len(self.d)
m = M(); m['a'] = 1; m.update(b=2); m.setdefault('c', 3)
print(dict(m), list(m.keys()), list(m.items()), m.pop('a'), m.get('z', 9), 'b' in m, isinstance(m, Mapping), len(m), m.popitem())
class S(Sequence):
    def __init__(self, n): self.n = n
    def __len__(self): return self.n
    def __getitem__(self, i):
        if not 0 <= i < self.n: raise IndexError(i)
        return i * i
s = S(4); print(list(s), 9 in s, s.index(4), s.count(1), list(reversed(s)), isinstance(s, Iterable), isinstance(s, Sized))
try: Mapping()
except TypeError as e: print(e)
class C:
    def __iter__(self): return iter([])
print(isinstance(C(), Iterable), isinstance(C(), Sized))
import struct
print(struct.pack('<iHb', 1, 2, -3), struct.calcsize('iHq'), struct.unpack('>d', struct.pack('>d', 3.14)), struct.pack('!f', 1.5), struct.unpack('<3sB', b'abc\x05'), struct.pack('?c', True, b'x'))
for args in [('B', 300), ('i', 'a'), ('ii', 1), ('z', 1)]:
    try: print(struct.pack(*args))
    except struct.error as e: print(e)
for v in [0.1, 1e308, 5e-324, -0.0, float('inf'), 123456.789]: print(struct.pack('<d', v).hex(), struct.unpack('<f', struct.pack('<f', min(v,1e30)))[0])
import multiprocessing.dummy as mpd
from multiprocessing.dummy import Pool
with Pool(2) as p: print(p.map(lambda x: x * x, range(5)))
q = mpd.Queue(); pr = mpd.Process(target=q.put, args=(5,)); pr.start(); pr.join(); print(q.get(), pr.exitcode)
a, b = mpd.Pipe(); a.send(3); print(b.recv(), b.poll(0.01))
print(mpd.Namespace(x=1), mpd.Value('i', 4).value)
import _thread
lock = _thread.allocate_lock()
done = []
lock.acquire()
def run(n, k=1): done.append(n + k); lock.release()
_thread.start_new_thread(run, (1,), {'k': 4}); lock.acquire(); print(done, type(_thread.get_ident()), _thread.error)
try: _thread.start_new_thread(run, [1])
except TypeError as e: print(e)
import warnings
warnings.warn("w1"); warnings.warn("w1")
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always"); warnings.warn("old", DeprecationWarning); print(len(w), w[0].category, w[0].message)
warnings.filterwarnings("error")
try: warnings.warn("boom", RuntimeWarning)
except RuntimeWarning as e: print("caught", e)
warnings.resetwarnings()
import textwrap
t = "The quick brown fox-trot jumped over -- the lazy dog's back, and averylongwordthatcannotfit was there.  Two spaces. x-y-z well-known"
for w in (10, 20, 40): print(textwrap.fill(t, w)); print(textwrap.wrap(t, w, break_on_hyphens=False, initial_indent='* ', subsequent_indent='  '))
print(textwrap.shorten(t, 30), textwrap.shorten(t, 20, placeholder='...'))
print(textwrap.dedent("    a\n      b\n\n    c\n"), textwrap.indent("a\n\nb\n", '> '))
