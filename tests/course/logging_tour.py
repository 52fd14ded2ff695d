"""Logging from threads: levels, names, formats, handlers, exceptions."""
import io
import logging
import sys
import threading

logging.basicConfig(
    level=logging.DEBUG,
    format="%(levelname)-8s [%(threadName)s] %(name)s: %(message)s",
    stream=sys.stdout,
)
log = logging.getLogger(__name__)
net = logging.getLogger("app.net")
db = logging.getLogger("app.db")
db.setLevel(logging.WARNING)


class ListHandler(logging.Handler):
    def __init__(self):
        super().__init__()
        self.records = []

    def emit(self, record):
        self.records.append((record.levelname, record.funcName, record.getMessage()))


collected = ListHandler()
logging.getLogger("app").addHandler(collected)


def worker(turn, previous, following):
    previous.wait()
    net.info("step %d of %s", turn, threading.current_thread().name)
    db.debug("not shown")
    db.warning("slow query: %.2f s", turn / 4)
    following.set()


events = [threading.Event() for _ in range(4)]
threads = [
    threading.Thread(target=worker, args=(n, events[n], events[n + 1]), name=f"worker-{n}") for n in range(3)
]
for t in threads:
    t.start()
log.debug("let them go")
events[0].set()
for t in threads:
    t.join()
try:
    {}["missing"]
except KeyError:
    log.error("no key %r", "missing")
log.critical("the end is %s", "near")
print(collected.records[0], len(collected.records))
print(log.level, log.getEffectiveLevel() == logging.DEBUG, net.isEnabledFor(logging.INFO), logging.getLevelName(30))

stream = io.StringIO()
quiet = logging.getLogger("quiet")
quiet.propagate = False
handler = logging.StreamHandler(stream)
handler.setFormatter(logging.Formatter("{levelname}|{message}", style="{"))
handler.setLevel(logging.ERROR)
quiet.addHandler(handler)
quiet.warning("too quiet")
quiet.error("loud %s", "enough")
print(repr(stream.getvalue()))
print(logging.getLogger("app.net") is net, logging.getLogger().name, quiet.handlers == [handler])
