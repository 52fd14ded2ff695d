"""The Santa Claus problem (Trono), with a condition: nine reindeer first, else three elves."""
import threading

REINDEER, ELVES, ROUNDS = 9, 3, 2


class Workshop:
    def __init__(self):
        self.cond = threading.Condition()
        self.waiting = {"reindeer": 0, "elf": 0}
        self.turn = {"reindeer": 0, "elf": 0}
        self.log = []
        self.closed = False

    def wait_for_santa(self, kind):
        with self.cond:
            mine = self.turn[kind]
            self.waiting[kind] += 1
            self.cond.notify_all()
            self.cond.wait_for(lambda: self.turn[kind] > mine or self.closed)

    def santa(self):
        rides = helps = 0
        while rides < ROUNDS or helps < ROUNDS:
            with self.cond:
                self.cond.wait_for(lambda: self.waiting["reindeer"] >= REINDEER or self.waiting["elf"] >= ELVES)
                kind, need = ("reindeer", REINDEER) if self.waiting["reindeer"] >= REINDEER else ("elf", ELVES)
                self.waiting[kind] -= need
                self.turn[kind] += 1
                self.log.append(kind)
                if kind == "reindeer":
                    rides += 1
                else:
                    helps += 1
                self.cond.notify_all()
        with self.cond:
            self.closed = True
            self.cond.notify_all()


shop = Workshop()


def group(kind, size):
    for _ in range(ROUNDS):
        members = [threading.Thread(target=shop.wait_for_santa, args=(kind,)) for _ in range(size)]
        for member in members:
            member.start()
        for member in members:
            member.join()


threads = [threading.Thread(target=shop.santa, name="santa")]
threads += [threading.Thread(target=group, args=pair) for pair in (("reindeer", REINDEER), ("elf", ELVES))]
for t in threads:
    t.start()
for t in threads:
    t.join(timeout=10)
print({kind: shop.log.count(kind) for kind in ("reindeer", "elf")})
print(shop.waiting, shop.closed, [t.is_alive() for t in threads])
