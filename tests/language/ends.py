import atexit
import threading
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

main = threading.main_thread()
pool = ThreadPoolExecutor(2)
print(pool.submit(pow, 2, 5).result(), main.is_alive())


def refused(pool):
    try:
        print(pool.submit(print, 'never').result())
    except RuntimeError as error:
        print(error)


def after():
    main.join()
    main.join()
    main.join(1)
    print(main.is_alive(), main in threading.enumerate(), threading.active_count())
    print(repr(main)[:32])
    print([thread.name for thread in threading.enumerate()])
    refused(pool)
    refused(ThreadPoolExecutor(1))
    try:
        print(list(ThreadPoolExecutor(1).map(str, [1])))
    except RuntimeError as error:
        print(error)
    more = threading.Thread(target=lambda: print([t.name for t in threading.enumerate()]), name='more')
    more.start()
    more.join()
    timer = threading.Timer(0.01, lambda: print('timer', [t.name for t in threading.enumerate() if not t.daemon][0]))
    refused(ProcessPoolExecutor(1))
    timer.start()


@atexit.register
def last():
    print('last', main.is_alive(), [thread.name for thread in threading.enumerate() if not thread.daemon])
    print(threading.current_thread() is main)


if __name__ == '__main__':
    threading.Thread(target=after, name='after').start()
    print('main ends')
