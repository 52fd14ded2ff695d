# Classes derived from what is built in: lists, dicts, tuples, numbers, texts, primitives.

class Point(tuple):
    def __new__(cls,x,y): return super().__new__(cls,(x,y))
    @property
    def x(self): return self[0]
p=Point(1,2); print(p, p.x, p==(1,2), hash(p)==hash((1,2)), {p:1}[Point(1,2)], p in {(1,2):0})


class Stack(list):
    def __init__(self,*a):
        super().__init__(*a)
        self.pushes=0
    def push(self,x): self.append(x); self.pushes+=1
    def append(self,x): super().append(x)
    def pop(self):
        if not self: raise IndexError('empty stack')
        return super().pop()
s=Stack(); s.push(1); s.push(2); print(s, s.pushes, s.pop(), s, len(s), bool(s)); 
s.pop()
try: s.pop()
except IndexError as e: print(e)
s+= [5,3]; s.sort(); s[0]=9; del s[1]; print(s, type(s), list.__len__(s), isinstance(s,(list,tuple)), [*s,1], s*2, max(s), ','.join(map(str,s)), s.copy())
class LimitedDict(dict):
    def __setitem__(self,k,v):
        if len(self)>=2: raise OverflowError(k)
        dict.__setitem__(self,k,v)
l=LimitedDict(); l[1]=1; l['b']=2
try: l[3]=3
except OverflowError as e: print('full',e)
print(l, {**l}, dict(l), l|{5:6}, list(l.items()), l=={1:1,'b':2}, 'b' in l, l.get('q'), len(l)); l.clear(); print(l)
def f(**k): return k
class K(dict): pass
print(f(**K(a=1)), K([(1,2)]), K.fromkeys('ab'))
class S(set):
    def add(self,x): print('add',x); super().add(x)
x=S([1]); x.add(2); print(x, len(x), 2 in x, x|{3})
import copy
print(copy.copy(s), copy.deepcopy(K(a=[1])))
class E(Exception):
    def __init__(self, *a, code=5): super().__init__(*a); self.code=code
try: raise E('x', code=7)
except E as e: print(e, e.code, e.args)


class Temp(float):
    def f(self): return self*9/5+32
print(Temp(100).f(), Temp(3)+1, round(Temp(2.567),1), Temp(2)<3, f'{Temp(1.5):.2f}', int(Temp(3.7)))
class Celsius(int):
    unit='C'
    def __repr__(self): return f'{int(self)}{self.unit}'
print(Celsius(3), repr(Celsius(3)), Celsius(3)+4, range(Celsius(2)), [1,2,3][Celsius(1)], sum([Celsius(1),Celsius(2)]))
class Name(str):
    def __new__(cls, v): return super().__new__(cls, v.title())
n=Name('ann lee'); print(n, len(n), n.split(), n+'!', n=='Ann Lee', n[0], {n:1}['Ann Lee'] if 0 else '', 'Lee' in n, n.lower(), '%s|%-10s|' % (n,n), f'{n:>10}', ' '.join([n,'x']) if 0 else '')


import threading, queue
class Sem(threading.Semaphore):
    def __init__(self,n): super().__init__(n); self.taken=0
    def acquire(self,*a,**k):
        r=super().acquire(*a,**k); self.taken+=bool(r); return r
s=Sem(2); s.acquire(); print(s.acquire(blocking=False), s.acquire(False), s.taken, isinstance(s, threading.Semaphore))
s.release()
with s: print('in')
class Q(queue.PriorityQueue):
    def put(self, item, *a, **k): super().put((item[1], item[0]), *a, **k)
q=Q(); q.put(('x',2)); q.put(('y',1)); print(q.get(), q.qsize(), q.empty())
class Ev(threading.Event):
    def toggle(self): self.clear() if self.is_set() else self.set()
e=Ev(); e.toggle(); print(e.wait(0.1))
class Mon(threading.Condition):
    def signal(self):
        with self: self.notify_all()
m=Mon(); m.signal()
with m: print(m.wait(0.001))
