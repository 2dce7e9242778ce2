"""Months and years in one run. In: a `BatchOrder`. Out: `BatchPlan`, what there is to do; `BatchMade`, what was done.

An edition (an issue in one script) is made when something it is made of has changed since it was last made into the same
folder, or when one of its files is no longer what was written. The engines are loaded only in the processes that make.
"""

import json
import time
from dataclasses import dataclass

from bulletin.model import Notice
from bulletin.press.batch_page import batch_page
from bulletin.press.batch_plan import BatchOrder, BatchPlan, planned
from bulletin.press.cluster import Cluster
from bulletin.press.edition_job import make_edition
from bulletin.press.editions import EditionMade, alone_in, made_editions
from bulletin.press.executors import Executor
from bulletin.press.ingredients import REPORT, REPORT_PAGE, Larder
from bulletin.press.manifest import Manifest
from bulletin.press.order import Progress, silent
from bulletin.press.output import replaced
from bulletin.press.tidying import tidied
from bulletin.press.workers import LocalPool


@dataclass(frozen=True, slots=True)
class BatchMade:
    """What became of every edition, in the order of the plan; `notices` are those of no edition."""

    editions: tuple[EditionMade, ...]
    notices: tuple[Notice, ...]
    seconds: float

    @property
    def all_notices(self) -> tuple[Notice, ...]:
        """All that was told, each once."""
        return tuple(notice for notices in self.by_issue.values() for notice in notices)

    @property
    def by_issue(self) -> dict[str, list[Notice]]:
        """All that was told, each once, under the issue it is about, or the issues; under nothing what is about none."""
        issues: dict[Notice, dict[str, None]] = {notice: {} for notice in self.notices}
        for edition in self.editions:
            for notice in edition.notices:
                issues.setdefault(notice, {})[edition.issue] = None
        grouped: dict[str, list[Notice]] = {}
        for notice, names in issues.items():
            grouped.setdefault("  ".join(names), []).append(notice)
        return grouped


def plan_batch(order: BatchOrder) -> BatchPlan:
    """What would be made, what is fresh, and why. Writes nothing. Raises what `planned` raises."""
    return planned(order, Larder(order.folder, order.output), Manifest(order.output))


def make_batch(order: BatchOrder, progress: Progress = silent) -> BatchMade:
    """Make what is not fresh, each edition in a process of its own, and keep in the output folder what was done.

    A run that is cut off loses only the editions in the making. Raises what `planned` raises, InputError
    `press.output-locked` where another run is at work in the same folder, OutputError where nothing can be written.
    """
    started = time.monotonic()
    with alone_in(order.output):
        larder, manifest = Larder(order.folder, order.output), Manifest(order.output)
        batch = planned(order, larder, manifest)
        # On a cluster every job has a process of its own.
        free = 1 if order.cluster else order.processes
        editions = made_editions(
            batch.editions, _executor(order), make_edition, larder, manifest, progress, free
        )
        told = tidied() if any(edition.state == "made" for edition in editions) else ()
        lost = [EditionMade(name, "failed", (), why, 0) for name, why in batch.unplanned.items()]
        reasons = {notice for edition in lost for notice in edition.notices}
        about_none = [notice for notice in batch.notices if notice not in reasons]
        result = BatchMade((*editions, *lost), (*about_none, *told), time.monotonic() - started)
        with replaced(order.output / REPORT) as part:
            part.write_text(json.dumps(batch_as_json(result), ensure_ascii=False, indent=2), encoding="utf-8")
        with replaced(order.output / REPORT_PAGE) as part:
            part.write_text(batch_page(result), encoding="utf-8")
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


def _executor(order: BatchOrder) -> Executor:
    if order.cluster:
        return Cluster(order.cluster, order.folder, order.output)
    return LocalPool(order.processes)
