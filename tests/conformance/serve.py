# Runs programs under CPython for the conformance tests: a line of JSON in, the program's text; a line of JSON out, what it
# printed and how it ended. Each runs in a process of its own, so that none sees what another left.
import json
import os
import signal
import sys
import traceback

PATIENCE = 60


def child(source, out):
    os.dup2(out, 1)
    os.dup2(out, 2)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    signal.alarm(PATIENCE)
    # What a file of its own would have.
    names = {'__name__': '__main__', '__builtins__': __builtins__}
    try:
        exec(compile(source, 'row.py', 'exec'), names)
        status = 0
    except SystemExit:
        raise
    except BaseException:
        traceback.print_exc()
        status = 1
    sys.exit(status)


def run(source):
    inner, outer = os.pipe()
    process = os.fork()
    if process == 0:
        os.close(inner)
        child(source, outer)
    os.close(outer)
    with os.fdopen(inner, 'rb') as pipe:
        out = pipe.read().decode()
    _, status = os.waitpid(process, 0)
    return {'out': out, 'status': os.waitstatus_to_exitcode(status)}


def tell(what):
    sys.stdout.write(json.dumps(what) + '\n')
    sys.stdout.flush()


def main():
    tell({'minor': sys.version_info[1]})
    for line in sys.stdin:
        tell(run(json.loads(line)))


main()
