"""Actors: each has a mailbox and a thread; messages are tuples, matched by pattern."""
import queue
import threading


class Actor:
    def __init__(self, name=None):
        self.name = name or self.__class__.__name__.lower()
        self._mailbox = queue.Queue()
        self._thread = threading.Thread(target=self._run, name=self.name)

    def start(self):
        self._thread.start()
        return self

    def tell(self, *message):
        self._mailbox.put(message)

    def ask(self, *message, timeout=5):
        reply = queue.Queue(1)
        self.tell(*message, reply)
        return reply.get(timeout=timeout)

    def stop(self):
        self._mailbox.put(None)
        self._thread.join()

    def _run(self):
        while True:
            message = self._mailbox.get()
            if message is None:
                break
            self.receive(message)

    def receive(self, message):
        raise NotImplementedError(self.__class__.__name__)


class Account(Actor):
    def __init__(self, owner, balance=0):
        super().__init__(f"account-{owner}")
        self.balance = balance

    def receive(self, message):
        match message:
            case ("deposit", int(amount)) if amount > 0:
                self.balance += amount
            case ("withdraw", amount, reply):
                ok = amount <= self.balance
                if ok:
                    self.balance -= amount
                reply.put(ok)
            case ("balance", reply):
                reply.put(self.balance)
            case (kind, *rest):
                print(f"{self.name} does not understand {kind!r} with {len(rest)} more")


class Teller(Actor):
    def __init__(self, accounts):
        super().__init__()
        self.accounts = accounts

    def receive(self, message):
        match message:
            case {"from": a, "to": b, "amount": n}, reply:
                done = self.accounts[a].ask("withdraw", n)
                if done:
                    self.accounts[b].tell("deposit", n)
                reply.put(done)
            case _:
                raise ValueError(message)


accounts = {name: Account(name, 100).start() for name in ("ann", "bob")}
teller = Teller(accounts).start()
for source, target, amount in [("ann", "bob", 70), ("ann", "bob", 70), ("bob", "ann", 120)]:
    done = teller.ask({"from": source, "to": target, "amount": amount})
    print(f"{source} -> {target} {amount:4d} {'ok' if done else 'refused'}")
accounts["ann"].tell("bribe", 1, 2)
print({name: account.ask("balance") for name, account in accounts.items()})
teller.stop()
for account in accounts.values():
    account.stop()
try:
    Actor("abstract").receive(())
except NotImplementedError as error:
    print(type(error).__name__, error)
