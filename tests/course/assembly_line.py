"""An assembly line of generators and threads: stages as decorated functions, bounded belts, back-pressure, clean shutdown."""
import queue
import threading
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from itertools import accumulate, count, groupby, takewhile
from typing import Callable, Iterable, Optional

STOP = object()
STAGES: dict[str, Callable] = {}


@dataclass(frozen=True)
class Part:
    serial: int
    colour: str = "bare"
    weight: float = 1.0
    faults: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        return not self.faults

    def __format__(self, spec: str) -> str:
        return f"{self.serial:02d}:{self.colour:{spec or '<5'}}:{self.weight:.2f}"


def stage(name=None, *, workers=1):
    def register(function):
        function.workers = workers
        STAGES[name or function.__name__] = function
        return function

    return register


@stage(workers=2)
def paint(part: Part) -> Optional[Part]:
    return replace(part, colour=("red", "green", "blue")[part.serial % 3])


@stage("weigh")
def _weigh(part: Part) -> Optional[Part]:
    heavier = replace(part, weight=part.weight + part.serial / 4)
    return heavier if heavier.weight < 4 else replace(heavier, faults=(*part.faults, "heavy"))


@stage(workers=3)
def inspect(part: Part) -> Optional[Part]:
    if part.serial == 5:
        return None
    if part.serial == 7:
        raise RuntimeError(f"part {part.serial} fell off")
    return part


class Belt(queue.Queue):
    """A queue that one can loop over until it is stopped, however many loop."""

    def __init__(self, maxsize=0):
        super().__init__(maxsize)
        self.longest = 0
        self._count = threading.Lock()

    def put(self, item, *args, **kwargs):
        super().put(item, *args, **kwargs)
        with self._count:
            self.longest = max(self.longest, self.qsize())

    def __iter__(self):
        for item in iter(self.get, STOP):
            yield item
        self.put(STOP)


def run_stage(function, source: Belt, target: Belt, broken: list) -> None:
    for part in source:
        try:
            made = function(part)
        except RuntimeError as error:
            broken.append(str(error))
            continue
        if made is None:
            broken.append(f"part {part.serial} rejected by {function.__name__}")
        else:
            target.put(made)


def line(parts: Iterable[Part]):
    belts = [Belt(2) for _ in STAGES] + [Belt()]
    broken: list[str] = []
    for (name, function), source, target in zip(STAGES.items(), belts, belts[1:]):
        crew = [
            threading.Thread(target=run_stage, args=(function, source, target, broken), name=f"{name}-{n}")
            for n in range(function.workers)
        ]

        def supervise(crew=crew, target=target):
            for worker in crew:
                worker.start()
            for worker in crew:
                worker.join()
            target.put(STOP)

        threading.Thread(target=supervise, name=f"foreman of {name}").start()

    def feed():
        for part in parts:
            belts[0].put(part)
        belts[0].put(STOP)

    threading.Thread(target=feed, name="feeder").start()
    yield from belts[-1]
    yield Counter(message.split()[2] for message in broken)
    yield sorted(broken)
    yield [belt.longest <= 3 for belt in belts[:-1]]


def main():
    parts = map(Part, takewhile(lambda n: n < 16, count()))
    *made, kinds, broken, bounded = line(parts)
    made.sort(key=lambda part: (part.colour, part.serial))
    for colour, group in groupby(made, key=lambda part: part.colour):
        group = list(group)
        print(f"{colour:>6}: {', '.join(f'{part:>5}' for part in group if part.ok)}")
        print(f"{'':>6}  too heavy: {[part.serial for part in group if not part.ok]}")
    print("broken:", *broken, sep="\n  ")
    print(dict(sorted(kinds.items())), "belts stayed short:", all(bounded))
    print("weights so far:", [round(w, 2) for w in accumulate(part.weight for part in made[:4])])

    def ticks(limit):
        try:
            yield from range(limit)
        finally:
            print("ticks are closed")

    with closing(ticks(10)) as ticking:
        print(next(ticking), next(ticking))
    heavy = partial(replace, weight=9.0)
    print(heavy(Part(1)), Part(1) == Part(1), len({Part(1), Part(1), Part(2)}))
    try:
        Part(1).serial = 2
    except AttributeError as error:
        print(type(error).__name__, error)
    started = time.perf_counter()
    time.sleep(0.01)
    print(time.perf_counter() - started >= 0.01, threading.active_count())


if __name__ == "__main__":
    main()
