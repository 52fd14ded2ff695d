"""The sleeping barber: a shop with three chairs."""
import threading
import time

CHAIRS = 3


class Shop:
    def __init__(self, chairs):
        self.free_chairs = chairs
        self.mutex = threading.Lock()
        self.customers = threading.Semaphore(0)
        self.barber = threading.Semaphore(0)
        self.cut = 0
        self.turned_away = 0
        self.closing = False

    def barber_life(self):
        while True:
            self.customers.acquire()
            with self.mutex:
                if self.closing and self.free_chairs == CHAIRS:
                    return
                self.free_chairs += 1
            self.barber.release()
            time.sleep(0.001)
            with self.mutex:
                self.cut += 1

    def customer(self, name):
        with self.mutex:
            if self.free_chairs == 0:
                self.turned_away += 1
                return False
            self.free_chairs -= 1
        self.customers.release()
        self.barber.acquire()
        return True

    def close(self):
        with self.mutex:
            self.closing = True
        self.customers.release()


shop = Shop(CHAIRS)
barber = threading.Thread(target=shop.barber_life, name="barber")
barber.start()
served = []


def visit(name):
    if shop.customer(name):
        served.append(name)


for wave in range(3):
    customers = [threading.Thread(target=visit, args=(f"c{wave}.{i}",)) for i in range(CHAIRS)]
    for c in customers:
        c.start()
    for c in customers:
        c.join()
shop.close()
barber.join(timeout=5)
print("served", len(served), "of 9; turned away", shop.turned_away)
print("cut", shop.cut, "barber alive:", barber.is_alive())
print(sorted(served)[:3], "...", sorted(served)[-1])
