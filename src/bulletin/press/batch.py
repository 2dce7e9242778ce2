"""Months and years in one run. In: a `BatchOrder`. Out: `BatchPlan`, what there is to do; `BatchMade`, what was done.

An edition (an issue in one script) is made when something it is made of has changed since it was last made into the same
folder, or when one of its files is no longer what was written. The engines are loaded only in the processes that make.
"""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from bulletin.errors import InputError, OutputError
from bulletin.library import lock
from bulletin.model import Artefact, Notice
from bulletin.press.batch_plan import BatchOrder, BatchPlan, planned
from bulletin.press.cluster import Cluster
from bulletin.press.edition_job import EditionDone, EditionJob, make_edition
from bulletin.press.executors import TRIES, Executor, WorkerDiedError
from bulletin.press.freshness import PlannedEdition
from bulletin.press.ingredients import REPORT, Larder
from bulletin.press.manifest import Entry, Manifest
from bulletin.press.order import Progress, Step, silent
from bulletin.press.output import replaced
from bulletin.press.workers import LocalPool

_LOCK = ".bulletin.lock"

State = Literal["made", "fresh", "failed"]


@dataclass(frozen=True, slots=True)
class EditionMade:
    """What became of an edition. A failed one lacks some of its files; `seconds` are those of its making, at any time."""

    name: str
    state: State
    artefacts: tuple[Artefact, ...]
    notices: tuple[Notice, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class BatchMade:
    """What became of every edition, in the order of the plan; `notices` are those of no edition."""

    editions: tuple[EditionMade, ...]
    notices: tuple[Notice, ...]
    seconds: float

    @property
    def all_notices(self) -> tuple[Notice, ...]:
        """All that was told, each once."""
        told = [*self.notices, *(notice for edition in self.editions for notice in edition.notices)]
        return tuple(dict.fromkeys(told))


def plan_batch(order: BatchOrder) -> BatchPlan:
    """What would be made, what is fresh, and why. Writes nothing. Raises what `planned` raises."""
    return planned(order, Larder(order.folder, order.output), Manifest(order.output))


def make_batch(order: BatchOrder, progress: Progress = silent) -> BatchMade:
    """Make what is not fresh, each edition in a process of its own, and keep in the output folder what was done.

    A run that is cut off loses only the editions in the making. Raises what `planned` raises, InputError
    `press.output-locked` where another run is at work in the same folder, OutputError where nothing can be written.
    """
    started = time.monotonic()
    with _alone_in(order.output):
        larder, manifest = Larder(order.folder, order.output), Manifest(order.output)
        batch = planned(order, larder, manifest)
        made = {
            each.name: _fresh(each.name, each.former)
            for each in batch.editions
            if each.former and not each.why
        }
        to_make = {each.name: each for each in batch.editions if each.why}
        progress(Step("batch", "", len(made), len(batch.editions)))
        jobs = [_with_processes(each.job, order, len(to_make)) for each in to_make.values()]
        for job, outcome in _executor(order).done(jobs, make_edition):
            edition = to_make[job.name]
            made[job.name] = _result(edition, outcome)
            if isinstance(outcome, EditionDone) and made[job.name].state == "made":
                made_of = larder.ingredients(edition.plans, edition.options, map(str, outcome.read))
                manifest.keep(job.name, Entry(made_of, outcome.artefacts, outcome.notices, outcome.seconds))
            progress(Step("batch", job.name, len(made), len(batch.editions)))
        editions = tuple(made[each.name] for each in batch.editions)
        result = BatchMade(editions, batch.notices, time.monotonic() - started)
        with replaced(order.output / REPORT) as part:
            part.write_text(json.dumps(batch_as_json(result), ensure_ascii=False, indent=2), encoding="utf-8")
        return result


def batch_as_json(batch: BatchMade) -> dict[str, object]:
    """The report as `report.json` and `--json` have it: seconds, sizes in bytes, wording in both languages."""
    return {
        "seconds": round(batch.seconds, 3),
        **{
            state: sum(edition.state == state for edition in batch.editions)
            for state in ("made", "fresh", "failed")
        },
        "notices": {
            severity: sum(notice.severity.value == severity for notice in batch.all_notices)
            for severity in ("error", "warning", "info")
        },
        "told": [_notice_as_json(notice) for notice in batch.notices],
        "editions": [
            {
                "name": edition.name,
                "state": edition.state,
                "seconds": round(edition.seconds, 3),
                "files": [
                    {
                        "file": artefact.path.name,
                        "pages": artefact.pages,
                        "bytes": artefact.bytes,
                        "sha256": artefact.sha256,
                    }
                    for artefact in edition.artefacts
                ],
                "notices": [_notice_as_json(notice) for notice in edition.notices],
            }
            for edition in batch.editions
        ],
    }


def _notice_as_json(notice: Notice) -> dict[str, str]:
    return {
        "code": notice.code,
        "severity": notice.severity.value,
        "article": notice.article,
        "place": notice.place,
        "zh": notice.message("zh"),
        "en": notice.message("en"),
    }


def _with_processes(job: EditionJob, order: BatchOrder, jobs: int) -> EditionJob:
    """The job with the processes that fewer jobs than processors leave free; on a cluster every one has its own."""
    free = 1 if order.cluster else max(1, order.processes // jobs)
    return replace(job, order=replace(job.order, processes=free))


def _executor(order: BatchOrder) -> Executor:
    if order.cluster:
        return Cluster(order.cluster, order.folder, order.output)
    return LocalPool(order.processes)


def _fresh(name: str, entry: Entry) -> EditionMade:
    return EditionMade(name, "fresh", entry.artefacts, entry.notices, entry.seconds)


def _result(edition: PlannedEdition, outcome: EditionDone | Exception) -> EditionMade:
    if isinstance(outcome, EditionDone):
        complete = len(outcome.artefacts) == len(edition.formats)
        state: State = "made" if complete else "failed"
        return EditionMade(edition.name, state, outcome.artefacts, outcome.notices, outcome.seconds)
    if isinstance(outcome, WorkerDiedError):
        notice = Notice("press.worker-died", {"tries": TRIES}, edition.name)
    else:
        what = f"{type(outcome).__name__}: {outcome}"
        notice = Notice("press.edition-failed", {"what": what}, edition.name)
    return EditionMade(edition.name, "failed", (), (notice,), 0.0)


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """Hold the right to write into `folder`. Raises InputError `press.output-locked`, OutputError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = lock.take(folder / _LOCK)
    except InputError as error:
        raise InputError("press.output-locked", place=str(folder), **error.values) from error
    except OSError as error:
        raise OutputError("press.cannot-write", place=str(folder), reason=error) from error
    try:
        yield
    finally:
        lock.release(handle)
