"""Editions made, those that are not fresh. In: planned editions, who makes them. Out: what became of each; the manifest
kept up."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal

from bulletin.errors import BulletinError, InputError, OutputError
from bulletin.library import lock
from bulletin.model import Artefact, Notice, Script
from bulletin.press.edition_job import EditionDone, EditionJob
from bulletin.press.executors import TRIES, Executor, WorkerDiedError
from bulletin.press.freshness import PlannedEdition
from bulletin.press.ingredients import Larder
from bulletin.press.manifest import Entry, Manifest
from bulletin.press.order import Progress, Step
from bulletin.press.output import clear_of

_LOCK: Final = ".bulletin.lock"
_LOOK_AGAIN_SECONDS: Final = 0.2

State = Literal["made", "fresh", "failed"]


@dataclass(frozen=True, slots=True)
class EditionMade:
    """What became of an edition. A failed one lacks some of its files; `seconds` are those of its making, at any time."""

    name: str
    state: State
    artefacts: tuple[Artefact, ...]
    notices: tuple[Notice, ...]
    seconds: float

    @property
    def issue(self) -> str:
        """The key of its issue; the whole name where no script stands behind it."""
        key, _, script = self.name.rpartition(".")
        return key if script in set(Script) else self.name


def made_editions(  # noqa: PLR0913, PLR0917  # what an edition passes through
    editions: Sequence[PlannedEdition],
    executor: Executor,
    work: Callable[[EditionJob], EditionDone],
    larder: Larder,
    manifest: Manifest,
    progress: Progress,
    processes: int = 1,
) -> tuple[EditionMade, ...]:
    """What became of every edition, in the same order; what is not fresh is made by `work`, and a BulletinError of it is
    raised. Of the `processes` of this machine, each job gets those that fewer jobs leave free, for a large PDF."""
    made = {each.name: _fresh(each.name, each.former) for each in editions if each.former and not each.why}
    to_make = {each.name: each for each in editions if each.why}
    progress(Step("batch", "", len(made), len(editions)))
    free = max(1, processes // max(1, len(to_make)))
    jobs = [replace(each.job, order=replace(each.job.order, processes=free)) for each in to_make.values()]
    # An interruption here, between two results, must end those who work on the next.
    with _nothing_half_made(jobs), closing(executor.done(jobs, work)) as done:
        for job, outcome in done:
            edition = to_make[job.name]
            made[job.name] = _result(edition, outcome)
            if isinstance(outcome, EditionDone) and made[job.name].state == "made":
                made_of = larder.ingredients(edition.plans, edition.options, map(str, outcome.read))
                manifest.keep(job.name, Entry(made_of, outcome.artefacts, outcome.notices, outcome.seconds))
            progress(Step("batch", job.name, len(made), len(editions)))
    return tuple(made[each.name] for each in editions)


@contextmanager
def _nothing_half_made(jobs: Sequence[EditionJob]) -> Iterator[None]:
    """Let an interruption leave nothing half-written, not even that of a process which came to no end of its own."""
    try:
        yield
    except BaseException:
        for job in jobs:
            clear_of(job.name, job.order.output or Path("out"))
        raise


@contextmanager
def alone_in(folder: Path, wait: Callable[[str], None] | None = None) -> Iterator[None]:
    """Hold the right to write into `folder`. While another run has it, `wait` is told the number of its process, once, and
    this one waits. Raises InputError `press.output-locked` without `wait`, OutputError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = _taken(folder / _LOCK, wait)
    except InputError as error:
        raise InputError("press.output-locked", place=str(folder), **error.values) from error
    except OSError as error:
        raise OutputError("press.cannot-write", place=str(folder), reason=error) from error
    try:
        yield
    finally:
        lock.release(handle)


def _taken(path: Path, wait: Callable[[str], None] | None) -> int:
    told = False
    while True:
        try:
            return lock.take(path)
        except InputError as error:
            if wait is None:
                raise
            if not told:
                wait(str(error.values["process"]))
                told = True
        time.sleep(_LOOK_AGAIN_SECONDS)


def _fresh(name: str, entry: Entry) -> EditionMade:
    return EditionMade(name, "fresh", entry.artefacts, entry.notices, entry.seconds)


def _result(edition: PlannedEdition, outcome: EditionDone | Exception) -> EditionMade:
    if isinstance(outcome, EditionDone):
        complete = len(outcome.artefacts) == len(edition.formats)
        state: State = "made" if complete else "failed"
        return EditionMade(edition.name, state, outcome.artefacts, outcome.notices, outcome.seconds)
    if isinstance(outcome, BulletinError):
        raise outcome
    if isinstance(outcome, WorkerDiedError):
        notice = Notice("press.worker-died", {"tries": TRIES}, edition.name)
    else:
        what = f"{type(outcome).__name__}: {outcome}"
        notice = Notice("press.edition-failed", {"what": what}, edition.name)
    return EditionMade(edition.name, "failed", (), (notice,), 0.0)
