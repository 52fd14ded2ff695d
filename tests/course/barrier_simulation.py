"""A simulation in steps: cells of a ring that look at their neighbours, two barriers, a broken one, nested functions, closures."""
import math
import threading
from collections import deque
from dataclasses import asdict, dataclass, field
from functools import reduce
from itertools import chain, pairwise, starmap, zip_longest
from statistics import mean


@dataclass
class World:
    cells: list[int]
    step: int = 0
    history: deque = field(default_factory=lambda: deque(maxlen=3), repr=False)

    def __post_init__(self):
        self.size = len(self.cells)
        self.next = list(self.cells)

    def around(self, i):
        return self.cells[i - 1], self.cells[i], self.cells[(i + 1) % self.size]

    def commit(self):
        self.history.append(tuple(self.cells))
        self.cells, self.next = self.next, self.cells
        self.step += 1

    def __str__(self):
        return "".join(" .:*#@"[min(cell, 5)] for cell in self.cells)


def simulate(world, rule, workers, steps):
    """Each worker computes its share of the cells; the barrier's action makes the step, once, for all."""
    share = math.ceil(world.size / workers)
    errors = []

    def act():
        nonlocal world
        world.commit()
        if world.step == stop_at:
            raise StopIteration(f"stopped at {world.step}")

    stop_at = -1
    met = threading.Barrier(workers, action=act)

    def work(me):
        low, high = me * share, min((me + 1) * share, world.size)
        try:
            for _ in range(steps):
                for i in range(low, high):
                    world.next[i] = rule(*world.around(i))
                met.wait(timeout=30)
        except threading.BrokenBarrierError:
            errors.append(f"{me} met nobody")
        except ZeroDivisionError as error:
            met.abort()
            errors.append(f"{me}: {error}")

    def run(limit=-1):
        nonlocal stop_at
        stop_at = limit
        hook, threading.excepthook = threading.excepthook, lambda args: errors.append(f"{args.exc_type.__name__}: {args.exc_value}")
        threads = [threading.Thread(target=work, args=(me,)) for me in range(workers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        threading.excepthook = hook
        return sorted(errors), met.broken

    return run


def majority(left, own, right):
    return sorted((left, own, right))[1]


def ripple(left, own, right):
    return (left + right) % 6 if own == 0 else own - 1


def fragile(left, own, right):
    return 12 // (own - 3)


def main():
    start = [0, 0, 0, 5, 0, 0, 0, 0, 0, 0]
    alone, many = World(list(start)), World(list(start))
    print(simulate(alone, ripple, 1, 12)(), simulate(many, ripple, 4, 12)())
    print(f"|{alone}| |{many}|", alone.cells == many.cells, alone.step, many.step)
    print(*many.history, sep="\n")
    noisy = World([0, 1, 0, 1, 1, 0, 1, 1, 1])
    simulate(noisy, majority, 3, 4)()
    print(noisy, asdict(noisy)["cells"], f"{mean(noisy.cells):.3f}")
    errors, broken = simulate(World([1, 2, 3, 4]), fragile, 2, 3)()
    print(errors, broken)
    stopped = World(list(start))
    errors, broken = simulate(stopped, ripple, 2, 12)(limit=5)
    print(errors, broken, stopped.step)
    flat = list(chain.from_iterable(many.history))
    print(len(flat), reduce(lambda a, b: a * 31 + b & 0xFFFF, flat), list(starmap(max, pairwise(many.cells))))
    print(list(zip_longest("ab", many.cells[:3], fillvalue="-")))

    # Everybody learns the same largest number, by doubling distances.
    values = [3, 141, 59, 26, 5, 35, 89, 79]
    known = [list(values)]
    phase = threading.Barrier(len(values))

    def spread(me):
        distance = 1
        while distance < len(values):
            best = max(known[-1][me], known[-1][(me + distance) % len(values)])
            if phase.wait() == 0:
                known.append([0] * len(values))
            phase.wait()
            known[-1][me] = best
            phase.wait()
            distance *= 2

    crowd = [threading.Thread(target=spread, args=(n,)) for n in range(len(values))]
    for thread in crowd:
        thread.start()
    for thread in crowd:
        thread.join()
    print([len(set(row)) for row in known], known[-1][0], phase.n_waiting, phase.parties)


if __name__ == "__main__":
    main()
