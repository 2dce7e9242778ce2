"""The pages of the printed edition in the e-book. In: a `PrintedPages`. Out: page breaks in its documents.

EPUB 3.3 structural semantics `pagebreak`, DPUB-ARIA `doc-pagebreak`: whoever holds the paper and whoever holds the
screen can both say "page 12".
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from bulletin.layout.book_notes import EPUB_TYPE, has_class
from bulletin.model import PrintedPage, PrintedPages

_UNCOUNTED: Final = frozenset({"rt", "rp"})
_UNCOUNTED_CLASSES: Final = ("noteref", "footnote")
_OPENING: Final = "“‘「『（《〈〔【"


@dataclass(frozen=True, slots=True)
class Folio:
    """A printed page as the book knows it. `letters` of its place's text come before it."""

    number: str
    key: str
    letters: int

    def mark(self, namespace: str = "") -> etree._Element:
        """The page break: an element without text that says its number."""
        tag = f"{{{namespace}}}span" if namespace else "span"
        mark = etree.Element(tag, {EPUB_TYPE: "pagebreak"})
        for name, value in {"role": "doc-pagebreak", "id": self.key, "aria-label": self.number}.items():
            mark.set(name, value)
        return mark


def folios_of(printed: PrintedPages | None) -> Mapping[str, tuple[Folio, ...]]:
    """The pages of a printed edition by the place they begin in; none where there is no such edition.

    A page without text of its own begins with the next page that has some, the last ones with the last place.
    """
    by_place: dict[str, tuple[Folio, ...]] = {}
    pages = printed.pages if printed else ()
    last = next((page for page in reversed(pages) if page.place), PrintedPage(""))
    for number, page in reversed([*enumerate(pages, start=1)]):
        last = page if page.place else last
        folio = Folio(page.folio, f"page-{number}", last.letters)
        by_place[last.place] = (folio, *by_place.get(last.place, ()))
    return by_place


def insert_folios(root: etree._Element, folios: Iterable[Folio]) -> None:
    """Put each page break before the letter of `root` that begins its page; one beyond the text goes to its end."""
    waiting = sorted(folios, key=lambda folio: folio.letters)
    count = 0
    for element, is_tail in list(_text_places(root)):
        text = (element.tail if is_tail else element.text) or ""
        found = []
        for position, character in enumerate(text):
            if not character.isalnum():
                continue
            while waiting and waiting[0].letters <= count:
                found.append((_before_opening(text, position), waiting.pop(0)))
            count += 1
        _split(element, is_tail, text, found)
    for folio in waiting:
        root.append(folio.mark())


def _text_places(element: etree._Element) -> Iterator[tuple[etree._Element, bool]]:
    """Every counted text below `element`, as (element, whether it is the tail), in order."""
    if element.tag in _UNCOUNTED or any(has_class(element, name) for name in _UNCOUNTED_CLASSES):
        return
    yield element, False
    for child in element:
        if isinstance(child.tag, str):
            yield from _text_places(child)
        yield child, True


def _before_opening(text: str, position: int) -> int:
    """The place before the marks that open what begins at `position`."""
    while position and text[position - 1] in _OPENING:
        position -= 1
    return position


def _split(element: etree._Element, is_tail: bool, text: str, found: list[tuple[int, Folio]]) -> None:
    """Put the page breaks into one text, each at its position."""
    for position, folio in reversed(found):
        mark = folio.mark()
        mark.tail, text = text[position:], text[:position]
        if is_tail:
            element.tail = text
            element.addnext(mark)
            element.tail = text
        else:
            element.text = text
            element.insert(0, mark)
