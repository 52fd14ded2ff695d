import queue
q = queue.Queue()
def main():
    for i in range(500000):
        q.put(i)
        q.get()
main()
