class Point:
    scale = 3

    def __init__(self, x, y):
        self.x = x
        self.y = y
        self.last = None


class Node(Point):
    pass


def main():
    here, there = Point(1, 2), Node(3, 4)
    here.last = there
    for i in range(3000000):
        here.x += there.y
        there.y = i - here.y
        here.y = here.last.x + here.scale
    print(here.x, here.y, there.x, there.y)


main()
