"""Seconds and memory of a command. In: a command line. Out: its median time over several runs, its peak memory.

Every run is a fresh process: start-up, imports and the loading of dictionaries and fonts count, as they do for an editor.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import psutil

ROOT: Final = Path(__file__).parents[1]
RUNS: Final = 3
_LOOKS_A_SECOND: Final = 50


@dataclass(frozen=True, slots=True)
class Figure:
    """One command measured. `seconds` is the median of `runs`; `peak_mb` that of all its processes together."""

    seconds: float
    fastest: float
    slowest: float
    peak_mb: float
    runs: int


class ContenderError(Exception):
    """The command did not end well; the text is what it said last."""


def measure(command: Sequence[str], environment: Mapping[str, str], runs: int = RUNS) -> Figure:
    """Run `command` once to warm the disk's cache, then `runs` times for the clock; the warm-up gives the memory.

    Watching a process's memory slows it a little, so the watched run is not timed. Raises ContenderError.
    """
    peak = _run(command, environment, watched=True)
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        _run(command, environment)
        times.append(time.perf_counter() - start)
    return Figure(statistics.median(times), min(times), max(times), peak / 1e6, runs)


def _run(command: Sequence[str], environment: Mapping[str, str], *, watched: bool = False) -> int:
    """Run to the end; the peak memory in bytes."""
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(
            command,
            env={**os.environ, **environment},
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=said,
        )
        peak = _watch(process) if watched else 0
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise ContenderError(said.read().strip().rpartition("\n")[2])
    # Kibibytes on Linux, bytes on macOS (getrusage(2)).
    return max(peak, usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024))


def _watch(process: subprocess.Popen[bytes]) -> int:
    """The greatest sum over a process with children, seen every fiftieth of a second; the process is left to be waited for.

    What the system keeps of the greatest single process (`ru_maxrss`) is exact, but a browser is a family.
    """
    peak, root = 0, psutil.Process(process.pid)
    with suppress(psutil.Error):
        while root.status() != psutil.STATUS_ZOMBIE:
            family = [root, *root.children(recursive=True)]
            peak = max(peak, sum(map(_memory, family)))
            time.sleep(1 / _LOOKS_A_SECOND)
    return peak


def _memory(process: psutil.Process) -> int:
    """What the process takes from the machine: its proportional share (Linux), so that pages a family shares count
    once; elsewhere what is resident."""
    with suppress(psutil.Error):
        full = process.memory_full_info()
        return int(getattr(full, "pss", full.rss))
    return 0
