"""threading.local: a variable that each thread has for itself; a connection for each thread."""
import threading
from collections import defaultdict

context = threading.local()
context.user = "main"
results = defaultdict(list)
lock = threading.Lock()


class Connection(threading.local):
    opened = 0

    def __init__(self, host):
        self.host = host
        self.queries = []

    def query(self, text):
        self.queries.append(text)
        return len(self.queries)


connection = Connection("db.example")


def whoami():
    return getattr(context, "user", "nobody")


def work(user):
    before = whoami()
    context.user = user
    for letter in "abc":
        connection.query(f"{user}.{letter}")
    with lock:
        results[user].extend([before, whoami(), connection.host, len(connection.queries)])


threads = [threading.Thread(target=work, args=(user,)) for user in ("ann", "bob", "cy")]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
for user in sorted(results):
    print(user, results[user])
print("main still is", context.user, connection.queries)
del context.user
try:
    context.user
except AttributeError as error:
    print("AttributeError:", error)
print(hasattr(context, "user"), context.__dict__)
