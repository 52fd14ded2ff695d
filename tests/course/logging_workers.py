"""What threads say: logging with thread names, a handler of one's own, levels, child loggers, exceptions in the log."""
import logging
import sys
import threading
from contextlib import contextmanager, suppress
from queue import Empty, SimpleQueue

RECORDS = []
LOCK = threading.RLock()


class Collector(logging.Handler):
    def __init__(self, level=logging.NOTSET):
        super().__init__(level)
        self.count = {"DEBUG": 0, "INFO": 0, "WARNING": 0, "ERROR": 0}

    def emit(self, record):
        with LOCK:
            self.count[record.levelname] += 1
            RECORDS.append(self.format(record))


def configure():
    root = logging.getLogger()
    root.setLevel(logging.DEBUG)
    collector = Collector()
    collector.setFormatter(logging.Formatter("%(levelname)-7s %(threadName)s %(name)s: %(message)s"))
    loud = logging.StreamHandler(sys.stdout)
    loud.setLevel(logging.ERROR)
    loud.setFormatter(logging.Formatter("!! %(message)s"))
    root.addHandler(collector)
    root.addHandler(loud)
    return collector


@contextmanager
def span(log, what):
    log.debug("%s begins", what)
    try:
        yield
    except ArithmeticError:
        log.error("%s failed", what)
        raise
    else:
        log.debug("%s is over", what)
    finally:
        log.info("%s took %.1f %%", what, 12.345)


class Worker(threading.Thread):
    counter = 0

    def __init__(self, jobs):
        type(self).counter += 1
        super().__init__(name=f"worker-{self.counter}")
        self.jobs = jobs
        self.log = logging.getLogger("shop").getChild(self.name.replace("-", "_"))

    def run(self):
        while True:
            try:
                job = self.jobs.get_nowait()
            except Empty:
                self.log.warning("nothing left")
                return
            with suppress(ZeroDivisionError), span(self.log, f"job {job}"):
                self.log.info("result %d", 12 // job)


def main():
    collector = configure()
    for batch in ([3, 0], [4]):
        jobs = SimpleQueue()
        for job in batch:
            jobs.put(job)
        # One after the other, so that the log has one order.
        worker = Worker(jobs)
        worker.start()
        worker.join()
    main_log = logging.getLogger("shop")
    main_log.setLevel(logging.WARNING)
    main_log.info("this is not heard")
    main_log.warning("this is: %s %r", "text", {"k": 1})
    logging.getLogger("shop.worker_1").debug("nor is this, by inheritance")
    print(main_log.getEffectiveLevel() == logging.WARNING, main_log.isEnabledFor(logging.INFO))
    print("\n".join(RECORDS))
    print(collector.count)
    RECORDS.clear()

    # Many at once: every record arrives, in whatever order.
    barrier = threading.Barrier(4)

    def chat(n):
        log = logging.getLogger(f"chat.{n}")
        barrier.wait()
        for i in range(5):
            log.info("%s says %d", threading.current_thread().name, i)

    crowd = [threading.Thread(target=chat, args=(n,), name=f"t{n}") for n in range(4)]
    for thread in crowd:
        thread.start()
    for thread in crowd:
        thread.join()
    print(len(RECORDS), sorted(RECORDS)[0], "|", sorted(RECORDS)[-1])
    by_thread = {}
    for line in RECORDS:
        by_thread.setdefault(line.split()[1], []).append(int(line[-1]))
    print(all(said == list(range(5)) for said in by_thread.values()), sorted(by_thread))


if __name__ == "__main__":
    main()
