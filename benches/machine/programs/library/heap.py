import heapq


def main():
    heap, total = [], 0
    for i in range(200000):
        heapq.heappush(heap, (i * 7919) % 200003)
    while heap:
        total ^= heapq.heappop(heap)
    tasks = [((i * 31) % 997, i) for i in range(120000)]
    heapq.heapify(tasks)
    for i in range(120000):
        total += heapq.heapreplace(tasks, (i % 997, i))[1]
    total += sum(heapq.nlargest(100, tasks)[-1])
    print(total)


main()
