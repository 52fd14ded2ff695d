# Metaclasses, hooks of classes, descriptors, abstract methods.

class SingletonMeta(type):
    _instances = {}
    def __call__(cls, *args, **kwargs):
        if cls not in cls._instances:
            cls._instances[cls] = super().__call__(*args, **kwargs)
        return cls._instances[cls]
class Config(metaclass=SingletonMeta):
    def __init__(self, v=0): self.v=v
a,b=Config(3),Config(4); print(a is b, b.v, type(Config).__name__, isinstance(a,Config), type(a) is Config)
class Sub(Config): pass
print(Sub(9).v, Sub() is Sub(), Sub() is a)
class Reg(type):
    known=[]
    def __init__(cls,name,bases,ns):
        super().__init__(name,bases,ns)
        Reg.known.append(name)
class X(metaclass=Reg): pass
class Y(X): pass
print(Reg.known)
class P:
    def __init_subclass__(cls, tag=None, **k): super().__init_subclass__(**k); cls.tag=tag
class C(P, tag='c'): pass
print(C.tag)
class D:
    def __set_name__(self,o,n): self.n='_'+n
    def __get__(self,o,t=None): return self if o is None else getattr(o,self.n,0)
    def __set__(self,o,v):
        if v<0: raise ValueError('neg')
        setattr(o,self.n,v)
class U:
    x=D()
    y=D()
u=U(); u.x=3; print(u.x,u.y,U.x is U.__dict__['x'])
try: u.y=-1
except ValueError as e: print(e)
class Lazy:
    def __init__(self,f): self.f=f; self.name=f.__name__
    def __get__(self,o,t):
        v=self.f(o); setattr(o,self.name,v); return v
class Z:
    @Lazy
    def big(self): print('once'); return 42
z=Z(); print(z.big,z.big)
from abc import ABC, abstractmethod
class Base(ABC):
    @abstractmethod
    def run(self): ...
class Impl(Base):
    def run(self): return 1
print(Impl().run())
try: Base()
except TypeError as e: print('TypeError')
class G:
    def __getattribute__(self,n): return 'got '+n
print(G().anything)
