"""Transfers between accounts; locks are taken in the order of the account numbers."""
import itertools
import random
import threading
from dataclasses import dataclass, field


class InsufficientFunds(Exception):
    def __init__(self, account, wanted):
        super().__init__(f"account {account.number}: {account.balance} < {wanted}")
        self.account = account
        self.wanted = wanted


@dataclass(order=True)
class Account:
    number: int
    balance: int = field(default=0, compare=False)
    lock: threading.Lock = field(default_factory=threading.Lock, repr=False, compare=False)

    def withdraw(self, amount):
        if amount > self.balance:
            raise InsufficientFunds(self, amount)
        self.balance -= amount

    def deposit(self, amount: int) -> None:
        self.balance += amount


def transfer(source, target, amount):
    first, second = sorted((source, target))
    with first.lock, second.lock:
        source.withdraw(amount)
        target.deposit(amount)


accounts = [Account(number, 1_000) for number in range(1, 5)]
refused = itertools.count()
refusals = 0
guard = threading.Lock()


def customer(seed):
    global refusals
    draw = random.Random(seed)
    for _ in range(25):
        source, target = draw.sample(accounts, 2)
        try:
            transfer(source, target, draw.randrange(1, 900))
        except InsufficientFunds as error:
            assert error.wanted > 0
            with guard:
                refusals += 1


threads = [threading.Thread(target=customer, args=(seed,)) for seed in range(6)]
for t in threads: t.start()
for t in threads: t.join()
print("sum:", sum(account.balance for account in accounts))
print("nobody below zero:", min(accounts, key=lambda a: a.balance).balance >= 0)
poor = Account(99)
print(poor, poor == Account(99, 5), poor < accounts[0])
try:
    transfer(poor, accounts[0], 10)
except InsufficientFunds as error:
    print(error)
print(f"refusals counted: {refusals >= 0}")
