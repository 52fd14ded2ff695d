# Thread: the rows of the list, and (THX) what else a program can ask of threads.


def sleeper():
    """A thread that waits, and the event that lets it go."""
    event = threading.Event()
    return threading.Thread(target=event.wait), event


# THR-01: join gives up after its timeout
lock = threading.Lock()
lock.acquire()
threads = start(1, lock.acquire)
print(timed(0.05, lambda: threads[0].join(0.05)), threads[0].is_alive())
lock.release()
finish(threads)
print(threads[0].is_alive())
#: (None, True) True
#: False

# THR-02: any number of threads may join one
for n in range(2, 20):
    worker = threading.Thread(target=lambda: time.sleep(0.001))
    worker.start()
    finish(start(n, worker.join))
print(worker.is_alive(), threading.active_count())
#: False 1

# THR-03: starting twice, joining oneself or what has not started, and late daemons are errors
thread, event = sleeper()
seen = [error(thread.join), error(thread.start), error(thread.start)]


def set_daemon():
    thread.daemon = True


seen.append(error(set_daemon))
seen.append(error(threading.current_thread().join))
event.set()
thread.join()
seen.append(error(thread.start))
seen.append(error(thread.join))
print(seen)
print(elsewhere(lambda: error(threading.current_thread().join)))
#: ['RuntimeError', 'fine', 'RuntimeError', 'RuntimeError', 'RuntimeError', 'RuntimeError', 'fine']
#: RuntimeError

# THR-04: a thread that was joined is not listed
listed = 0
for _ in range(100):
    thread = threading.Thread(target=lambda: None)
    thread.start()
    thread.join()
    listed += thread in threading.enumerate()
print(listed)
#: 0

# THX-01: it lives from start to the end of its work
thread, event = sleeper()
seen = [thread.is_alive()]
thread.start()
seen.append(thread.is_alive())
event.set()
thread.join()
seen.append(thread.is_alive())
print(seen, threading.current_thread().is_alive(), threading.main_thread().is_alive())
#: [False, True, False] True True

# THX-02: names are numbers of creation and the target's, or as given, and may be changed
def work():
    names.append(threading.current_thread().name)
    threading.current_thread().name = 'another'


names = []
thread = threading.Thread(target=work)
print(thread.name, threading.Thread(name='given').name, threading.Thread().name)
thread.name = 'changed'
thread.start()
thread.join()
print(names, thread.name, threading.current_thread().name, threading.main_thread().name)
#: Thread-1 (work) given Thread-2
#: ['changed'] another MainThread MainThread

# THX-03: those who live are listed and counted, main thread included
thread, event = sleeper()
before = threading.active_count(), len(threading.enumerate())
thread.start()
inside = threading.active_count(), thread in threading.enumerate(), threading.main_thread() in threading.enumerate()
event.set()
thread.join()
print(before, inside, threading.active_count(), threading.enumerate() == [threading.main_thread()])
#: (1, 1) (2, True, True) 1 True

# THX-04: each thread is told itself, and has an ident while others have theirs
threads = []


def work():
    me = threading.current_thread()
    seen.append((me is threads[0], me.ident == threading.get_ident(), me is threading.main_thread()))


seen = []
threads.append(threading.Thread(target=work))
print(threads[0].ident, threading.current_thread() is threading.main_thread())
threads[0].start()
threads[0].join()
print(seen, threads[0].ident != threading.get_ident())
#: None True
#: [(True, True, False)] True

# THX-05: whether it is a daemon is its creator's word, or as given
def inherited():
    return threading.Thread().daemon


answers = []
thread = threading.Thread(target=lambda: answers.append(inherited()), daemon=True)
thread.start()
thread.join()
other = threading.Thread()
other.daemon = True
print(inherited(), thread.daemon, answers, other.daemon, threading.main_thread().daemon)
#: False True [True] True False

# THX-06: the program does not wait for daemons
def for_ever():
    started.set()
    while True:
        time.sleep(0.005)


started = threading.Event()
for daemon in (True, True):
    threading.Thread(target=for_ever, daemon=daemon).start()
started.wait()
print('the end')
#: the end

# THX-07: the program waits for all others
def last():
    time.sleep(0.03)
    print('the last word')


threading.Thread(target=last).start()
print('the end of the main thread')
#: the end of the main thread
#: the last word

# THX-08: an exception ends the thread alone, and the hook is told
def hook(args):
    told.append((args.exc_type.__name__, str(args.exc_value), args.thread.name))


told = []
threading.excepthook = hook
thread = threading.Thread(target=lambda: 1 // 0, name='divider')
thread.start()
thread.join()
print(thread.is_alive(), told)
#: False [('ZeroDivisionError', 'integer division or modulo by zero', 'divider')]

# THX-09: SystemExit ends the thread alone, silently
def work():
    raise SystemExit(3)


thread = threading.Thread(target=work)
thread.start()
thread.join()
print(thread.is_alive())
#: False

# THX-10: arguments, keywords, and a class with a run of its own
class Adder(threading.Thread):
    def __init__(self, a, b):
        super().__init__(name='adder')
        self.a = a
        self.b = b
        self.sum = None

    def run(self):
        self.sum = self.a + self.b


got = []
thread = threading.Thread(target=lambda *args, **keywords: got.append((args, keywords)), args=(1, 2), kwargs={'c': 3})
adder = Adder(4, 5)
for each in (thread, adder):
    each.start()
finish([thread, adder])
print(got, adder.sum, adder.name)
#: [((1, 2), {'c': 3})] 9 adder

# THX-11: a thread that was not made with Thread.__init__ cannot be started
class Careless(threading.Thread):
    def __init__(self):
        self.name_to_be = 'none'


print(error(Careless().start))
#: RuntimeError

# THX-12: join with a timeout below or at zero does not wait
thread, event = sleeper()
thread.start()
print(quick(lambda: thread.join(0)), quick(lambda: thread.join(timeout=-1)), thread.is_alive())
event.set()
thread.join(5)
print(thread.is_alive())
#: (None, True) (None, True) True
#: False

# THX-13: it says what has become of it
thread, event = sleeper()
seen = ['initial' in repr(thread)]
thread.start()
seen.append('started' in repr(thread))
event.set()
thread.join()
seen.append('stopped' in repr(thread))
print(seen, 'daemon' in repr(threading.Thread(daemon=True)))
#: [True, True, True] True

# LOC-01: what is local to a thread is seen by no other
local = threading.local()
local.value = 'main'
seen = []


def work():
    seen.append(hasattr(local, 'value'))
    local.value = 'other'
    seen.append(local.value)


for _ in range(3):
    finish(start(1, work))
print(seen, local.value)
#: [False, 'other', False, 'other', False, 'other'] main

# LOC-02: what is not there is an AttributeError, and it can be deleted
local = threading.local()
print(error(lambda: local.value))
local.value = 1
del local.value
print(error(lambda: local.value), getattr(local, 'value', 'none'))
#: AttributeError
#: AttributeError none

# LOC-03: a class of locals is initialised in every thread that uses it
class Numbered(threading.local):
    kind = 'numbered'

    def __init__(self, first):
        self.count = first

    def next(self):
        self.count += 1
        return self.count


numbered = Numbered(10)
seen = [numbered.next(), numbered.next()]
seen.append(elsewhere(lambda: (numbered.next(), numbered.kind)))
seen.append(numbered.next())
print(seen)
#: [11, 12, (11, 'numbered'), 13]

# LOC-04: each has a dictionary of its own
local = threading.local()
local.a = 1
print(local.__dict__, elsewhere(lambda: dict(local.__dict__)))
local.__dict__.update(b=2)
print(local.b)
#: {'a': 1} {}
#: 2
