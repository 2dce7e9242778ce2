"""A finished PDF → files for the printing house. In: a file and a job. Out: `Produced`, the file and what to tell of it."""

import time
from collections.abc import Callable
from pathlib import Path

from bulletin import fonts, pdf
from bulletin.errors import UsageError
from bulletin.model import Outcome
from bulletin.pdf.imposition import Cover, Imposition
from bulletin.press import limits
from bulletin.press.order import Produced
from bulletin.press.output import replaced


def impose(source: Path, job: Imposition, path: Path) -> Produced:
    """Do `job` to the PDF `source` and write `path`.

    Raises UsageError `press.over-itself` and what `pdf.impose` raises; a former file then stays.
    """
    return _produced(source, path, lambda part: pdf.impose(source, part, job))


def cover(source: Path, job: Cover, path: Path) -> tuple[Produced, float]:
    """Write the cover of `source`, and say how wide its spine is in millimetres. Raises as `impose` does."""
    widths: list[float] = []

    def write(part: Path) -> Outcome[int]:
        outcome = pdf.cover(source, part, job)
        widths.append(outcome.value)
        return Outcome(1, outcome.notices)

    return _produced(source, path, write), widths[0]


def _produced(source: Path, path: Path, write: Callable[[Path], Outcome[int]]) -> Produced:
    if path.exists() and source.exists() and path.samefile(source):
        raise UsageError("press.over-itself", place=str(path))
    started = time.monotonic()
    fonts.isolate()
    with replaced(path) as part, limits.within(limits.for_file(source)):
        outcome = write(part)
    return Produced(path, outcome.value, path.stat().st_size, time.monotonic() - started, outcome.notices)
