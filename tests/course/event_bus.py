"""Publish and subscribe: synchronous handlers and one dispatcher thread."""
import queue
import threading
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, Callable, Dict, List, Optional


@dataclass(frozen=True)
class Message:
    topic: str
    payload: Any = None
    tags: tuple = field(default=(), compare=False)


class EventBus:
    _STOP = object()

    def __init__(self):
        self._handlers: Dict[str, List[Callable[[Message], None]]] = defaultdict(list)
        self._queue: "queue.Queue[Optional[Message]]" = queue.Queue()
        self._thread = threading.Thread(target=self._dispatch, name="dispatcher", daemon=True)
        self.errors: List[str] = []

    def on(self, *topics: str):
        def register(handler):
            for topic in topics:
                self._handlers[topic].append(handler)
            return handler
        return register

    def publish(self, topic, payload=None, **tags):
        self._queue.put(Message(topic, payload, tuple(sorted(tags.items()))))

    def _dispatch(self):
        while (message := self._queue.get()) is not self._STOP:
            for handler in self._handlers.get(message.topic, []) + self._handlers["*"]:
                try:
                    handler(message)
                except Exception as error:
                    self.errors.append(f"{handler.__name__}: {error!r}")

    def __enter__(self):
        self._thread.start()
        return self

    def __exit__(self, kind, value, trace):
        self._queue.put(self._STOP)
        self._thread.join()


bus = EventBus()
log = []


@bus.on("order.new", "order.paid")
def book(message):
    log.append(f"{message.topic}={message.payload}")


@bus.on("*")
def audit(message):
    log.append(threading.current_thread().name + ":" + message.topic)


@bus.on("order.paid")
def broken(message):
    raise KeyError(message.payload)


with bus:
    bus.publish("order.new", 17, user="ann", rush=True)
    bus.publish("order.paid", 17)
    bus.publish("nobody.listens")
print(*log, sep="\n")
print(bus.errors)
seen = {Message("a", 1): "first", Message("b"): "second"}
print(seen[Message("a", 1, tags=("x",))], Message("b") in seen, Message("c") in seen)
print(Message("t", [1], (("k", 2),)))
