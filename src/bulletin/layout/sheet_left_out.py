"""What a theme has no place for. In: the set-up and the finished sheet. Out: a notice, so that no text is lost silently.

The texts that stand around an article's body are looked for in the sheet itself: what a theme prints, only its templates
know, and an editor may have written those.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import Final

from bulletin.layout.sheet_setup import Setup
from bulletin.layout.titles import on_one_line
from bulletin.model import Notice
from bulletin.model.calendar import restyled

_MARKUP: Final = re.compile(r"<[^>]*>")
# White space, and what the rules of print put between characters (WORD JOINER).
_NO_TEXT: Final = re.compile("[\\s\u2060]+")


def left_out(setup: Setup, html: str) -> tuple[Notice, ...]:
    """A notice of the texts of the issue that do not stand in `html`; what an option left out is left out by wish."""
    printed = _bare(unescape(_MARKUP.sub("", html)))
    lost = [text for text in dict.fromkeys(filter(None, _texts(setup))) if _bare(text) not in printed]
    if not lost:
        return ()
    return (
        Notice(
            "layout.not-printed",
            {"theme": setup.theme.name, "text": on_one_line(lost[0]), "count": len(lost)},
        ),
    )


def _texts(setup: Setup) -> Iterator[str]:
    issue = setup.issue
    if issue.editors_note:
        yield next((line for line in issue.editors_note.text.splitlines() if line.strip()), "")
    for section in issue.sections:
        yield section.title
        for article in section.articles:
            yield from (article.kicker, article.subtitle.lstrip("—"), article.byline, article.source)
            yield from (*article.note.splitlines(), article.editor)
    for event in issue.events:
        yield from (event.what, event.time, event.where)
    # A document names the office that issues it in place of the publisher.
    if setup.theme.prints("colophon"):
        entries = (text for key, text in issue.periodical.colophon.entries if key != "publisher")
        yield from (restyled(text, setup.style, setup.edition.lang) for text in entries)


def _bare(text: str) -> str:
    return _NO_TEXT.sub("", text)
