"""Articles of the library where a plan names files. In: a number. Out: a path that stands for it; the article; its digest.

So an issue straight from the library goes the way of any other: planned, read, composed, held against what was made.
"""

import re
from pathlib import Path
from typing import Final

from bulletin.library import DATABASE, open_library
from bulletin.model import Article, Outcome

_LENT: Final = re.compile(r"#(\d{1,9})")


def place_of(library: Path, number: int) -> Path:
    """The path that stands for an article of the library; no file lies there."""
    return library.resolve() / f"#{number}"


def number_at(path: Path) -> int | None:
    """The number of the article that a path stands for; None for the path of a file."""
    found = _LENT.fullmatch(path.name)
    return int(found[1]) if found and (path.parent / DATABASE).is_file() else None


def lent_article(path: Path, number: int) -> Outcome[tuple[Article, ...]]:
    """The article, as a reader would give it. Raises InputError `library.no-article`."""
    with open_library(path.parent) as shelf:
        return Outcome((shelf.get(number).article,), ())


def lent_digest(path: Path, number: int) -> str:
    """The digest of all that the article prints. Raises as `lent_article`."""
    with open_library(path.parent) as shelf:
        return shelf.digest(number)
