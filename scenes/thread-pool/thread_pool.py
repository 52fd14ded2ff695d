from concurrent.futures import (
    ThreadPoolExecutor,
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
    for bread in breads:
        try:
            print(bread.result())
        except ValueError as error:
            print('lost:', error)
