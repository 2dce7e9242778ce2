"""The issues of a year in one volume (合订本). In: the editions of the issues, the volume's own. Out: one edition.

Every issue is converted by itself, with its own terms and decisions, so that a text reads in the volume as it did in its
issue; the volume is joined from the results, one part for each issue.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bulletin import layout
from bulletin.model import Article, Body, Edition, Issue, Notice, Outcome, Periodical, Section
from bulletin.model.calendar import default_style, issue_number, month_in_chinese
from bulletin.press.order import Volume


def frame_of(volume: Volume, periodical: Periodical) -> Issue:
    """The volume without its articles, to be converted like an issue."""
    return Issue(volume.key, volume.title, periodical, (), date=volume.last)


def bound(frame: Edition, editions: Sequence[Edition]) -> Outcome[Edition]:
    """One edition of the `editions` of issues, in their order. An article whose text an earlier issue has is left out, and
    counted in a notice."""
    lang = Counter(edition.lang for edition in editions).most_common(1)[0][0]
    seen: set[Body] = set()
    repeated = 0
    parts = []
    for number, edition in enumerate(editions, start=1):
        articles = []
        for text, article in _articles(edition, number):
            if text in seen:
                repeated += 1
            else:
                articles.append(article)
            seen.add(text)
        if articles:
            parts.append(Section(_title(edition.issue, lang), tuple(articles), is_issue=True))
    days = [edition.issue.date for edition in editions if edition.issue.date]
    issue = replace(frame.issue, sections=tuple(parts), date=max(days, default=frame.issue.date))
    volume = replace(
        frame,
        issue=issue,
        lang=lang,
        names=frozenset().union(*(edition.names for edition in editions)),
        proper_names=frozenset().union(*(edition.proper_names for edition in editions)),
    )
    notices = (Notice("press.bound-once", {"count": repeated}),) if repeated else ()
    return Outcome(volume, notices)


def _articles(edition: Edition, number: int) -> Iterator[tuple[Body, Article]]:
    """The articles of the issue that is bound as the `number`th, its editor's note before them, each with the section it
    stood in and a key that no other issue has; beside each its text as the issue has it."""
    issue = edition.issue
    keys = {article.key: f"i{number}-{article.key}" for article in issue.articles}
    if issue.editors_note and not issue.editors_note.is_empty:
        title = layout.labels(edition.lang)["editors_note"]
        note = _led(issue.editors_note, keys)
        yield issue.editors_note, Article(f"i{number}-note", title, note)
    for section in issue.sections:
        for article in section.articles:
            body = _led(article.body, keys)
            bound_one = replace(article, key=keys[article.key], section=section.title, body=body)
            yield article.body, bound_one


def _led(body: Body, keys: dict[str, str]) -> Body:
    """A body whose references to other articles of its issue lead to their new keys."""
    xhtml = body.xhtml
    for old, new in keys.items():
        for end in ('"', "#"):
            xhtml = xhtml.replace(f'"article:{old}{end}', f'"article:{new}{end}')
    return body if xhtml == body.xhtml else Body(xhtml)


def _title(issue: Issue, lang: str) -> str:
    """第3期　2026年3月; its own title in place of the month where it has one."""
    style = default_style(lang)
    number = issue_number(issue.number, style) if issue.number is not None else ""
    month = month_in_chinese(issue.date, style, lang) if issue.date else ""
    return "　".join(filter(None, (number, issue.title or month))) or issue.key
