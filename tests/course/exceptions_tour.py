"""Exceptions in threads: chained, re-raised, handed to the main thread, excepthook, finally."""
import sys
import threading
import traceback


class PipelineError(Exception):
    """An error with a stage."""

    def __init__(self, stage, *args):
        super().__init__(stage, *args)
        self.stage = stage

    def __str__(self):
        return f"stage {self.stage} failed"


class Fatal(PipelineError):
    pass


def parse(text):
    try:
        return int(text)
    except ValueError as error:
        raise PipelineError("parse", text) from error


def nested(steps):
    try:
        try:
            steps.append("work")
            return parse("12x")
        except KeyError:
            steps.append("never")
        else:
            steps.append("not reached")
        finally:
            steps.append("inner finally")
    except PipelineError as error:
        steps.append(f"caught {error.stage}")
        raise Fatal("nested") from None
    finally:
        steps.append("outer finally")


steps = []
try:
    nested(steps)
except (KeyError, Fatal) as error:
    print(steps)
    print(repr(error), "|", error, "|", error.__cause__, error.__suppress_context__, type(error.__context__).__name__)
try:
    parse("?")
except PipelineError as error:
    print(type(error.__cause__).__name__, error.args, isinstance(error, Exception))


class SafeThread(threading.Thread):
    """Keeps the exception and raises it in join()."""

    error = None

    def run(self):
        try:
            super().run()
        except BaseException as error:
            self.error = error

    def join(self, timeout=None):
        super().join(timeout)
        if self.error is not None:
            raise self.error


t = SafeThread(target=parse, args=("oops",))
t.start()
try:
    t.join()
except PipelineError as error:
    print("from the thread:", error, error.args[1:])

caught = []
threading.excepthook = lambda args: caught.append((args.thread.name, args.exc_type.__name__, str(args.exc_value)))
for index, text in enumerate(["1", "x"]):
    t = threading.Thread(target=parse, args=(text,), name=f"parser-{index}")
    t.start()
    t.join()
print(caught)


def generator():
    try:
        yield 1
        yield 2
    finally:
        print("generator closed")


numbers = generator()
for value in numbers:
    break
numbers.close()
try:
    assert 1 + 1 == 3, "arithmetic"
except AssertionError as error:
    print("assertion:", error)
try:
    raise SystemExit(3)
except SystemExit as exit:
    print("exit", exit.code)
try:
    [].pop()
except (IndexError, KeyError) as error:
    text = traceback.format_exc()
    print(text.splitlines()[0], text.splitlines()[-1])
else:
    print("no")
print("status", end="\n", file=sys.stderr, flush=True)
sys.exit(7)
