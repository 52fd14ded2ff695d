# Executors that nobody shuts down finish what was submitted, in the main process and before its queues are let go.
import time
from concurrent.futures import ProcessPoolExecutor


def slow(x):
    time.sleep(0.05)
    return x


def main():
    executor = ProcessPoolExecutor(1)
    for number in range(3):
        executor.submit(slow, number).add_done_callback(lambda future: print('late', future.result(), flush=True))
    print('end', flush=True)


if __name__ == '__main__':
    main()
