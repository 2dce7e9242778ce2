"""Seconds and memory of a command. In: a command line. Out: its median time over several runs, its peak memory.

Every run is a fresh process: start-up, imports and the loading of dictionaries and fonts count, as they do for an editor.
"""

import os
import resource
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psutil

ROOT: Final = Path(__file__).parents[1]
RUNS: Final = 3
_LOOKS_A_SECOND: Final = 200
_LOOKS_IN_A_LONG_RUN: Final = 10


@dataclass(frozen=True, slots=True)
class Figure:
    """One command measured. `seconds` by the clock and `cpu_seconds` by the processors are medians of `runs`; `peak_mb`
    is the greatest sum over its processes, `largest_mb` that of the largest one. On a busy machine the processors' time
    is the one to compare."""

    seconds: float
    cpu_seconds: float
    fastest: float
    slowest: float
    peak_mb: float
    runs: int
    largest_mb: float = 0.0


class ContenderError(Exception):
    """The command did not end well; the text is what it said last."""


def measure(
    command: Sequence[str],
    environment: Mapping[str, str],
    runs: int = RUNS,
    before: Callable[[], object] = lambda: None,
) -> Figure:
    """Run `command` once to warm the disk's cache, then `runs` times for the clock; the warm-up gives the memory.

    Watching a process's memory slows it a little, so the watched run is not timed; a run of minutes is made once, watched
    now and then. `before` is done before each run. Raises ContenderError.
    """
    peak, largest = (0, 0)
    if runs > 1:
        before()
        peak, largest = _run(command, environment, looks=_LOOKS_A_SECOND)
    times, cpu_times = [], []
    for _ in range(runs):
        before()
        start, cpu_start = time.perf_counter(), _cpu_of_children()
        watched = _run(command, environment, looks=0 if runs > 1 else _LOOKS_IN_A_LONG_RUN)
        peak, largest = max(peak, watched[0]), max(largest, watched[1])
        times.append(time.perf_counter() - start)
        cpu_times.append(_cpu_of_children() - cpu_start)
    return Figure(
        statistics.median(times),
        statistics.median(cpu_times),
        min(times),
        max(times),
        peak / 1e6,
        runs,
        largest / 1e6,
    )


def _cpu_of_children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _run(command: Sequence[str], environment: Mapping[str, str], *, looks: int) -> tuple[int, int]:
    """Run to the end; the peak memory in bytes, of all processes and of one, as seen in so many looks a second."""
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(
            command,
            env={**os.environ, **environment, "PYTHONDONTWRITEBYTECODE": ""},  # compiled once, as installed
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=said,
        )
        peak = _watch(process, looks) if looks else (0, 0)
        if process.wait():
            said.seek(0)
            raise ContenderError(said.read().strip().rpartition("\n")[2])
    return peak


def _watch(process: subprocess.Popen[bytes], looks: int) -> tuple[int, int]:
    """The greatest memory seen until the process ends.

    Not the kernel's own `ru_maxrss`: that starts with what this process had when it forked.
    """
    peak, largest, root = 0, 0, psutil.Process(process.pid)
    while process.poll() is None:
        with suppress(psutil.Error):
            total, one = _memory(root)
            peak, largest = max(peak, total), max(largest, one)
        time.sleep(1 / looks)
    return peak, largest


def _memory(root: psutil.Process) -> tuple[int, int]:
    """What a process has resident; of a family (a browser) the sum of proportional shares, so that pages the members
    share count once (Linux; elsewhere they count for each), and what the largest has."""
    children = root.children(recursive=True)
    if not children:
        resident = int(root.memory_info().rss)
        return resident, resident
    total = largest = 0
    for process in (root, *children):
        with suppress(psutil.Error):
            full = process.memory_full_info()
            total += getattr(full, "pss", full.rss)
            largest = max(largest, int(full.rss))
    return total, largest
