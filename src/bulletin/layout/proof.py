"""The side-by-side proof. In: an issue's rows, source and edition. Out: a `Sheet` to print, or one HTML page.

Its template and style sheet are `templates/proof`; a periodical's own folder of that name stands in their place.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Final

from markupsafe import Markup

from bulletin.errors import InputError
from bulletin.layout.engine import render_in
from bulletin.layout.labels import labels
from bulletin.layout.titles import on_one_line
from bulletin.model import Change, Edition, ProofArticle, Row, Sheet, Squeezing, TypeStyle
from bulletin.shipped import shipped_folder

_FOLDER: Final = "proof"
# Lines are ragged and stand as they fall: a reader of proofs looks at characters, and wants the proof soon.
_STYLE: Final = TypeStyle(squeezing=Squeezing.NONE, autospace_em=0)
_TEMPLATE: Final = "proof.html.j2"
_STYLES: Final = "proof.css"
# In the order of the legend: what deserves a reader's eye first.
_LEGEND: Final = (
    Change.DOUBTFUL,
    Change.VOCABULARY,
    Change.GLOSSARY,
    Change.DECISION,
    Change.PUNCTUATION,
    Change.CHARACTERS,
)


@dataclass(frozen=True, slots=True)
class _Numbered:
    """An article with its number and its rows'; the issue's own texts have none."""

    number: str
    title: str
    lang: str
    rows: tuple[tuple[str, Row], ...]


def proof_sheet(edition: Edition, articles: Sequence[ProofArticle], folders: Sequence[Path] = ()) -> Sheet:
    """The proof for print. `folders` are looked in first for a folder `proof`. Raises InputError as `render_in`."""
    folder = _folder(folders)
    return Sheet(
        html=render_in((folder,), _TEMPLATE, _values(edition, articles, "")),
        resources={_STYLES: (_styles(folder).encode(), "text/css")},
        title=_title(edition),
        lang=edition.lang,
        style=_STYLE,
    )


def proof_page(edition: Edition, articles: Sequence[ProofArticle], folders: Sequence[Path] = ()) -> str:
    """The proof as one HTML page that needs no other file. Raises InputError as `render_in`."""
    folder = _folder(folders)
    return render_in((folder,), _TEMPLATE, _values(edition, articles, _styles(folder)))


def _folder(folders: Sequence[Path]) -> Path:
    homes = [home / _FOLDER for home in (*folders, shipped_folder("templates"))]
    return next((home for home in homes if (home / _TEMPLATE).is_file()), homes[-1])


def _styles(folder: Path) -> str:
    path = folder / _STYLES
    if not path.is_file():
        raise InputError("layout.theme-file-missing", place=str(folder), name=_STYLES)
    return path.read_text(encoding="utf-8")


def _values(edition: Edition, articles: Sequence[ProofArticle], style: str) -> dict[str, object]:
    words = labels(edition.lang)
    changes = Counter(piece.change for article in articles for row in article.rows for piece in row.pieces)
    return {
        "lang": edition.lang,
        "title": _title(edition),
        "script": f"{words['proof_edition']} {edition.script}",
        "labels": words,
        "style": Markup(style),  # noqa: S704 a style sheet is the editor's own file, as a template is
        "counts": [(change, changes[change]) for change in _LEGEND],
        "articles": list(_numbered(articles, words["proof_front"])),
    }


def _numbered(articles: Sequence[ProofArticle], front: str) -> Iterator[_Numbered]:
    numbers = count(1)
    for article in articles:
        prefix = str(next(numbers)) if article.title else ""
        rows = tuple(
            (f"{prefix}.{number}" if prefix else str(number), row)
            for number, row in enumerate(article.rows, start=1)
        )
        yield _Numbered(prefix, on_one_line(article.title) or front, article.lang, rows)


def _title(edition: Edition) -> str:
    name = on_one_line(edition.issue.periodical.name)
    return " ".join(filter(None, (name, edition.issue.key, labels(edition.lang)["proof"])))
