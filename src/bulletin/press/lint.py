"""An issue held against the rules of content. In: its folder. Out: a `Draft`, and what the rules say of its editions."""

from typing import NamedTuple

from bulletin import checks, script
from bulletin.model import Glossary, Issue, Notice, Script
from bulletin.planning import Settings, compose, read_settings
from bulletin.press import limits
from bulletin.press.order import Order, silent
from bulletin.press.plans import plan_of
from bulletin.press.run import Run


class Draft(NamedTuple):
    """An issue as its articles stand, before any conversion."""

    issue: Issue
    settings: Settings
    glossary: Glossary


def draft_of(order: Order) -> Draft:
    """The issue that is asked for. An article that cannot be read is left out: making the issue tells of it.

    Raises InputError as planning does.
    """
    plan = plan_of(order)
    settings = read_settings(plan.folder).for_issue(plan)
    run = Run(silent, len(plan.files))
    issue = compose(plan, settings, run.read(order.kept(plan.files))).value
    return Draft(issue, settings, run.glossary(plan, settings))


def content_notices(draft: Draft, form: Script, cover_text: str, *, first: bool) -> tuple[Notice, ...]:
    """What the rules say of the edition in `form`, whose first page shows `cover_text`; all of them of the `first`."""
    rules = checks.RULES if first else checks.REGIONAL_RULES
    with limits.within(limits.for_issue(draft.issue)):
        edition = script.make_edition(
            draft.issue, form, style=draft.settings.style, glossary=draft.glossary
        ).value
        return tuple(checks.checked(checks.Subject(edition, cover_text), rules))
