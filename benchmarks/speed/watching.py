"""An issue that is being worked on. In: an issue, what changes it. Out: how long after a change its pages are there anew."""

import signal
import statistics
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence

from benchmarks.measure import ContenderError, Figure, cpu_of, family_of, memory_of, started

_RUNS = 3
_STANDS_BY_S = 3.0  # between two changes: nobody writes a sentence faster


def watched(line: Sequence[str], change: Callable[[], object], environment: Mapping[str, str]) -> Figure:
    """A `preview --watch` started and the issue changed three times: seconds from the change to the line that says the
    pages are made, the wait for the next look at the files among them. Raises ContenderError."""
    at_once = {**environment, "PYTHONUNBUFFERED": "1"}
    with started(line, at_once, stderr=subprocess.PIPE, text=True) as process:
        try:
            _line_of(process)  # where to look
            _line_of(process)  # the pages as they are
            times, cpu_times = [], []
            for _ in range(_RUNS):
                time.sleep(_STANDS_BY_S)
                change()
                start, cpu_start = time.perf_counter(), cpu_of(family_of(process))
                _line_of(process)
                times.append(time.perf_counter() - start)
                family = family_of(process)
                cpu_times.append(cpu_of(family) - cpu_start)
            peak, largest = memory_of(family[0])
        finally:
            process.send_signal(signal.SIGINT)
    return Figure(
        statistics.median(times),
        statistics.median(cpu_times),
        min(times),
        max(times),
        peak / 1e6,
        _RUNS,
        largest / 1e6,
    )


def _line_of(process: subprocess.Popen[str]) -> str:
    line = process.stderr.readline() if process.stderr else ""
    if not line:
        raise ContenderError("preview has ended")
    return line
