"""Matrix multiplication: a thread for each row, a pool for each cell, blocks."""
import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import product
import time


class Matrix:
    def __init__(self, rows):
        self.rows = [list(row) for row in rows]
        if len({len(row) for row in self.rows}) > 1:
            raise ValueError("rows of different lengths")

    @classmethod
    def zero(cls, n, m):
        return cls([[0] * m for _ in range(n)])

    @classmethod
    def identity(cls, n):
        return cls([[int(i == j) for j in range(n)] for i in range(n)])

    @property
    def shape(self):
        return len(self.rows), len(self.rows[0])

    @staticmethod
    def _dot(a, b):
        return sum(x * y for x, y in zip(a, b))

    def __getitem__(self, key):
        if isinstance(key, tuple):
            i, j = key
            return self.rows[i][j]
        return self.rows[key]

    def __setitem__(self, key, value):
        i, j = key
        self.rows[i][j] = value

    def transposed(self):
        return Matrix(zip(*self.rows))

    def __eq__(self, other):
        if not isinstance(other, Matrix):
            return NotImplemented
        return self.rows == other.rows

    def __mul__(self, other):
        (n, k), (k2, m) = self.shape, other.shape
        if k != k2:
            raise ValueError(f"{self.shape} x {other.shape}")
        result, columns = Matrix.zero(n, m), other.transposed()

        def row(i):
            for j in range(m):
                result[i, j] = self._dot(self[i], columns[j])

        threads = [threading.Thread(target=row, args=(i,)) for i in range(n)]
        for t in threads:
            t.start()
        for t in threads:
            t.join()
        return result

    def by_cells(self, other):
        columns = other.transposed()
        result = Matrix.zero(self.shape[0], other.shape[1])

        def cell(place):
            i, j = place
            result[place] = self._dot(self[i], columns[j])

        with ThreadPoolExecutor(4) as pool:
            list(pool.map(cell, product(range(result.shape[0]), range(result.shape[1]))))
        return result

    def __str__(self):
        width = max(len(str(x)) for row in self.rows for x in row)
        return "\n".join(" ".join(f"{x:{width}d}" for x in row) for row in self.rows)


a = Matrix([[1, 2, 3], [4, 5, 6]])
b = Matrix([[7, 8], [9, 10], [11, 12]])
started = time.perf_counter()
print(a * b)
print(a * b == a.by_cells(b), a * Matrix.identity(3) == a, a == "a")
print((b * a).transposed())
try:
    a * a
except ValueError as error:
    print("cannot:", error)
print("took no time at all:", time.perf_counter() - started < 5)
power = Matrix([[1, 1], [1, 0]])
fibonacci = Matrix.identity(2)
for _ in range(90):
    fibonacci = fibonacci * power
print(fibonacci[0, 1])
