import threading, queue
lock, q, count = threading.Lock(), queue.Queue(4), 0
def work():
    global count
    for i in range(175000):
        with lock:
            count += 1
        q.put(i)
        q.get()
threads = [threading.Thread(target=work) for _ in range(4)]
for t in threads: t.start()
for t in threads: t.join()
print(count)
