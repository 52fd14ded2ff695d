import re
tests = [(r'a(b)?c','xacabc'),(r'(\w+)\s+(\w+)','hello big world'),(r'(?P<y>\d{4})-(?P<m>\d\d)','on 2024-05-06'),(r'^\s*$','a\n\nb\n'),(r'x*','axb'),(r'|a','aa'),(r'(a|ab)(c|bcd)(d*)','abcd'),
 (r'(?i)hello','HeLLo'),(r'[^a-c\d]+','abcxyz123-'),(r'(?<=a)b','abcb'),(r'(?<!a)b','abcb'),(r'a{2,3}?','aaaa'),(r'a{,2}','aaa'),(r'x{a','x{a'),(r'\bfoo\b','foo food'),(r'(a)(?(1)b|c)','abc'),(r'(\w)\1','aabbcd'),(r'a.c','a\nc'),(r'(?s)a.c','a\nc'),(r'(?m)^\w+$','ab\ncd'),(r'\d+(?=%)','10% 20'),(r'[]a]+','a]b'),(r'(a*)*','b'),(r'(a*)+','aab'),(r'(?>a+)b','aab'),(r'a++b','aaab'),(r'\Aa|b\Z','ab\n'),(r'$','a\n'),(r'[\w.+-]+@[\w-]+\.[\w.]+','mail: joe.b@x-y.co.uk!'),(r'(?x) a b # c','ab')]
for p,t in tests:
    try:
        print(p, re.findall(p,t), [m.span() for m in re.finditer(p,t)], re.match(p,t), re.fullmatch(p,t), re.split(p,t), re.sub(p,'<\\g<0>>',t), re.subn(p,lambda m: m.group().upper(),t,count=1))
        m=re.search(p,t)
        if m: print(m.groups(), m.groupdict(), m.lastindex, m.lastgroup, m.span(), m.re.pattern==p, m[0], m.regs)
    except Exception as e: print(p, type(e).__name__, e)
for p in ['a(','*a','a**','[z-a]','(?P<1>a)','(?P<a>x)(?P<a>y)','\\','a\\q','(?<=a+)b','[','(?z)','x{3,1}','(','a)','(?P=nope)','\\1','(?Px)','(?<n>a)','a\n(b']:
    try: re.compile(p); print(p,'ok')
    except re.error as e: print(repr(p), e, e.pos, e.msg, e.lineno, e.colno)
print(re.escape('a.b*c d'), re.compile('a', re.I|re.M), re.compile('x').flags, re.I|re.S, re.compile('a',re.X))
print(re.sub(r'(\w+) (\w+)', r'\2 \1', 'hello world'), re.sub('a','\\n','bab'))
for r in [r'\3', r'\g<x>', r'\q', r'\g<', '\\']:
    try: print(re.sub('(a)', r, 'a'))
    except Exception as e: print(type(e).__name__, e)
print(re.findall(rb'\w+', b'ab cd'), re.sub(rb'a', b'x', b'aab'), re.compile(rb'a'))
try: re.match('a', b'a')
except TypeError as e: print(e)
try: re.match('a', 3)
except TypeError as e: print(e)
m=re.match(r'(?P<first>\w+) (?P<last>\w+)','Ada Lovelace')
print(m.group('first','last'), m.expand(r'\g<last>, \1'), m.start('last'), m.end(), m.pos, m.endpos)
try: m.group(5)
except IndexError as e: print(e)
p=re.compile(r'\d+')
print(p.search('abc123def456', 7), p.match('123',1), p.groups, p.groupindex, p == re.compile(r'\d+'), bool(re.match('','')))
print(re.split(r'(,)', 'a,b,c', maxsplit=1), re.split(r'\W+', 'Words, words, words.'), re.split('x*','axbc'))
for m in re.finditer(r'(?P<num>\d+)|(?P<op>[+*])', '1+23*4'): print(m.lastgroup, m.group(), end=' ')
print()
