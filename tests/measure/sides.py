"""Runs a program under python3 and under primviz, and says how the two answers compare."""

import os
import re
import signal
import subprocess
from dataclasses import dataclass

# Statuses of primviz that are no answer of the program's own; the one table stands in the README.
DEADLOCK, STALLED, REFUSED, FAULT = 3, 4, 7, 70


@dataclass
class Answer:
    """What a program did: its exit status (None when its time was up), its output, its complaints."""

    status: int | None
    out: str
    err: str

    @property
    def exception(self):
        """The type of the exception that left the main thread, or an empty text."""
        names = re.findall(r"^([A-Za-z_.]*(?:Error|Exception|Interrupt|Exit|Empty|Full))\b", self.err, re.M)
        return names[-1].rsplit(".", 1)[-1] if names and self.status not in (0, None) else ""


def run(command, folder, seconds, given=""):
    """Runs `command` in `folder` for at most `seconds`, with what it started, and collects what it said."""
    process = subprocess.Popen(
        command,
        cwd=folder,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0"},
    )
    try:
        out, err = process.communicate(given.encode(), timeout=seconds)
        status = process.returncode
    except subprocess.TimeoutExpired:
        status = None
        end(process)
        out, err = process.communicate()
    end(process)
    return Answer(status, out.decode(errors="replace"), err.decode(errors="replace"))


def end(process):
    """Ends a program together with the processes that it left behind."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


def plain(text):
    """The lines of an output without what differs between any two runs: addresses, pids, times."""
    text = re.sub(r"0x[0-9a-f]+", "0x", text)
    text = re.sub(r"\d{4}-\d\d-\d\d[ T][\d:.,]+", "<date>", text)
    text = re.sub(r"\d\d:\d\d:\d\d(?:[.,]\d+)?", "<time>", text)
    text = re.sub(r"-?\d+\.\d+(?:e-?\d+)?", "<float>", text)
    text = re.sub(r"\b\d{4,}\b", "<number>", text)
    return [line.rstrip() for line in text.splitlines()]


def words(answer):
    """What an output says, without its numbers, its order and how often it says so."""
    return set(re.findall(r"[^\W\d]+", answer.out))


def compare(theirs, ours):
    """One word for how `ours` stands to `theirs`; see `BEST`."""
    if ours.status == REFUSED:
        return "refused"
    if ours.status == FAULT or (ours.status or 0) < 0 or ours.status == 101:
        return "fault"
    if theirs.status is None:
        stands = ours.status in (None, DEADLOCK, STALLED) or words(theirs) <= words(ours)
        return "no end" if stands else "ends here alone"
    if ours.status is None:
        return "no end here alone"
    if ours.status in (DEADLOCK, STALLED):
        return "stands here alone"
    if bool(theirs.status) != bool(ours.status) or theirs.exception != ours.exception:
        return "other end"
    left, right = plain(theirs.out), plain(ours.out)
    if left == right:
        return "same"
    if sorted(left) == sorted(right):
        return "other order"
    return "other numbers" if words(theirs) == words(ours) else "other output"


# The verdicts from the nearest to the farthest: of several schedules, the nearest counts.
BEST = ["same", "no end", "other order", "other numbers", "other output"]


def nearest(verdicts):
    """The nearest of the verdicts on several schedules of one program."""
    return min(verdicts, key=lambda verdict: BEST.index(verdict) if verdict in BEST else len(BEST))
