"""An issue held against the rules of content. In: its folder. Out: the issue as composed, and the rules' notices."""

from pathlib import Path

from bulletin import checks, script
from bulletin.collect import read_articles
from bulletin.errors import BulletinError
from bulletin.model import Article, Issue, Notice, Script
from bulletin.planning import (
    Silenced,
    compose,
    glossary_files,
    read_glossary,
    read_issue_plan,
    read_settings,
)


def composed_issue(target: Path) -> tuple[Issue, tuple[Silenced, ...]]:
    """The issue as its articles stand, before any conversion, and what its two files silence.

    An article that cannot be read is left out: making the issue tells of it. Raises InputError as planning does.
    """
    plan = read_issue_plan(target)
    settings = read_settings(plan.folder).for_issue(plan)
    articles: dict[Path, tuple[Article, ...]] = {}
    for file in plan.files:
        try:
            articles[file] = read_articles(file).value
        except BulletinError:
            continue
    return compose(plan, settings, articles).value, settings.silenced


def content_notices(
    issue: Issue, target: Path, form: Script, cover_text: str, *, first: bool
) -> tuple[Notice, ...]:
    """What the rules say of the edition in `form`, whose first page shows `cover_text`; all of them of the `first`."""
    plan = read_issue_plan(target)
    settings = read_settings(plan.folder).for_issue(plan)
    glossary = read_glossary(*glossary_files(plan.folder, settings.folder, settings.glossary)).value
    edition = script.make_edition(issue, form, style=settings.style, glossary=glossary).value
    rules = checks.RULES if first else checks.REGIONAL_RULES
    return tuple(checks.checked(checks.Subject(edition, cover_text), rules))
