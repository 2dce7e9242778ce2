"""Sources to articles. In: a `Collection`, what the editor wants to have. Out: `Collected`, the articles and notices.

A source is a file or a folder of files. One that cannot be read becomes a notice; the others go on.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from bulletin.collect import MEDIA_TYPES, read_articles
from bulletin.errors import BulletinError
from bulletin.model import Article, Notice
from bulletin.press.order import Progress, Step, silent
from bulletin.script import script_of


@dataclass(frozen=True, slots=True)
class Collection:
    """What the editor asked for. `section` is for articles whose source names none; `since` leaves out older ones."""

    sources: tuple[str, ...]
    section: str = ""
    since: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """An article, and what is to be said of it."""

    article: Article
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Collected:
    """What a run found; `notices` are those of sources that gave no article."""

    found: tuple[Found, ...]
    notices: tuple[Notice, ...] = ()


def look(order: Collection, progress: Progress = silent) -> Collected:
    """Read every source and keep nothing."""
    found: list[Found] = []
    notices: list[Notice] = []
    files = [file for source in order.sources for file in _files(Path(source))]
    for done, file in enumerate(files):
        progress(Step("read", file.name, done, len(files)))
        try:
            outcome = read_articles(file)
        except BulletinError as error:
            notices.append(Notice(error.code, error.values, article=str(file), place=_within(error, file)))
        else:
            articles = [_described(article, order) for article in outcome.value]
            found += (
                Found(article, _said_of(article, articles, outcome.notices))
                for article in articles
                if not (order.since and article.date and article.date < order.since)
            )
    return Collected(tuple(found), tuple(notices))


def _described(article: Article, order: Collection) -> Article:
    """The article with its script and, where it has none, the section asked for."""
    script = article.script or script_of(article.title + article.body.text)
    return replace(article, script=script, section=article.section or order.section)


def _said_of(article: Article, articles: Sequence[Article], notices: Sequence[Notice]) -> tuple[Notice, ...]:
    """The notices of one article of a file; what is said of no article in particular is said of each."""
    titles = {other.title for other in articles}
    return tuple(
        notice for notice in notices if notice.article == article.title or notice.article not in titles
    )


def _files(source: Path) -> Iterator[Path]:
    """The file itself, or the files of a folder and the folders in it that have a reader, in name order."""
    if not source.is_dir():
        yield source
        return
    for path in sorted(source.rglob("*")):
        hidden = any(part.startswith((".", "~$")) for part in path.relative_to(source).parts)
        if path.suffix.lower() in MEDIA_TYPES and not hidden and path.is_file():
            yield path


def _within(error: BulletinError, file: Path) -> str:
    return "" if Path(error.place).name == file.name else error.place
