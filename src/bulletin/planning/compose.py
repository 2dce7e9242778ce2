"""A plan and the articles read for it → the Issue, in print order, with what the editor should know of it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, cast

from bulletin.errors import InputError
from bulletin.model import Article, Body, Issue, Notice, Outcome, Section
from bulletin.planning.names import unique
from bulletin.planning.plan import ArticleReference, IssuePlan
from bulletin.planning.settings import Settings

# What belongs to one article and cannot be given to several in one file.
_OF_ONE_ARTICLE: Final = frozenset({"title", "kicker", "subtitle", "url"})


def compose(
    plan: IssuePlan, settings: Settings, articles: Mapping[Path, Sequence[Article]]
) -> Outcome[Issue]:
    """The issue. `articles` holds what was read from each of `plan.files`; a file that could not be read is not
    in it and is left out (whoever read it has said so). An empty section is left out with a notice.

    Article keys are unique in the issue. Raises InputError when none is listed, or none is left.
    """
    if not any(section.articles for section in plan.sections):
        raise InputError("planning.nothing-listed", place=str(plan.folder or ""))
    notices: list[Notice] = []
    if plan.folder and not settings.folder:
        notices.append(Notice("planning.no-periodical", place=str(plan.folder)))
    sections = []
    for section in plan.sections:
        chosen = [
            article for reference in section.articles for article in _overridden(reference, articles, notices)
        ]
        if chosen:
            sections.append(Section(section.title, tuple(chosen), section.kind))
        elif section.title:
            notices.append(Notice("planning.empty-section", {"section": section.title}, place=section.place))
        elif not section.articles:
            notices.append(Notice("planning.empty-list", place=section.place))
    if not sections:
        raise InputError("planning.nothing-to-print", place=str(plan.folder or ""))
    notices += _repeated(sections)
    settings = settings.for_issue(plan)
    issue = Issue(
        key=plan.key,
        title=plan.title or ("" if settings.periodical.name else sections[0].articles[0].title),
        periodical=settings.periodical,
        sections=_with_unique_keys(sections),
        number=plan.number,
        total_number=plan.total_number,
        date=plan.date,
        editors_note=_editors_note(plan, articles),
        cover=plan.cover or settings.cover,
        events=plan.events,
        events_title=plan.events_title,
    )
    return Outcome(issue, tuple(notices))


def _overridden(
    reference: ArticleReference, articles: Mapping[Path, Sequence[Article]], notices: list[Notice]
) -> list[Article]:
    """The articles of one reference with its overrides put over them."""
    found = articles.get(reference.path, ())
    overrides = dict(reference.overrides)
    if len(found) > 1 and (refused := sorted(_OF_ONE_ARTICLE & overrides.keys())):
        values = {"file": reference.path.name, "count": len(found), "keys": ", ".join(refused)}
        notices.append(Notice("planning.several-articles", values, place=reference.place))
        overrides = {name: value for name, value in overrides.items() if name not in refused}
    # The names and types of overrides are those of the ARTICLE table, which are Article's own.
    return [replace(article, **cast("dict[str, Any]", overrides)) for article in found]


def _repeated(sections: Sequence[Section]) -> list[Notice]:
    """A notice for each article whose text stands in the issue already."""
    seen: dict[Body, str] = {}
    notices = []
    for section in sections:
        for article in section.articles:
            if article.body in seen:
                values = {"first": seen[article.body]}
                notices.append(Notice("planning.repeated-article", values, article=article.title))
            seen.setdefault(article.body, article.title)
    return notices


def _with_unique_keys(sections: Sequence[Section]) -> tuple[Section, ...]:
    keys = iter(unique(article.key for section in sections for article in section.articles))
    return tuple(
        replace(section, articles=tuple(replace(article, key=next(keys)) for article in section.articles))
        for section in sections
    )


def _editors_note(plan: IssuePlan, articles: Mapping[Path, Sequence[Article]]) -> Body | None:
    """The note from its file, else from issue.toml, where each line is a paragraph."""
    if plan.editors_note_file:
        return next((article.body for article in articles.get(plan.editors_note_file, ())), None)
    paragraphs = [line.strip() for line in plan.editors_note.splitlines()]
    return Body.from_paragraphs(*paragraphs) if any(paragraphs) else None
