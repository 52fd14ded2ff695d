import uuid, secrets, base64, platform, errno, fnmatch, signal, tempfile, csv, io, os
u = uuid.UUID('12345678-1234-5678-1234-567812345678')
print(u, repr(u), u.hex, u.int, u.bytes, u.fields, u.version, u.urn, u == uuid.UUID(int=u.int), uuid.uuid4().version, len(str(uuid.uuid4())), uuid.uuid5(uuid.NAMESPACE_DNS, 'python.org'), uuid.uuid3(uuid.NAMESPACE_URL, 'x'), uuid.uuid1().version)
for bad in ['x', '1234']:
    try: uuid.UUID(bad)
    except ValueError as e: print(e)
print(len(secrets.token_hex(4)), len(secrets.token_bytes(5)), 0 <= secrets.randbelow(3) < 3, secrets.choice([7]), secrets.compare_digest('a', 'a'))
for data in [b'', b'a', b'ab', b'abc', bytes(range(250, 256)) + b'xyz?>']:
    e = base64.b64encode(data); print(e, base64.b64decode(e) == data, base64.urlsafe_b64encode(data), base64.b16encode(data), base64.urlsafe_b64decode(base64.urlsafe_b64encode(data)) == data)
for bad in ['YQ', 'Y', 'YWI=', 'YW Jj']:
    try: print(base64.b64decode(bad))
    except ValueError as e: print(type(e).__name__, e)
print(errno.ENOENT, errno.errorcode[13], platform.system(), platform.python_implementation())
print([fnmatch.fnmatch(n, p) for n in ('a.py', 'b.txt', 'ab', '[x') for p in ('*.py', '?.*', '[ab]*', '[!a]*', '[[]x', '*')], fnmatch.filter(['a', 'b1', 'b2'], 'b?'))
def handler(number, frame): print('got', number)
print(signal.signal(signal.SIGTERM, handler), signal.getsignal(signal.SIGTERM) is handler, signal.SIGINT, repr(signal.SIGTERM), signal.Signals(2).name, signal.SIG_DFL, int(signal.SIGINT))
signal.raise_signal(signal.SIGTERM)
print(signal.signal(signal.SIGTERM, signal.SIG_IGN) is handler, signal.strsignal(15), signal.getsignal(signal.SIGINT) is signal.default_int_handler, signal.signal(signal.SIGUSR1, signal.SIG_DFL))
for bad in [(99, handler), (2, 'x'), (9, handler)]:
    try: signal.signal(*bad)
    except (ValueError, TypeError, OSError) as e: print(type(e).__name__, e)
import threading
def other():
    try: signal.signal(signal.SIGINT, handler)
    except ValueError as e: print(e)
t = threading.Thread(target=other); t.start(); t.join()
with tempfile.NamedTemporaryFile('w+', suffix='.txt') as f:
    f.write('hello'); f.flush(); f.seek(0); print(f.read(), f.name.endswith('.txt'), os.path.exists(f.name)); name = f.name
print(os.path.exists(name))
text = 'a,b,c\r\n1,"x, y",3\r\n"he said ""hi""",,\r\n'
print(list(csv.reader(io.StringIO(text))), list(csv.DictReader(io.StringIO(text))))
out = io.StringIO(); w = csv.writer(out); w.writerow([1, 'a b', 'c,d', 'say "x"', None, 2.5]); w.writerows([[''], ['x\ny', True]]); print(repr(out.getvalue()))
out = io.StringIO(); d = csv.DictWriter(out, ['a', 'b'], lineterminator='\n', quoting=csv.QUOTE_ALL); d.writeheader(); d.writerow({'a': 1}); print(repr(out.getvalue()))
try: d.writerow({'z': 1})
except ValueError as e: print(e)
print(list(csv.reader(['a;b; c'], delimiter=';', skipinitialspace=True)), csv.list_dialects())
