"""Cigarette smokers: an agent, three pushers, three smokers (Parnas)."""
import threading
import random

INGREDIENTS = ["tobacco", "paper", "match"]
ROUNDS = 12
rng = random.Random(42)

agent_sem = threading.Semaphore(1)
offered = {name: threading.Semaphore(0) for name in INGREDIENTS}
smoker_sems = {name: threading.Semaphore(0) for name in INGREDIENTS}
on_table = dict.fromkeys(INGREDIENTS, False)
mutex = threading.Lock()
smoked = []
done = threading.Event()


def agent():
    for _ in range(ROUNDS):
        agent_sem.acquire()
        owner = rng.choice(INGREDIENTS)
        for name in INGREDIENTS:
            if name != owner:
                offered[name].release()
    agent_sem.acquire()
    done.set()
    for name in INGREDIENTS:
        offered[name].release()
        smoker_sems[name].release()


def pusher(mine):
    others = [name for name in INGREDIENTS if name != mine]
    while True:
        offered[mine].acquire()
        if done.is_set():
            break
        with mutex:
            for other, missing in (others, others[::-1]):
                if on_table[other]:
                    on_table[other] = False
                    smoker_sems[missing].release()
                    break
            else:
                on_table[mine] = True


def smoker(mine):
    while True:
        smoker_sems[mine].acquire()
        if done.is_set():
            break
        smoked.append(mine)
        agent_sem.release()


threads = [threading.Thread(target=agent)]
for name in INGREDIENTS:
    threads.append(threading.Thread(target=pusher, args=(name,)))
    threads.append(threading.Thread(target=smoker, args=(name,)))
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(smoked), "cigarettes")
print("table is empty:", not any(on_table.values()))
assert set(smoked) <= set(INGREDIENTS), smoked
