"""Seconds and memory of a command. In: a command line. Out: its median time over several runs, its peak memory.

Every run is a fresh process: start-up, imports and the loading of dictionaries and fonts count, as they do for an editor.
"""

import os
import resource
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from math import inf
from pathlib import Path
from typing import Any, Final

import psutil

ROOT: Final = Path(__file__).parents[1]
RUNS: Final = 3
_LOOKS_A_SECOND: Final = 200
# A look at a family of processes takes a fiftieth of a second of a core, which all cores at work would miss.
_LOOKS_IN_A_LONG_RUN: Final = 1


@dataclass(frozen=True, slots=True)
class Figure:
    """One command measured. `seconds` by the clock and `cpu_seconds` by the processors are medians of `runs`; `peak_mb`
    is the greatest sum over its processes, `largest_mb` that of the largest one. On a busy machine the processors' time
    is the one to compare. One that was `cut_off` was stopped at its limit: it takes more of everything."""

    seconds: float
    cpu_seconds: float
    fastest: float
    slowest: float
    peak_mb: float
    runs: int
    largest_mb: float = 0.0
    cut_off: bool = False


@dataclass(slots=True)
class _Watched:
    """What was seen of a run: bytes of all its processes and of the largest; seconds of the processors if it was cut off."""

    peak: int = 0
    largest: int = 0
    cut_off: bool = False
    cpu_seconds: float = 0.0


class ContenderError(Exception):
    """The command did not end well; the text is what it said last."""


def measure(
    command: Sequence[str],
    environment: Mapping[str, str],
    runs: int = RUNS,
    before: Callable[[], object] = lambda: None,
    limit_s: float = inf,
) -> Figure:
    """Run `command` once to warm the disk's cache, then `runs` times for the clock; the warm-up gives the memory.

    Watching a process's memory slows it a little, so the watched run is not timed; a run of minutes is made once, watched
    now and then. `before` is done before each run. A run that takes longer than `limit_s` is stopped and is the last.
    Raises ContenderError.
    """
    peak, largest = (0, 0)
    times, cpu_times = [], []
    for number in range(runs if runs == 1 else runs + 1):
        before()
        looks = _LOOKS_IN_A_LONG_RUN if runs == 1 else 0 if number else _LOOKS_A_SECOND
        start, cpu_start = time.perf_counter(), _cpu_of_children()
        watched = _run(command, environment, looks=looks, limit_s=limit_s)
        seconds = time.perf_counter() - start
        peak, largest = max(peak, watched.peak), max(largest, watched.largest)
        if watched.cut_off:
            cpu = watched.cpu_seconds
            return Figure(seconds, cpu, seconds, seconds, peak / 1e6, 1, largest / 1e6, cut_off=True)
        if number or runs == 1:
            times.append(seconds)
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


def started(command: Sequence[str], environment: Mapping[str, str], **streams: Any) -> subprocess.Popen[Any]:
    """A command begun in the project's folder, with that added to its environment."""
    compiled_once = {"PYTHONDONTWRITEBYTECODE": ""}  # as installed
    return subprocess.Popen(command, env={**os.environ, **environment, **compiled_once}, cwd=ROOT, **streams)


def _run(command: Sequence[str], environment: Mapping[str, str], *, looks: int, limit_s: float) -> _Watched:
    """Run to the end or to the limit; its memory as seen in so many looks a second."""
    with tempfile.TemporaryFile("w+") as said:
        process = started(
            command, environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=said
        )
        try:
            watched = _watch(process, looks, limit_s)
        except BaseException:
            _stop(process)
            raise
        if not watched.cut_off and process.returncode:
            said.seek(0)
            raise ContenderError(said.read().strip().rpartition("\n")[2] or f"exit code {process.returncode}")
    return watched


def _watch(process: subprocess.Popen[bytes], looks: int, limit_s: float) -> _Watched:
    """The greatest memory seen until the process ends, or is stopped.

    Not the kernel's own `ru_maxrss`: that starts with what this process had when it forked.
    """
    seen, root = _Watched(), psutil.Process(process.pid)

    def cut_off() -> None:
        seen.cut_off = True
        seen.cpu_seconds = _stop(process)

    # Popen's own limit looks for the end every now and then, which is felt in a run of a third of a second.
    timer = threading.Timer(min(limit_s, threading.TIMEOUT_MAX), cut_off)
    timer.daemon = True
    timer.start()
    while looks and process.poll() is None:
        with suppress(psutil.Error):
            total, one = memory_of(root)
            seen.peak, seen.largest = max(seen.peak, total), max(seen.largest, one)
        time.sleep(1 / looks)
    process.wait()
    timer.cancel()
    timer.join()
    return seen


def _stop(process: subprocess.Popen[bytes]) -> float:
    """End a process and all that came of it, browsers too; what they took of the processors, seconds."""
    family = family_of(process)
    seconds = cpu_of(family)
    for member in family:
        with suppress(psutil.Error):
            member.kill()
    process.wait()
    return seconds


def family_of(process: subprocess.Popen[Any]) -> list[psutil.Process]:
    """A process and all that came of it; empty if it has ended."""
    with suppress(psutil.Error):
        root = psutil.Process(process.pid)
        return [root, *root.children(recursive=True)]
    return []


def cpu_of(family: Sequence[psutil.Process]) -> float:
    """What processes, and their children that have ended, took of the processors, seconds."""
    seconds = 0.0
    for member in family:
        with suppress(psutil.Error):
            spent = member.cpu_times()
            seconds += spent.user + spent.system + spent.children_user + spent.children_system
    return seconds


def memory_of(root: psutil.Process) -> tuple[int, int]:
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
