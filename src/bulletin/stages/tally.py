"""Of how much use the cache was. In: of a stage, how many results lay there and how many were made. Out: both for the last run
and for all.

A process counts in memory and appends its counts to one file whenever it has finished a document. What two runs at once
may lose is a count, never a result.
"""

import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import starmap
from pathlib import Path
from typing import Final

from bulletin.caches import cache_folder, limit_bytes

# What the processes of one run have in common; the command line sets it.
_RUN: Final = "BULLETIN_RUN"
_FORMER: Final = "former"  # in the place of a run: all that came before
_ENOUGH_BYTES: Final = 1 << 15
_LINE: Final = re.compile(r"([\w-]{1,40}) (\w{1,40}) (\d{1,15}) (\d{1,15})")


@dataclass(frozen=True, slots=True)
class Tally:
    """Results that lay in the cache, and results that were made."""

    taken: int = 0
    made: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.taken + other.taken, self.made + other.made)


# What this process has counted and not told yet.
_counts: Final = defaultdict[str, Tally](Tally)


def count(stage: str, tally: Tally) -> None:
    """Remember what became of results that `stage` was asked for."""
    _counts[stage] += tally


def tell() -> None:
    """Append what this process has counted to the file; where that cannot be written it is forgotten."""
    run = os.environ.get(_RUN, str(os.getpid()))
    lines = "".join(_line(run, stage, tally) for stage, tally in _counts.items())
    _counts.clear()
    if lines and limit_bytes():
        with suppress(OSError):
            handle = os.open(_file(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666)
            try:
                os.write(handle, lines.encode())  # in one piece: other processes may be writing
            finally:
                os.close(handle)


def tallies() -> tuple[Mapping[str, Tally], Mapping[str, Tally]]:
    """By stages: the last run, and all of them."""
    lines = _lines()
    return _sum(lines, lambda run: run == lines[-1][0]), _sum(lines, lambda _: True)


def shorten() -> None:
    """Once the file is worth it, let all runs but the last be one. Raises OSError."""
    if not _file().is_file() or _file().stat().st_size < _ENOUGH_BYTES:
        return
    lines = _lines()
    last = lines[-1][0] if lines else ""
    former = _sum(lines, lambda run: run != last)
    kept = [*((_FORMER, *each) for each in former.items()), *(line for line in lines if line[0] == last)]
    part = _file().with_suffix(".part")
    part.write_text("".join(starmap(_line, kept)), encoding="utf-8")
    part.replace(_file())


def forget() -> None:
    """Begin anew. Raises OSError."""
    _file().unlink(missing_ok=True)


def _file() -> Path:
    return cache_folder() / "tally.txt"


def _line(run: str, stage: str, tally: Tally) -> str:
    return f"{run} {stage} {tally.taken} {tally.made}\n"


def _lines() -> list[tuple[str, str, Tally]]:
    """The lines of the file that are whole: run, stage, tally."""
    try:
        text = _file().read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    found = map(_LINE.fullmatch, text.splitlines())
    return [(line[1], line[2], Tally(int(line[3]), int(line[4]))) for line in found if line]


def _sum(lines: Iterable[tuple[str, str, Tally]], wanted: Callable[[str], bool]) -> Mapping[str, Tally]:
    total = defaultdict[str, Tally](Tally)
    for run, stage, tally in lines:
        if wanted(run):
            total[stage] += tally
    return total
