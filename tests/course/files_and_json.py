"""A ledger in a file: threads append under a lock, a report is written as JSON and read back."""
import io
import json
import os
import threading

NAME = "course_ledger.txt"
lock = threading.Lock()


def record(who, amounts):
    for amount in amounts:
        with lock, open(NAME, "a", encoding="utf-8") as ledger:
            print(who, amount, sep="\t", file=ledger)


with open(NAME, "w") as ledger:
    ledger.write("who\tamount\n")
threads = [threading.Thread(target=record, args=(who, range(1, 4))) for who in ("ann", "bob", "zoë")]
for t in threads: t.start()
for t in threads: t.join()

totals = {}
with open(NAME, encoding="utf-8") as ledger:
    header = ledger.readline().rstrip("\n").split("\t")
    for line in ledger:
        who, amount = line.split()
        totals[who] = totals.get(who, 0) + int(amount)
print(header, dict(sorted(totals.items())))

report = {"totals": dict(sorted(totals.items())), "ok": True, "none": None, "list": [1, 2.5, "x\n"]}
with open(NAME + ".json", "w") as file:
    json.dump(report, file, indent=1, sort_keys=True)
with open(NAME + ".json") as file:
    text = file.read()
    print(file.tell() == len(text), json.loads(text) == json.loads(json.dumps(report)), text.count("\n"))
print(json.dumps(report, ensure_ascii=True, separators=(",", ":")))
try:
    json.loads('{"broken": ')
except json.JSONDecodeError as error:
    print(type(error).__name__, error)
for name in (NAME, NAME + ".json"):
    print(os.path.exists(name), os.path.basename(name), os.path.splitext(name)[1])
    os.remove(name)
try:
    open(NAME)
except FileNotFoundError as error:
    print(error, error.errno)
except OSError:
    print("another")
buffer = io.StringIO()
print("a", "b", sep="-", file=buffer)
buffer.write("second\n")
buffer.seek(0)
print(buffer.readlines(), repr(buffer.getvalue()))
