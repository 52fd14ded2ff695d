import threading
sem = threading.Semaphore(3)
def main():
    for i in range(1000000):
        sem.acquire()
        sem.release()
main()
