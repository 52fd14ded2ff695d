import threading
lock = threading.Lock()
def main():
    for i in range(2000000):
        lock.acquire()
        lock.release()
main()
