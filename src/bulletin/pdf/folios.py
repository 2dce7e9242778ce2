"""Which text begins which page. In: the pages WeasyPrint has laid out. Out: a `PrintedPage` for each.

Text is counted where the sheet says `data-place`. Notes at the foot, what style sheets generate, readings over ruby, and
table heads said again on a further page are not counted: the e-book has them elsewhere, or not at all.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from bulletin.model import PrintedPage
from bulletin.model.pages import letters_in

_FOLIO: Final = re.compile(r"[\W_]*(\d+|[ivxlcdm]+)[\W_]*", re.IGNORECASE)
_UNCOUNTED: Final = frozenset({"rt", "rp"})
_UNCOUNTED_CLASSES: Final = frozenset({"noteref", "reading"})


@dataclass(frozen=True, slots=True)
class FoundPages:
    """The pages of a part of a document: each with its folio as printed (empty where none is) and the text that begins
    it; and how many letters of each place the part has."""

    pages: tuple[PrintedPage, ...]
    letters: Mapping[str, int] = field(hash=False)


def printed_pages(pages: Sequence[Any]) -> tuple[PrintedPage, ...]:
    """The pages of a laid-out document, each with its folio and the text that begins it."""
    return joined([found_pages(pages)])


def found_pages(pages: Sequence[Any]) -> FoundPages:
    """The same of a part of a document."""
    counted: Counter[str] = Counter()
    heads: set[Any] = set()
    found = []
    for page in pages:
        folio = _printed_folio(page._page_box)
        start: PrintedPage | None = None
        for place, text in _texts(_flow(page._page_box), "", heads):
            letters = letters_in(text)
            if letters and start is None:
                start = PrintedPage(folio, place, counted[place])
            counted[place] += letters
        found.append(start or PrintedPage(folio))
    return FoundPages(tuple(found), dict(counted))


def joined(parts: Sequence[FoundPages]) -> tuple[PrintedPage, ...]:
    """The pages of all parts of a document, in order."""
    before: Counter[str] = Counter()
    pages: list[PrintedPage] = []
    for part in parts:
        pages += [replace(page, letters=page.letters + before[page.place]) for page in part.pages]
        before.update(part.letters)
    folios = _folios([page.folio for page in pages])
    return tuple(replace(page, folio=folio) for folio, page in zip(folios, pages, strict=True))


def _flow(page: Any) -> Iterator[Any]:
    """The boxes of a page but for its margins and its notes."""
    return (box for box in page.children if type(box).__name__ not in ("MarginBox", "FootnoteAreaBox"))


def _texts(boxes: Iterable[Any], place: str, heads: set[Any]) -> Iterator[tuple[str, str]]:
    """Every run of text inside a place, with the place, in order."""
    for box in boxes:
        element = box.element
        if "::" in (box.element_tag or ""):
            continue
        here = place
        if hasattr(element, "get"):
            here = element.get("data-place") or place
            if element.tag in _UNCOUNTED or _UNCOUNTED_CLASSES & set((element.get("class") or "").split()):
                continue
        if type(box).__name__ == "TableRowGroupBox" and box.element_tag == "thead":
            if element in heads:
                continue
            heads.add(element)
        if text := getattr(box, "text", ""):
            if here:
                yield here, text
        else:
            yield from _texts(getattr(box, "children", ()), here, heads)


def _printed_folio(page: Any) -> str:
    """The number in a margin of the page; empty where there is none."""
    for box in page.children:
        if type(box).__name__ == "MarginBox":
            said = "".join(text for _, text in _texts(box.children, "margin", set()))
            if number := _FOLIO.fullmatch(said.strip()):
                return number[1]
    return ""


def _folios(printed: Sequence[str]) -> list[str]:
    """A folio for every page: one that is not printed is counted from its neighbours, the next ones first."""
    folios = [*printed]
    for place, folio in reversed([*enumerate(folios)]):
        after = folios[place + 1] if place + 1 < len(folios) else ""
        if not folio and after.isdecimal() and int(after) > 1:
            folios[place] = str(int(after) - 1)
    for place, folio in enumerate(folios):
        before = folios[place - 1] if place else "0"
        if not folio:
            folios[place] = str(int(before) + 1) if before.isdecimal() else f"[{place + 1}]"
    return folios
