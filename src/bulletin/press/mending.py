"""An article of the library in an editor's hands. In: its number. Out: a file to edit, and its changes taken back."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final, cast

from bulletin.collect import manuscript, read_articles
from bulletin.collect.confidence import DOUBTFUL, DOUBTS
from bulletin.collect.dates import date_of
from bulletin.errors import UsageError
from bulletin.library import Holding, Library, Permission, open_library
from bulletin.messages import Language, wording
from bulletin.model import Article, Script
from bulletin.press import limits
from bulletin.script import fold

TEXTS: Final = "title kicker subtitle byline source editor section note url".split()
SETTABLE: Final = (*TEXTS, "date", "script", "tags", "permission")


def draft(library: Path, number: int, folder: Path, language: Language) -> Path:
    """The article as a file in `folder`, its pictures beside it, a remark above each field that may be wrong."""
    with open_library(library, fold=fold) as shelf:
        holding = shelf.get(number)
    for asset in holding.article.assets:
        (folder / asset.name).write_bytes(asset.data)
    file = folder / f"{number:04}.md"
    file.write_text(manuscript(holding.article, remarks=_remarks(holding, language)), encoding="utf-8")
    return file


def take_back(library: Path, number: int, file: Path) -> tuple[str, ...]:
    """Put what was changed in a draft into the library; the names of the fields. Raises what `read_articles` raises."""
    with limits.within(limits.for_file(file)):
        (new,) = read_articles(file).value
    if new.title == file.stem:  # what a file without a title is called by
        new = replace(new, title="")
    with open_library(library, write=True, fold=fold) as shelf:
        old = shelf.get(number).article
        changes = {
            name: getattr(new, name) for name in (*TEXTS, "date", "script") if _differs(old, new, name)
        }
        if new.body != old.body and _words(new) != _words(old):
            changes |= {"body": new.body, "assets": new.assets}
        _updated(shelf, number, changes)
    return tuple(name for name in changes if name != "assets")


def mend(library: Path, numbers: Sequence[int], settings: Mapping[str, str]) -> None:
    """Set fields of articles from text; of all of them, or of none where one is not there.

    Raises UsageError `press.no-such-field`, `press.bad-date`, `press.bad-choice`; what `Library.get` raises."""
    changes = {name: _value(name, text.strip()) for name, text in settings.items()}
    with open_library(library, write=True, fold=fold) as shelf:
        for number in numbers:
            shelf.get(number)
        for number in numbers:
            _updated(shelf, number, changes)


def _updated(shelf: Library, number: int, changes: dict[str, object]) -> None:
    if changes:
        # The names and types are those of the library's Changes.
        shelf.update(number, **cast("dict[str, Any]", changes))


def _remarks(holding: Holding, language: Language) -> dict[str, str]:
    return {
        name if name != "body" else "": wording(
            DOUBTS[name], {"value": getattr(holding.article, name, "")}, language
        ).message
        for name, value in holding.confidence.items()
        if 0 < value < DOUBTFUL and name not in holding.edited and name != "body"
    }


def _differs(old: Article, new: Article, name: str) -> bool:
    return bool(getattr(old, name) != getattr(new, name))


def _words(article: Article) -> str:
    """The body with its pictures unnamed: a picture that is read again gets the name of its new bytes."""
    text = article.body.xhtml
    for asset in article.assets:
        text = text.replace(asset.name, "")
    return text


def _value(name: str, text: str) -> object:
    if name not in SETTABLE:
        raise UsageError("press.no-such-field", field=name, known=" ".join(SETTABLE))
    if name == "date":
        if text and date_of(text) is None:
            raise UsageError("press.bad-date", text=text)
        return date_of(text) if text else None
    if name == "tags":
        return tuple(filter(None, (tag.strip() for tag in text.replace("，", ",").split(","))))
    if name in ("script", "permission"):
        return _choice(Script if name == "script" else Permission, name, text)
    return text


def _choice(kind: type[Script] | type[Permission], name: str, text: str) -> object:
    try:
        return kind(text) if text else None
    except ValueError as error:
        raise UsageError("press.bad-choice", field=name, text=text, known=" ".join(kind)) from error
