"""A pipeline of three stages joined by queues; None ends it."""
import queue
import threading

DONE = None


def stage(name, work, source, target, workers=1):
    """Starts `workers` threads that move items from source to target."""
    alive = workers
    lock = threading.Lock()

    def loop():
        nonlocal alive
        while (item := source.get()) is not DONE:
            target.put(work(item))
            source.task_done()
        source.task_done()
        with lock:
            alive -= 1
            last = alive == 0
        if last:
            target.put(DONE)
        else:
            source.put(DONE)

    threads = [threading.Thread(target=loop, name=f"{name}-{n}") for n in range(workers)]
    for thread in threads:
        thread.start()
    return threads


raw, squared, labelled = queue.Queue(maxsize=4), queue.Queue(4), queue.Queue()
threads = stage("square", lambda n: n * n, raw, squared, workers=3)
threads += stage("label", lambda n: (n, "even" if n % 2 == 0 else "odd"), squared, labelled, workers=2)

for number in range(1, 21):
    raw.put(number)
raw.put(DONE)

results = sorted(iter(labelled.get, DONE))
for thread in threads:
    thread.join()
print(len(results), "results")
print(*results[:4], sep="\n")
print("sum of the even ones: {total:,d}".format(total=sum(n for n, kind in results if kind == "even")))
print("empty:", raw.empty(), squared.empty(), labelled.qsize())
try:
    labelled.get_nowait()
except queue.Empty:
    print("nothing left")
try:
    labelled.task_done()
    for _ in range(99):
        labelled.task_done()
except ValueError as error:
    print(error)
