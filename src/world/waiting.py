# Conditions and barriers

def _wait_for(condition, predicate, timeout=None):
    end = None
    left = timeout
    result = predicate()
    while not result:
        if left is not None:
            if end is None:
                end = time.monotonic() + left
            else:
                left = end - time.monotonic()
                if left <= 0:
                    break
        condition.wait(left)
        result = predicate()
    return result


def _barrier_action(barrier, action):
    try:
        action()
    except BaseException:
        _world('action_failed', barrier)
        raise
    return _world('action_done', barrier)


# Queues whose items the program's own class looks after: a lock, three conditions, and the class's methods

class _Kept:
    __module__ = 'queue'

    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        self._init(maxsize)
        self.mutex = threading.Lock()
        self.not_empty = threading.Condition(self.mutex)
        self.not_full = threading.Condition(self.mutex)
        self.all_tasks_done = threading.Condition(self.mutex)
        self.unfinished_tasks = 0
        self.is_shutdown = False

    def _init(self, maxsize):
        self.queue = collections.deque()

    def _qsize(self):
        return len(self.queue)

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.popleft()

    def _is_full(self):
        return 0 < self.maxsize <= self._qsize()

    # Waits while it is so, holding the mutex.
    def _while(self, is_so, condition, block, timeout, give_up):
        if block and timeout is not None and timeout < 0:
            raise ValueError("'timeout' must be a non-negative number")
        end = None if timeout is None else time.monotonic() + timeout
        while is_so() and not self.is_shutdown:
            left = None if end is None else end - time.monotonic()
            if not block or left is not None and left <= 0:
                raise give_up
            condition.wait(left)

    def put(self, item, block=True, timeout=None):
        with self.not_full:
            if self.maxsize > 0:
                self._while(self._is_full, self.not_full, block, timeout, queue.Full)
            if self.is_shutdown:
                raise queue.ShutDown
            self._put(item)
            self.unfinished_tasks += 1
            self.not_empty.notify()

    def get(self, block=True, timeout=None):
        with self.not_empty:
            self._while(lambda: not self._qsize(), self.not_empty, block, timeout, queue.Empty)
            if not self._qsize():
                raise queue.ShutDown
            item = self._get()
            self.not_full.notify()
            return item

    def put_nowait(self, item):
        return self.put(item, block=False)

    def get_nowait(self):
        return self.get(block=False)

    def qsize(self):
        with self.mutex:
            return self._qsize()

    def empty(self):
        with self.mutex:
            return not self._qsize()

    def full(self):
        with self.mutex:
            return self._is_full()

    def task_done(self):
        with self.all_tasks_done:
            if self.unfinished_tasks <= 0:
                raise ValueError('task_done() called too many times')
            self.unfinished_tasks -= 1
            if not self.unfinished_tasks:
                self.all_tasks_done.notify_all()

    def join(self):
        with self.all_tasks_done:
            while self.unfinished_tasks:
                self.all_tasks_done.wait()

    def shutdown(self, immediate=False):
        with self.mutex:
            self.is_shutdown = True
            if immediate:
                while self._qsize():
                    self._get()
                    self.unfinished_tasks -= self.unfinished_tasks > 0
                self.all_tasks_done.notify_all()
            self.not_empty.notify_all()
            self.not_full.notify_all()


class _KeptQueue(_Kept, queue.Queue):
    pass


class _KeptLifoQueue(_Kept, queue.LifoQueue):
    def _init(self, maxsize):
        self.queue = []

    def _get(self):
        return self.queue.pop()


class _KeptPriorityQueue(_Kept, queue.PriorityQueue):
    def _init(self, maxsize):
        self.queue = []

    def _put(self, item):
        from heapq import heappush
        heappush(self.queue, item)

    def _get(self):
        from heapq import heappop
        return heappop(self.queue)


# What is to be done at the end, the last first

_at_exit = []


def _await_threads():
    # Those too that are begun meanwhile.
    while others := [thread for thread in _enumerate_threads() if thread is not _main and not thread.daemon]:
        for thread in others:
            thread.join()


def _run_at_exit():
    while _at_exit:
        function, args, keywords = _at_exit.pop()
        try:
            function(*args, **keywords)
        except SystemExit:
            raise
        except BaseException as error:
            import sys
            print('Exception ignored in atexit callback %r:' % (function,), file=sys.stderr)
            print_exception(error)
