"""What a batch has to do. In: a `BatchOrder`, the larder, the manifest. Out: `BatchPlan`: each edition, fresh or why not.

Light to import: a run that finds everything fresh loads no engine.
"""

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from bulletin.errors import BulletinError, InputError
from bulletin.model import Format, Notice, Script
from bulletin.planning import (
    Choices,
    IssuePlan,
    issues_inside,
    read_issue_plan,
    read_settings,
)
from bulletin.press.edition_job import EditionJob
from bulletin.press.ingredients import Ingredients, Larder, changes
from bulletin.press.manifest import Entry, Manifest, is_whole
from bulletin.press.order import Order

# 2026-03, 2026年3月, 202603: the month that an issue's key names when its issue.toml has no date.
_MONTH: Final = re.compile(r"(?<!\d)(\d{4})[-./年_]?(\d{1,2})(?!\d)")


@dataclass(frozen=True, slots=True)
class BatchOrder:
    """What the editor asked for: the issues in `folder` from the day `first` to the day `last`, as many `processes` at
    once, or on the workers of `cluster`, the address of a Dask scheduler; both folders are then absolute. What is empty
    is decided by bulletin.toml; `force` makes what is fresh too."""

    folder: Path
    output: Path
    first: datetime.date | None = None
    last: datetime.date | None = None
    formats: tuple[Format, ...] = ()
    scripts: tuple[Script, ...] = ()
    theme: str = ""
    processes: int = 1
    cluster: str = ""
    force: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an edition is to be made: `new`, `forced`, `gone` or `edited` (a file of the output), `changed`, `added` or
    `removed` (a file it is made of), `options`, `rights`, `program`. `what` names the file or option."""

    kind: str
    what: str = ""


@dataclass(frozen=True, slots=True)
class PlannedEdition:
    """An edition; without a reason it is fresh, and `former` says what lies in the output folder."""

    job: EditionJob
    plan: IssuePlan
    formats: tuple[Format, ...]
    options: dict[str, str] = field(hash=False)
    why: tuple[Reason, ...]
    former: Entry | None

    @property
    def name(self) -> str:
        """The stem of its files."""
        return self.job.name


@dataclass(frozen=True, slots=True)
class BatchPlan:
    """The editions in order, and what is to be told of the months and issues that have none."""

    editions: tuple[PlannedEdition, ...]
    notices: tuple[Notice, ...]


def planned(order: BatchOrder, larder: Larder, manifest: Manifest) -> BatchPlan:
    """Choose the issues and hold each of their editions against the manifest.

    An issue that cannot be planned is a notice. Raises InputError: no issues there, none in the time asked for, two that
    would have the same files, a bulletin.toml that cannot be used.
    """
    read_settings(order.folder)  # one that cannot be used is said once, not of every issue
    issues, notices = _chosen(order)
    notices += _empty_months(order, [day for day, _ in issues if day])
    editions: list[PlannedEdition] = []
    seen: dict[str, Path] = {}
    for _, plan in issues:
        folder = plan.folder or order.folder
        if plan.key in seen:
            raise InputError("press.same-key", place=str(folder), key=plan.key, other=str(seen[plan.key]))
        seen[plan.key] = folder
        try:
            editions += _editions(order, plan, folder, larder, manifest)
        except BulletinError as error:
            notices += _told(error, folder)
    if not editions and not any(notice.severity == "error" for notice in notices):
        raise InputError("press.no-issue-then", place=str(order.folder))
    return BatchPlan(tuple(editions), tuple(notices))


def _chosen(order: BatchOrder) -> tuple[list[tuple[datetime.date | None, IssuePlan]], list[Notice]]:
    """The issues of the time asked for, by day, and a notice for each that cannot be read or placed."""
    folders = issues_inside(order.folder)
    if not folders:
        raise InputError("press.no-issues-inside", place=str(order.folder))
    issues: list[tuple[datetime.date | None, IssuePlan]] = []
    notices: list[Notice] = []
    for folder in folders:
        try:
            plan = read_issue_plan(folder)
        except BulletinError as error:
            if _is_asked(order, _month_in(folder.name)):
                notices += _told(error, folder)
            continue
        day = plan.date or _month_in(plan.key)
        if day is None and (order.first or order.last):
            notices.append(Notice("press.issue-without-day", {"issue": folder.name}))
        elif _is_asked(order, day):
            issues.append((day, plan))
    return sorted(issues, key=lambda issue: issue[0] or datetime.date.min), notices


def _month_in(key: str) -> datetime.date | None:
    """The first day of the month that a key names."""
    found = _MONTH.search(key)
    try:
        return datetime.date(int(found[1]), int(found[2]), 1) if found else None
    except ValueError:
        return None


def _is_asked(order: BatchOrder, day: datetime.date | None) -> bool:
    if day is None:
        return True
    return (not order.first or day >= order.first) and (not order.last or day <= order.last)


def _empty_months(order: BatchOrder, days: Sequence[datetime.date]) -> list[Notice]:
    """A notice that names the months of the time asked for in which no issue falls."""
    first, last = order.first or min(days, default=None), order.last or max(days, default=None)
    if not (order.first or order.last) or first is None or last is None:
        return []
    taken = {(day.year, day.month) for day in days}
    empty = [f"{year}-{month:02}" for year, month in _months(first, last) if (year, month) not in taken]
    return [Notice("press.month-without-issue", {"months": " ".join(empty)})] if empty else []


def _months(first: datetime.date, last: datetime.date) -> Iterator[tuple[int, int]]:
    for month in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        yield month // 12, month % 12 + 1


def _editions(
    order: BatchOrder, plan: IssuePlan, folder: Path, larder: Larder, manifest: Manifest
) -> Iterator[PlannedEdition]:
    choices = Choices(order.scripts, order.formats, order.theme)
    settings = read_settings(folder).for_issue(plan).with_choices(choices)
    formats = tuple(form for form in Format if form in settings.formats)
    for script in dict.fromkeys(settings.scripts):
        name = f"{plan.key}.{script.value}"
        options = {"formats": " ".join(formats), "script": script.value, "theme": settings.theme}
        former = manifest.get(name)
        made = Order((folder,), formats, (script,), order.theme or None, output=order.output)
        job = EditionJob(name, made, larder.project)
        why = _why(order, plan, options, larder, former)
        yield PlannedEdition(job, plan, formats, options, tuple(why), former)


def _why(
    order: BatchOrder, plan: IssuePlan, options: dict[str, str], larder: Larder, former: Entry | None
) -> Iterator[Reason]:
    if former is None:
        # Read all the same: an edition is to be recorded with what its files were before it was made.
        larder.ingredients(plan, options)
        yield Reason("new")
        return
    now = larder.ingredients(plan, options, _files_of(former.made_of))
    if order.force:
        yield Reason("forced")
    for name in changes(former.made_of, now):
        yield _reason(name, former.made_of, now)
    for artefact in former.artefacts:
        whole = is_whole(artefact)
        if not whole:
            yield Reason("gone" if whole is None else "edited", artefact.path.name)


def _files_of(ingredients: Ingredients) -> list[str]:
    return [name.removeprefix("file ") for name in ingredients if name.startswith("file ")]


def _reason(name: str, before: Ingredients, now: Ingredients) -> Reason:
    kind, _, what = name.partition(" ")
    if kind == "file":
        if not now.get(name):
            return Reason("removed", what)
        return Reason("changed" if name in before else "added", what)
    kinds = {"option": "options", "epoch": "options", "rights": "rights", "program": "program"}
    return Reason(kinds[kind], what or ("SOURCE_DATE_EPOCH" if kind == "epoch" else ""))


def _told(error: BulletinError, folder: Path) -> list[Notice]:
    return [Notice(each.code, each.values, folder.name, each.place) for each in (error, *error.also)]
