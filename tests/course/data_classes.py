"""Priority queues of dataclasses, enums, named tuples; a simulation of a print server."""
import heapq
import itertools
import queue
import threading
from collections import OrderedDict, namedtuple
from dataclasses import asdict, dataclass, field, replace
from enum import Enum, IntEnum, auto, unique
from typing import ClassVar, NamedTuple


@unique
class Status(Enum):
    QUEUED = auto()
    PRINTING = auto()
    DONE = "done"

    @property
    def final(self):
        return self is Status.DONE


class Priority(IntEnum):
    HIGH = 1
    NORMAL = 5
    LOW = 9


class Page(NamedTuple):
    number: int
    color: bool = False


@dataclass(order=True)
class Job:
    count: ClassVar[int] = 0
    priority: Priority
    number: int
    owner: str = field(compare=False)
    pages: list = field(default_factory=list, compare=False, repr=False)
    status: Status = field(default=Status.QUEUED, compare=False)

    def __post_init__(self):
        type(self).count += 1

    def __len__(self):
        return len(self.pages)


numbers = itertools.count(1)
jobs = queue.PriorityQueue()
for owner, priority in [("ann", Priority.LOW), ("bob", Priority.HIGH), ("cy", Priority.NORMAL), ("di", Priority.HIGH)]:
    number = next(numbers)
    jobs.put(Job(priority, number, owner, [Page(n + 1, n % 2 == 0) for n in range(number)]))

printed = OrderedDict()


def printer():
    while True:
        try:
            job = jobs.get(block=False)
        except queue.Empty:
            return
        job.status = Status.PRINTING
        printed[job.owner] = sum(page.color for page in job.pages), len(job)
        job.status = Status.DONE
        assert job.status.final
        jobs.task_done()


thread = threading.Thread(target=printer)
thread.start()
jobs.join()
thread.join()
print(dict(printed), Job.count)
print(Job(Priority.LOW, 9, "eve"), Job(1, 2, "x") < Job(1, 3, "a"), Job(1, 2, "x") == Job(1, 2, "y"))
draft = Job(Priority.NORMAL, 1, "fay", [Page(1)])
print(asdict(replace(draft, owner="gus", pages=[]))["owner"], draft.owner)
print(Status("done"), Status["QUEUED"].value, list(Status), Priority.HIGH < 3, Priority.LOW + 1, Priority(5).name)
Point = namedtuple("Point", "x y")
p = Point(y=2, x=1)
x, y = p
print(p, p._replace(x=7), x + y, p == (1, 2), {p: "here"}[Point(1, 2)], max(Point(0, 9), p))
heap = [Point(3, "c"), Point(1, "a"), Point(2, "b")]
heapq.heapify(heap)
print([heapq.heappop(heap).y for _ in range(3)], heapq.nsmallest(2, [5, 1, 4]), heapq.nlargest(1, "abc"))
print(Page(3), Page(3).color, Page._fields)
