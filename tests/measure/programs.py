#!/usr/bin/env python3
"""Holds primviz against python3 on the programs under a folder.

    tests/measure/programs.py FOLDER [--primviz PATH] [--python PATH] [--seconds N] [--jobs N] [--only REGEX] [-v]

Each program runs in a copy of its own folder. One line a program, then a table: how many were refused and why, how
many end otherwise. What only comes in another order, or with other numbers, is for a person to judge.
"""

import argparse
import collections
import concurrent.futures
import pathlib
import re
import shutil
import sys
import tempfile

import sides

# Modules that stay outside of primviz's machine: what imports them is counted apart.
OUTSIDE = "socket|socketserver|urllib|requests|http|asyncio|subprocess|tkinter|ctypes|ssl|select|selectors|sqlite3"


def missing(answer):
    """The module that this python3 does not have, or None."""
    found = re.search(r"ModuleNotFoundError: No module named '([^']+)'", answer.err)
    return found and found.group(1)


def judge(program, options):
    """(verdict, what primviz said) of one program."""
    with tempfile.TemporaryDirectory() as folder:
        place = pathlib.Path(folder) / "program"
        fresh(program, place)
        name = program.name
        given = "3\n" * 20
        headless = [options.primviz, "--headless", "--for", "120s", name]
        ours = sides.run(headless, place, options.seconds, given)
        said = (ours.err.strip().splitlines() or [""])[0]
        if ours.status == sides.REFUSED:
            outside = re.search(rf"'({OUTSIDE})(\.[a-z.]+)?'", said)
            if outside:
                return "outside", said
        fresh(program, place)
        theirs = sides.run([options.python, name], place, options.seconds, given)
        if missing(theirs) or re.search(r"^\s*(SyntaxError|TabError|IndentationError)", theirs.err, re.M):
            return "not for this python3", theirs.err.strip().splitlines()[-1]
        verdict = sides.compare(theirs, ours)
        for seed in range(options.seeds):
            if verdict in ("same", "no end", "refused"):
                break
            fresh(program, place)
            again = sides.run([*headless, "--seed", str(seed)], place, options.seconds, given)
            verdict = sides.nearest([verdict, sides.compare(theirs, again)])
        if verdict not in ("refused", "fault"):
            said = f"python3 {theirs.status} {theirs.exception}, primviz {ours.status} {ours.exception} {said[:100]}"
        return verdict, said if verdict not in ("same", "other order", "no end") else ""


def fresh(program, place):
    """A copy of the program's folder as it was before anything ran in it."""
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(program.parent, place, ignore=shutil.ignore_patterns(".git"))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--primviz", default="target/release/primviz")
    parser.add_argument("--python", default="python3")
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--jobs", type=int, default=4)
    parser.add_argument("--seeds", type=int, default=8, help="other schedules that are tried where outputs differ")
    parser.add_argument("--only", default="")
    parser.add_argument("-v", action="store_true", help="name those that are the same as well")
    options = parser.parse_args()
    options.primviz = str(pathlib.Path(options.primviz).resolve())
    root = options.folder.resolve()
    programs = sorted(p for p in root.rglob("*.py") if re.search(options.only, str(p.relative_to(root))))
    counts, reasons = collections.Counter(), collections.Counter()
    with concurrent.futures.ThreadPoolExecutor(options.jobs) as pool:
        for program, (verdict, said) in zip(programs, pool.map(lambda p: judge(p, options), programs)):
            counts[verdict] += 1
            if verdict == "refused":
                reasons[re.sub(r"^.*?:\d+:\d+:\s*", "", said)] += 1
            if options.v or verdict not in ("same", "outside", "not for this python3"):
                print(f"{verdict:18} {program.relative_to(root)}  {said}", flush=True)
    print()
    for verdict, count in counts.most_common():
        print(f"{count:5}  {verdict}")
    print()
    for reason, count in reasons.most_common():
        print(f"{count:5}  {reason}")


if __name__ == "__main__":
    sys.exit(main())
