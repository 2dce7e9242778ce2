"""The documents of the book. In: a theme, an edition, the values of one page. Out: a `Page`.

A template gives markup; here it is proved to be XML, rare characters are wrapped, and it is written as XML:
never through an HTML parser, never indented, so that nothing in it moves.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from bulletin.errors import InputError
from bulletin.layout.book_folios import Folio
from bulletin.layout.book_notes import OPS
from bulletin.layout.book_vertical import level_small_tables, upright_numbers
from bulletin.layout.engine import render
from bulletin.layout.labels import labels
from bulletin.layout.names import names_of
from bulletin.layout.official_words import official_words
from bulletin.layout.themes import Theme
from bulletin.layout.titles import title_lines
from bulletin.model import Asset, Edition, Leaf, NavPoint, Notice
from bulletin.model.calendar import NumberStyle, default_style

_XHTML: Final = "http://www.w3.org/1999/xhtml"
_VOID: Final = frozenset(f"{{{_XHTML}}}{tag}" for tag in ("br", "img", "hr", "link", "meta", "col"))
_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


def article_href(number: int) -> str:
    """The file of the `number`th article of the issue."""
    return f"article-{number:03}.xhtml"


@dataclass(frozen=True, slots=True)
class Page:
    """A leaf with the pictures it shows, what there is to tell of it, and its sub-heads."""

    leaf: Leaf
    pictures: tuple[Asset, ...] = ()
    notices: tuple[Notice, ...] = ()
    heads: tuple[NavPoint, ...] = ()

    @property
    def entry(self) -> NavPoint:
        """The page as an entry of the contents."""
        return NavPoint(self.leaf.title, self.leaf.href, self.heads)


@dataclass(frozen=True, slots=True)
class BookPages:
    """The maker of leaves. `rare` are the characters that only the embedded font is sure to hold; `folios` the pages of
    the printed edition by the place they begin in."""

    theme: Theme
    edition: Edition
    rare: frozenset[str]
    folios: Mapping[str, tuple[Folio, ...]] = field(default_factory=dict, hash=False)
    names: Collection[str] = field(init=False)
    documents: Mapping[str, str] = field(init=False)  # an article's key → its document

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", names_of(self.edition))
        articles = enumerate(self.edition.issue.articles, 1)
        documents = {article.key: article_href(number) for number, article in articles}
        object.__setattr__(self, "documents", documents)

    def title_lines(self, title: str, room_em: float) -> tuple[str, ...]:
        """`title` on lines of at most `room_em`, broken by sense."""
        return title_lines(title, room_em, self.edition.lang, self.names)

    @property
    def style(self) -> NumberStyle:
        """How dates and numbers are written."""
        return self.theme.number_style(default_style(self.edition.lang))

    @property
    def labels(self) -> Mapping[str, str]:
        """The words the page itself says."""
        return labels(self.edition.lang)

    def folios_before(self, place: str) -> tuple[Folio, ...]:
        """The printed pages that begin with `place` itself."""
        return tuple(folio for folio in self.folios.get(place, ()) if not folio.letters)

    def folios_in(self, place: str) -> tuple[Folio, ...]:
        """The printed pages that begin further down in the text of `place`."""
        return tuple(folio for folio in self.folios.get(place, ()) if folio.letters)

    def leaf(  # noqa: PLR0913  # named arguments, each of its own kind
        self,
        kind: str,
        href: str,
        title: str,
        values: Mapping[str, object],
        *,
        landmark: str = "",
        before: Iterable[Folio] = (),
        after: Iterable[Folio] = (),
    ) -> Leaf:
        """The page that the template `book/<kind>.xhtml.j2` makes of `values`.

        Every template also knows `lang` (the page's language, unless `values` say another), `title`, `labels`,
        `options`, `issue`, `periodical` and `official`. The printed pages `before` begin with it, those `after` follow it.
        Raises InputError as `render` does, and `layout.template-broken` if what the template makes is not well-formed.
        """
        template = f"book/{kind}.xhtml.j2"
        known = {
            "lang": self.edition.lang,
            "title": title,
            "labels": self.labels,
            "options": self.theme.options,
            "issue": self.edition.issue,
            "periodical": self.edition.issue.periodical,
            "official": official_words(self.edition.issue, self.style, self.edition.lang),
        }
        page = render(self.theme, template, {**known, **values})
        try:
            root = etree.fromstring(page, _PARSER)
        except etree.XMLSyntaxError as error:
            place = str(self.theme.folder / template)
            raise InputError("layout.template-broken", place=place, detail=f"{title}: {error.msg}") from error
        _add_folios(root, before, after)
        if self.edition.is_vertical_book:
            for body in root.iter(f"{{{_XHTML}}}body"):
                level_small_tables(body)
                upright_numbers(body)
        if self.rare:
            _wrap_rare(root, self.rare)
        return Leaf(href, title, _written(root), landmark)


def _add_folios(root: etree._Element, before: Iterable[Folio], after: Iterable[Folio]) -> None:
    """Put page breaks into the outermost section, before and after what stands in it."""
    section = root.find(f"{{{_XHTML}}}body/{{{_XHTML}}}section")
    if section is None:
        return
    for place, folio in enumerate(before):
        mark = folio.mark(_XHTML)
        if not place:
            mark.tail, section.text = section.text, None
        section.insert(place, mark)
    section.extend([folio.mark(_XHTML) for folio in after])


def _written(root: etree._Element) -> bytes:
    """A document as XML that an HTML parser reads alike: an empty element has an end tag unless HTML has none."""
    for element in root.iter(etree.Element):
        if not len(element) and element.text is None and element.tag not in _VOID:
            element.text = ""
    etree.cleanup_namespaces(root, top_nsmap={None: _XHTML, "epub": OPS})
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>")


def _wrap_rare(root: etree._Element, rare: frozenset[str]) -> None:
    """Put every run of `rare` characters of the body in `<span class="rare">`."""
    runs = re.compile(f"([{''.join(map(re.escape, sorted(rare)))}]+)")
    body = root.find(f"{{{_XHTML}}}body")
    for element in [] if body is None else list(body.iter(etree.Element)):
        if element.text and runs.search(element.text):
            element.text, *rest = runs.split(element.text)
            for place, span in enumerate(_spans(rest)):
                element.insert(place, span)
        if element is not body and element.tail and runs.search(element.tail):
            before, *rest = runs.split(element.tail)
            element.tail = None
            for span in reversed(_spans(rest)):
                element.addnext(span)
            element.tail = before


def _spans(pieces: list[str]) -> list[etree._Element]:
    """One span for each rare run; `pieces` are runs and the text after each, in turn."""
    spans = []
    for run, after in zip(pieces[::2], pieces[1::2], strict=True):
        span = etree.Element(f"{{{_XHTML}}}span", {"class": "rare"})
        span.text, span.tail = run, after
        spans.append(span)
    return spans
