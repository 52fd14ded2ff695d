# Timer: a thread that calls after a while.


def note(*args, **keywords):
    calls.append((args, keywords))


calls = []


# TIM-01: each calls once, with its own arguments
first = threading.Timer(0.01, note)
first.start()
first.join()
first.args.append('leaks')
first.kwargs['leaks'] = True
second = threading.Timer(0.01, note)
second.start()
second.join()
third = threading.Timer(0.01, note, args=(1,), kwargs={'key': 2})
third.start()
third.join()
print(calls)
#: [((), {}), ((), {}), ((1,), {'key': 2})]

# TIM-02: one that is cancelled in time does not call, and its thread ends
timer = threading.Timer(30, note)
timer.start()
timer.cancel()
print(quick(timer.join), timer.is_alive(), calls)
#: (None, True) False []

# TIM-03: cancelling one that has called is harmless
timer = threading.Timer(0.01, note)
timer.start()
timer.join()
print(timer.finished.is_set(), timer.cancel(), calls)
#: True None [((), {})]

# TIM-04: one that is cancelled before it starts does not call
timer = threading.Timer(0.01, note)
timer.cancel()
timer.start()
timer.join()
print(calls)
#: []

# TIM-05: a negative interval is none
timer = threading.Timer(-1, note)
timer.start()
print(quick(timer.join), calls)
#: (None, True) [((), {})]

# TIM-06: it calls when its time has come
begin = time.monotonic()
timer = threading.Timer(0.1, note)
timer.start()
print(timed(0.1, timer.join), calls, isinstance(timer, threading.Thread), timer.interval)
#: (None, True) [((), {})] True 0.1
