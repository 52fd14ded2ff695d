"""An elevator as a state machine of generators: match statements, enums, big loops, walrus; a thread feeds it."""
import enum
import queue
import threading
from typing import Iterator, NamedTuple, Optional


class Direction(enum.IntEnum):
    DOWN = -1
    IDLE = 0
    UP = 1


class Access(enum.Flag):
    NONE = 0
    LOBBY = enum.auto()
    OFFICE = enum.auto()
    ROOF = enum.auto()
    STAFF = LOBBY | OFFICE


class Call(NamedTuple):
    floor: int
    rights: Access = Access.LOBBY


def elevator(floors: int) -> Iterator[str]:
    at, answer = 0, "ready"
    while True:
        command = yield answer
        match command:
            case None:
                answer = f"at {at}"
            case Call(floor=f) if not 0 <= f < floors:
                answer = f"no floor {f}"
            case Call(f, rights) if f == floors - 1 and Access.ROOF not in rights:
                answer = "locked"
            case Call(floor=f):
                direction = Direction((f > at) - (f < at))
                steps, at = abs(f - at), f
                answer = f"{direction.name.lower()} {steps} to {at}"
            case "stop":
                return at
            case [first, *rest]:
                answer = f"{first} and {len(rest)} more"
            case {"floor": int(f), **more}:
                answer = f"dict {f} {sorted(more)}"
            case str(text) | bytes(text):
                answer = f"text {text!r}"
            case float() | int() as number:
                answer = f"number {number:+.1f}"
            case _:
                answer = type(command).__name__


calls: "queue.Queue[Optional[object]]" = queue.Queue()
commands = [Call(3), Call(9, Access.STAFF | Access.ROOF), Call(9), Call(12), None, Call(0), [1, 2, 3], {"floor": 2, "x": 1}, "hello", 7, 2.5, object(), "stop"]


def feed():
    for command in commands:
        calls.put(command)


cabin = elevator(10)
print(next(cabin))
threading.Thread(target=feed).start()
try:
    while (command := calls.get(timeout=5)) is not calls:
        print(cabin.send(command))
except StopIteration as stop:
    print("stopped at", stop.value)
print(Access.STAFF, Access.LOBBY in Access.STAFF, bool(Access.NONE), Access.OFFICE | Access.ROOF == Access.ROOF, Access(1))
print([d.name for d in Direction], Direction.UP + 1, Direction(-1) is Direction.DOWN, max(Direction))
