"""How much a piece of work may take. In: its size. Out: a process that dies rather than go beyond it.

Nothing is limited until the process says that it may die (`enforce`): the one that an editor has started must not.
Budgets are ten times and more what honest work of that size takes, so that only a bomb meets them. Processor time, so
that a busy machine is no bomb; and the clock, five times as generous, for what waits and never comes (and for Windows).
"""

import faulthandler
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from bulletin.model import Issue

try:
    import resource
except ImportError:  # Windows: the clock alone
    resource = None  # type: ignore[assignment]

_CLOCK: Final = 5  # seconds on the clock for each of the processor
_NETWORK: Final = 60
_MEGABYTE: Final = 1 << 20
_PAGE: Final = 16 * _MEGABYTE


@dataclass(frozen=True, slots=True)
class Budget:
    """Seconds of the processor, bytes of memory a process may hold meanwhile, and how many times the seconds may go by
    on the clock."""

    seconds: float
    memory: int
    clock: float = _CLOCK


def for_file(file: Path) -> Budget:
    """What reading `file` may take."""
    return for_bytes(file.stat().st_size if file.is_file() else 0)


def for_bytes(count: int) -> Budget:
    """What reading or converting so many bytes may take. Readers do about a megabyte a second."""
    megabytes = count / _MEGABYTE
    return Budget(_patience() * (1 + megabytes / 4), round((1536 + 40 * megabytes) * _MEGABYTE))


def for_page() -> Budget:
    """What fetching and reading a page of the web may take, with its parts and pictures. A slow server is no bomb."""
    return replace(for_bytes(_PAGE), clock=_NETWORK)


def for_issue(issue: Issue) -> Budget:
    """What any one stage of an edition may take. Setting, the costliest, does 20,000 characters a second and a picture
    in a tenth of one; a thousand pages hold 550 MB, the largest picture allowed 160 MB at a time and 20 MB in the file."""
    characters = sum(len(article.body.xhtml) for article in issue.articles)
    pictures = sum(len(article.assets) for article in issue.articles)
    return Budget(
        _patience() + characters / 1_000 + 2 * pictures,
        (1536 + 20 * pictures) * _MEGABYTE + characters * 1024,
    )


def _patience() -> float:
    """Seconds that anything may take: BULLETIN_PATIENCE, else half a minute."""
    try:
        return max(1.0, float(os.environ.get("BULLETIN_PATIENCE", "")))
    except ValueError:
        return 30.0


# Whether this process may die.
_enforced: list[bool] = []


def enforce() -> None:
    """From now on `within` kills this process when the work inside goes beyond its budget."""
    if not _enforced:
        _enforced.append(True)
        if resource:
            resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


@contextmanager
def within(budget: Budget) -> Iterator[None]:
    """Do the work of the block within `budget`: SIGXCPU, or exit code 1, ends a process that takes longer; more memory
    is a MemoryError, or the death of a library that knows none. Not to be nested."""
    if not _enforced:
        yield
        return
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        faulthandler.dump_traceback_later(budget.seconds * budget.clock, exit=True, file=nowhere)
        try:
            _limit(round(time.process_time() + budget.seconds) + 1, budget.memory)
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()
            _limit(None, None)


def _limit(processor_s: int | None, memory: int | None) -> None:
    if resource is None:
        return
    for kind, asked in ((resource.RLIMIT_CPU, processor_s), (resource.RLIMIT_DATA, memory)):
        hard = resource.getrlimit(kind)[1]
        soft = hard if asked is None else asked if hard == resource.RLIM_INFINITY else min(asked, hard)
        resource.setrlimit(kind, (soft, hard))
