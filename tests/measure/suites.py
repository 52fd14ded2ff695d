#!/usr/bin/env python3
"""Holds primviz against CPython on CPython's own test suites, each test method as a program of its own.

    python3.13 tests/measure/suites.py [SUITE…] [--primviz PATH] [--seconds N] [--jobs N] [--only REGEX] [--beside FOLDER] [--keep FOLDER]

The suites are those of the python3 that runs this script. What CPython passes by itself is counted; of that, what
primviz passes, refuses, or gets wrong. What primviz skips counts as refused. One line for each test that it does not
pass, then a table by suite.
"""

import argparse
import collections
import concurrent.futures
import importlib
import pathlib
import re
import shutil
import sys
import tempfile
import unittest

import sides
import slices

THREADS = ["test_queue", "test_sched", "test_thread", "test_threading", "test_threading_local"]
FUTURES = [f"test_concurrent_futures.test_{m}" for m in ("as_completed", "future", "init", "process_pool", "shutdown", "thread_pool", "wait")]
PROCESSES = [f"test_multiprocessing_fork.test_{m}" for m in ("manager", "misc", "processes", "threads")]
LANGUAGE = ["test_contextlib", "test_generators", "test_exceptions", "test_dict", "test_list", "test_str", "test_format",
            "test_fstring", "test_heapq", "test_deque", "test_enum", "test_dataclasses"]
SUITES = {"threads": THREADS, "futures": FUTURES, "processes": PROCESSES, "language": LANGUAGE}


def cases(suite):
    """The tests of a suite, in their order."""
    if isinstance(suite, unittest.TestSuite):
        for part in suite:
            yield from cases(part)
    elif type(suite).__module__ != "unittest.loader":
        yield suite


def judge(test, modules, options):
    """(verdict, what was said) of one test."""
    method = test._testMethodName
    before = "    import multiprocessing\n    multiprocessing.set_start_method('fork')\n" if "multiprocessing" in type(test).__module__ else ""
    with tempfile.TemporaryDirectory() as kept:
        folder = pathlib.Path(options.keep or kept) / f"{type(test).__module__}.{type(test).__name__}.{method}"
        folder.mkdir(parents=True, exist_ok=True)
        try:
            slices.write(folder, type(test), method, modules, before)
        except (AttributeError, OSError, SyntaxError) as wrong:
            return "not cut", repr(wrong)
        theirs = sides.run([sys.executable, "run.py"], folder, options.seconds)
        if theirs.status != 0 or "skipped" in theirs.err:
            return "not theirs", last(theirs)
        if options.beside:
            shutil.copytree(options.beside, folder, dirs_exist_ok=True)
        ours = sides.run([options.primviz, "--headless", "--for", "1000s", "run.py"], folder, options.seconds)
        if ours.status == sides.REFUSED or "skipped" in ours.err:
            return "refused", first(ours)
        if ours.status == 0 and re.search(r"^OK", ours.err, re.M):
            return "passed", ""
        return "fault" if ours.status in (sides.FAULT, 101) or (ours.status or 0) < 0 else "wrong", last(ours)


def first(answer):
    return (answer.err.strip().splitlines() or [f"status {answer.status}"])[0]


def last(answer):
    lines = [line for line in answer.err.strip().splitlines() if re.match(r"[A-Za-z_.]*(Error|Exception|Exit)\b", line) or "primviz" in line]
    return (lines or answer.err.strip().splitlines() or [""])[-1] + f" (status {answer.status})"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("suites", nargs="*", default=list(SUITES), help=f"{', '.join(SUITES)}, or a module of the test package")
    parser.add_argument("--primviz", default="target/release/primviz")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--only", default="")
    parser.add_argument("--beside", type=pathlib.Path, help="a folder whose files primviz finds beside each test")
    parser.add_argument("--keep", type=pathlib.Path, help="where the cut tests are kept")
    options = parser.parse_args()
    options.primviz = str(pathlib.Path(options.primviz).resolve())
    options.keep = options.keep and options.keep.resolve()
    verdicts = ["passed", "refused", "wrong", "fault", "not cut", "not theirs"]
    print("suite".ljust(45), *(v.rjust(10) for v in verdicts))
    totals, reasons = collections.Counter(), collections.Counter()
    for name in [m for s in options.suites for m in SUITES.get(s, [s])]:
        try:
            module = importlib.import_module(f"test.{name}")
        except unittest.SkipTest as why:
            print(name, why)
            continue
        tests = [t for t in cases(unittest.defaultTestLoader.loadTestsFromModule(module)) if re.search(options.only, t.id())]
        counts, modules = collections.Counter(), {}
        with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
            for test, (verdict, said) in zip(tests, pool.map(lambda t: judge(t, modules, options), tests)):
                counts[verdict] += 1
                reasons[verdict, re.sub(r"^\S*?:\d+:\d+:\s*", "", said)] += 1
                if verdict not in ("passed", "not theirs"):
                    print(f"  {verdict:8} {test.id().removeprefix('test.')}  {said}", flush=True)
        print(name.ljust(45), *(str(counts[v]).rjust(10) for v in verdicts), flush=True)
        totals.update(counts)
    print("all".ljust(45), *(str(totals[v]).rjust(10) for v in verdicts))
    print()
    for (verdict, said), count in reasons.most_common(60):
        if verdict not in ("passed", "not theirs"):
            print(f"{count:5}  {verdict:8} {said}")


if __name__ == "__main__":
    main()
