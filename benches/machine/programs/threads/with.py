import threading
lock = threading.Lock()
def main():
    for i in range(2000000):
        with lock:
            pass
main()
