"""How sure a reader can be of what it found. In: an Article. Out: a number for each field, and notices of the doubtful.

Only what the fields look like is judged: a title that is the file's name, a date to come, a source as long as a sentence.
"""

import datetime
import re
from collections.abc import Mapping
from typing import Final

from bulletin.collect.characters import weight_of
from bulletin.model import Article, Notice

DOUBTFUL: Final = 0.6  # below this a person should look; 0 is for a field that was not found

_SITE_IN_TITLE: Final = re.compile(r"[_|｜]|[-–—]\s*\S{2,12}(?:网|報|报|平台|公众号)$")
_NOT_A_NAME: Final = re.compile(r"[\d：:，。！？]|https?")
_NUMBER_OF_ISSUE: Final = re.compile(
    r"\s*(?:(?:19|20)\d\d年)?(?:总?第?\s?\d+[期号號])"
)  # 枫浦会刊 2021年第3期 is a source
_OLDEST: Final = datetime.date(1949, 1, 1)
_LONGEST_TITLE: Final = 60
_LONGEST_NAME: Final = 24
_SHORT_TEXT: Final = 80

# What is said of a field that may be wrong.
DOUBTS: Final = {
    "title": "collect.doubtful-title",
    "date": "collect.doubtful-date",
    "source": "collect.doubtful-source",
    "byline": "collect.doubtful-byline",
    "editor": "collect.doubtful-editor",
    "body": "collect.doubtful-body",
}


def confidence_of(article: Article, today: datetime.date) -> dict[str, float]:
    """0 to 1 for title, date, source, byline, editor and body."""
    return {
        "title": _title(article),
        "date": _date(article.date, today),
        "source": _name(article.source),
        "byline": max(map(_name, article.byline.split()), default=0.0),
        "editor": _name(article.editor),
        "body": _body(article.body.text),
    }


def doubts(article: Article, confidence: Mapping[str, float]) -> tuple[Notice, ...]:
    """A notice for each field that was found and may be wrong."""
    return tuple(
        Notice(DOUBTS[name], {"value": _shown(article, name)}, article.title)
        for name, value in confidence.items()
        if 0 < value < DOUBTFUL
    )


def _shown(article: Article, name: str) -> str:
    return f"{' '.join(article.body.text[:20].split())}…" if name == "body" else str(getattr(article, name))


def _title(article: Article) -> float:
    if article.title == article.key:
        return 0.1
    if weight_of(article.title) > _LONGEST_TITLE or _SITE_IN_TITLE.search(article.title):
        return 0.5
    return 0.95


def _date(date: datetime.date | None, today: datetime.date) -> float:
    if date is None:
        return 0.0
    return 0.95 if _OLDEST <= date <= today + datetime.timedelta(days=1) else 0.2


def _name(name: str) -> float:
    if not name:
        return 0.0
    name = _NUMBER_OF_ISSUE.sub("", name)
    return 0.5 if len(name) > _LONGEST_NAME or _NOT_A_NAME.search(name) else 0.9


def _body(text: str) -> float:
    if "\ufffd" in text:
        return 0.4
    return 0.55 if weight_of(text) < _SHORT_TEXT else 0.95
