"""A bank whose auditor must never see money that is on its way: two-phase transfers, ordered locks, an audit trail."""
from __future__ import annotations

import itertools
import threading
from collections import Counter, defaultdict
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import ClassVar, Iterator


class Status(Enum):
    DONE = auto()
    REFUSED = auto()
    INVALID = auto()


class InsufficientFunds(Exception):
    def __init__(self, account: Account, wanted: int) -> None:
        super().__init__(f"{account.owner} has {account.balance}, wants {wanted}")
        self.missing = wanted - account.balance


@dataclass(order=True)
class Account:
    number: int
    owner: str = field(compare=False)
    balance: int = field(default=0, compare=False)
    lock: threading.Lock = field(default_factory=threading.Lock, compare=False, repr=False)

    def withdraw(self, amount: int) -> None:
        if amount > self.balance:
            raise InsufficientFunds(self, amount)
        self.balance -= amount


class Bank:
    numbers: ClassVar[Iterator[int]] = itertools.count(100)

    def __init__(self, **owners: int) -> None:
        self.accounts = {owner: Account(next(self.numbers), owner, money) for owner, money in owners.items()}
        self.trail: defaultdict[str, list[int]] = defaultdict(list)
        self.trail_lock = threading.Lock()
        self.outcomes: Counter[Status] = Counter()

    @property
    def total(self) -> int:
        with self.holding(*self.accounts.values()):
            return sum(account.balance for account in self.accounts.values())

    @contextmanager
    def holding(self, *accounts: Account):
        # Always in the order of their numbers: no circle can close.
        with ExitStack() as stack:
            for account in sorted(set(accounts), key=lambda account: account.number):
                stack.enter_context(account.lock)
            yield accounts

    def transfer(self, source: str, target: str, amount: int) -> Status:
        if amount <= 0 or source == target:
            return Status.INVALID
        with self.holding(self.accounts[source], self.accounts[target]) as (giver, taker):
            try:
                giver.withdraw(amount)
            except InsufficientFunds as problem:
                assert problem.missing > 0
                return Status.REFUSED
            else:
                taker.balance += amount
            finally:
                with self.trail_lock:
                    self.trail[source].append(amount)
        return Status.DONE


# A dataclass that is compared has no hash of its own unless it is told to.
Account.__hash__ = lambda self: hash(self.number)


def customer(bank: Bank, orders: list[tuple[str, str, int]]) -> None:
    for order in orders:
        status = bank.transfer(*order)
        with bank.trail_lock:
            bank.outcomes[status] += 1


def auditor(bank: Bank, stop: threading.Event, seen: set[int]) -> None:
    while not stop.wait(0.001):
        seen.add(bank.total)


def main() -> None:
    bank = Bank(ada=100, bob=100, eve=100)
    before = bank.total
    ring = ["ada", "bob", "eve"]
    orders = [(a, b, 5) for a, b in zip(ring, ring[1:] + ring[:1])] * 6
    stop, seen = threading.Event(), set()
    watcher = threading.Thread(target=auditor, args=(bank, stop, seen), name="auditor", daemon=True)
    watcher.start()
    customers = [threading.Thread(target=customer, args=(bank, orders[start::3])) for start in range(3)]
    for thread in customers:
        thread.start()
    for thread in customers:
        thread.join()
    stop.set()
    watcher.join()
    print("balances", {owner: account.balance for owner, account in sorted(bank.accounts.items())})
    print("total before and after:", before, bank.total, "| the auditor saw:", sorted(seen | {before}))
    print("too much:", bank.transfer("ada", "eve", 1000).name, "| nothing:", bank.transfer("ada", "eve", 0).name)
    print("outcomes", [(status.name, count) for status, count in bank.outcomes.most_common()])
    print("paid by each", {owner: sum(paid) for owner, paid in sorted(bank.trail.items())})
    first, *_, last = sorted(bank.accounts.values())
    print(first < last, first.owner, repr(last))


if __name__ == "__main__":
    main()
