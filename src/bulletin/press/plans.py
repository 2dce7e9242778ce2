"""What an order is about. In: an `Order`. Out: its plans, the settings they are made under. Loads no engine."""

from dataclasses import replace

from bulletin.errors import InputError, UsageError
from bulletin.library import Wanted
from bulletin.planning import Choices, IssuePlan, Settings, quick_plan, read_issue_plan, read_settings
from bulletin.press.choosing import Span, issues_in
from bulletin.press.folders import is_issue
from bulletin.press.library_issues import library_issues, library_plan
from bulletin.press.order import By, Order, Volume


def plan_of(order: Order) -> IssuePlan:
    """The plan of the issue that is asked for, or of loose article files. Raises UsageError for two issues."""
    if order.library_issue:
        return library_plan(order.targets[0], order.library_issue)
    folders = list(filter(is_issue, order.targets))
    if not folders:
        return quick_plan(order.targets, order.title)
    if len(order.targets) > 1 and folders[0].exists():
        raise UsageError("press.one-issue-at-a-time", place=str(folders[0]))
    plan = read_issue_plan(folders[0])
    return replace(plan, title=order.title) if order.title else plan


def plans_of(order: Order) -> tuple[IssuePlan, ...]:
    """The plan of the issue asked for, or those of the issues of a volume. Raises as `plan_of`, and InputError
    `press.no-issue-then`, `press.no-articles-then` or `press.nothing-there` for a volume of nothing."""
    if order.volume is None:
        return (plan_of(order),)
    if not order.targets[0].is_dir():
        raise InputError("press.nothing-there", place=str(order.targets[0]))
    plans = _bound(order, order.volume)
    if not plans:
        code = "press.no-articles-then" if order.volume.library else "press.no-issue-then"
        raise InputError(code, place=str(order.targets[0]))
    return plans


def key_of(order: Order, plan: IssuePlan) -> str:
    """The stem of the files of an order whose first issue is `plan`."""
    return order.volume.key if order.volume else plan.key


def settings_of(order: Order, plan: IssuePlan) -> Settings:
    """bulletin.toml, what the issue says over it, and the command line over both; a volume is of no issue's mind.

    Raises InputError."""
    settings = read_settings(order.targets[0] if order.volume else plan.folder)
    if order.volume is None:
        settings = settings.for_issue(plan)
    return settings.with_choices(
        Choices(order.scripts, order.formats, order.theme or "", bleed_mm=order.bleed_mm, attach=order.attach)
    )


def _bound(order: Order, volume: Volume) -> tuple[IssuePlan, ...]:
    """The issues of a volume by day. An issue with a bulletin.toml of its own belongs to another periodical."""
    folder = order.targets[0]
    if volume.library:
        wanted = Wanted(volume.first, volume.last)
        months = library_issues(volume.library, By.MONTH, wanted).value
        return tuple(library_plan(folder, month) for month in months)
    home = read_settings(folder).folder
    issues, _ = issues_in(folder, Span(volume.first, volume.last))
    return tuple(issue.plan for issue in issues if read_settings(issue.plan.folder).folder == home)
