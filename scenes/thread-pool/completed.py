from concurrent.futures import (
    ThreadPoolExecutor, as_completed,
)
from time import sleep

orders = [2, 4, 1, 3, 2, 1, 3, 2]


def bake(minutes):
    sleep(minutes)
    if minutes == 3:
        raise ValueError('burnt')
    return f'{minutes} min bread'


with ThreadPoolExecutor(3, 'baker') as bakery:
    breads = [
        bakery.submit(bake, minutes)
        for minutes in orders
    ]
    ready = as_completed(breads)
    for bread in ready:
        error = bread.exception()
        if error:
            print('lost:', error)
        else:
            print(bread.result())
