"""What a batch has to do. In: a `BatchOrder`, the larder, the manifest. Out: `BatchPlan`: each edition, fresh or why not.

Light to import: a run that finds everything fresh loads no engine.
"""

import datetime
from dataclasses import dataclass, replace
from pathlib import Path

from bulletin.errors import BulletinError, InputError
from bulletin.library import ANY, Wanted
from bulletin.model import Format, Notice, Script
from bulletin.planning import LIBRARY_FOLDER, issues_inside, project_folder, read_settings
from bulletin.press.choosing import Span, empty_months, issues_in, told_of
from bulletin.press.freshness import PlannedEdition, editions_of
from bulletin.press.ingredients import Larder
from bulletin.press.library_issues import library_issues
from bulletin.press.manifest import Manifest
from bulletin.press.order import By, Order


@dataclass(frozen=True, slots=True)
class BatchOrder:
    """What the editor asked for: the issues in `folder` from the day `first` to the day `last`, as many `processes` at
    once, or on the workers of `cluster`, the address of a Dask scheduler; both folders are then absolute. What is empty
    is decided by bulletin.toml; `force` makes what is fresh too, and under `strict` an issue with an article that cannot be
    made is not made.

    With `by` the issues come straight from the library (`library`, or the periodical's own), of the articles `wanted`;
    where an issue file has the same key, that is made instead."""

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
    by: By | None = None
    wanted: Wanted = ANY
    library: Path | None = None
    strict: bool = False

    @property
    def span(self) -> Span:
        """The days asked for."""
        return Span(self.first, self.last)


@dataclass(frozen=True, slots=True)
class BatchPlan:
    """The editions in order, and what is to be told of the months and issues that have none."""

    editions: tuple[PlannedEdition, ...]
    notices: tuple[Notice, ...]

    @property
    def unplanned(self) -> dict[str, tuple[Notice, ...]]:
        """The issues of which no edition can be made, and why."""
        found: dict[str, tuple[Notice, ...]] = {}
        for notice in self.notices:
            if notice.severity == "error" and notice.article:
                found[notice.article] = (*found.get(notice.article, ()), notice)
        return found


def planned(order: BatchOrder, larder: Larder, manifest: Manifest) -> BatchPlan:
    """Choose the issues and hold each of their editions against the manifest.

    An issue that cannot be planned is a notice. Raises InputError: no folder there, no issues, none in the time asked for
    or none of such articles, two that would have the same files, a bulletin.toml that cannot be used; with `by` what
    `open_library` raises.
    """
    if not order.folder.is_dir():
        raise InputError("press.nothing-there", place=str(order.folder))
    read_settings(order.folder)  # one that cannot be used is said once, not of every issue
    issues, notices = _from_library(order) if order.by else _from_files(order)
    editions: list[PlannedEdition] = []
    for issue in issues:
        try:
            editions += editions_of(issue, larder, manifest, force=order.force)
        except BulletinError as error:
            notices += told_of(error, issue.targets[0])
    if not editions and not any(notice.severity == "error" for notice in notices):
        code = "press.no-articles-then" if order.by else "press.no-issue-then"
        raise InputError(code, place=str(order.folder))
    return BatchPlan(tuple(editions), tuple(notices))


def _from_files(order: BatchOrder) -> tuple[list[Order], list[Notice]]:
    """The issues with an issue file, and what there is to tell of the time asked for."""
    if not issues_inside(order.folder):
        raise InputError("press.no-issues-inside", place=str(order.folder))
    issues, notices = issues_in(order.folder, order.span)
    seen: dict[str, Path] = {}
    for _, plan in issues:
        folder = plan.folder or order.folder
        if plan.key in seen:
            raise InputError("press.same-key", place=str(folder), key=plan.key, other=str(seen[plan.key]))
        seen[plan.key] = folder
    notices += empty_months(order.span, [issue.day for issue in issues if issue.day])
    return [_order_of(order, folder) for folder in seen.values()], notices


def _from_library(order: BatchOrder) -> tuple[list[Order], list[Notice]]:
    """The issues that articles of the library make; an issue file with the key of one stands in its place."""
    by, library = order.by or By.MONTH, order.library or project_folder(order.folder) / LIBRARY_FOLDER
    library = library.absolute()  # the workers of a cluster stand elsewhere
    wanted = replace(order.wanted, since=order.first, until=order.last)
    found = library_issues(library, by, wanted)
    files = {plan.key: plan.folder for _, plan in issues_in(order.folder, order.span)[0] if plan.folder}
    notices = list(found.notices)
    orders = []
    for issue in found.value:
        if folder := files.get(issue.key):
            notices.append(Notice("press.issue-file-first", {"issue": issue.key}))
            orders.append(_order_of(order, folder))
        else:
            orders.append(replace(_order_of(order, order.folder), library_issue=issue))
    if by is By.MONTH:
        notices += empty_months(order.span, [issue.date for issue in found.value if issue.date])
    return orders, notices


def _order_of(order: BatchOrder, target: Path) -> Order:
    theme = order.theme or None
    return Order((target,), order.formats, order.scripts, theme, output=order.output, strict=order.strict)
