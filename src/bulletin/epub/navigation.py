"""The ways into the book. In: a `Book`. Out: nav.xhtml (contents, landmarks), toc.ncx and the guide.

EPUB 3.3 §7 for the navigation document; the NCX (DAISY 2005-1) and the guide (OPF 2.0.1 §2.6) are for Kindle and
for older reading systems.
"""

from collections.abc import Iterator
from html import escape
from itertools import count
from typing import Final

from lxml import etree
from lxml.builder import ElementMaker

from bulletin.epub.checks import NAV_HREF, entries
from bulletin.epub.leaves import XHTML
from bulletin.model import Book, NavPoint

_OPS: Final = "http://www.idpf.org/2007/ops"
_NCX: Final = "http://www.daisy.org/z3986/2005/ncx/"
_TYPE: Final = f"{{{_OPS}}}type"
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"

_LIST, _ITEM, _LINK = (f"{{{XHTML}}}{tag}" for tag in ("ol", "li", "a"))
_H: Final = ElementMaker(namespace=XHTML, nsmap={None: XHTML, "epub": _OPS})

# A landmark's name in the guide of EPUB 2; a landmark that is not here has none.
_GUIDE_TYPES: Final = {
    "cover": "cover",
    "titlepage": "title-page",
    "toc": "toc",
    "preface": "preface",
    "bodymatter": "text",
    "colophon": "colophon",
}

# The contents stand after these in the order of reading.
_BEFORE_CONTENTS: Final = ("cover", "titlepage")


def contents_position(book: Book) -> int:
    """How many leaves come before the contents in the spine: cover and title page."""
    return next(
        (place for place, leaf in enumerate(book.leaves) if leaf.landmark not in _BEFORE_CONTENTS),
        len(book.leaves),
    )


def nav_document(book: Book, pages: tuple[NavPoint, ...] = ()) -> bytes:
    """The navigation document, which is also the contents page a reader turns to; `pages` are the printed ones."""
    head = _H.head(_H.title(book.contents_title))
    for sheet in (file.href for file in book.resources if file.media_type == "text/css"):
        head.append(_H.link(rel="stylesheet", type="text/css", href=sheet))
    contents = _H.nav(
        {_TYPE: "toc", "role": "doc-toc", "id": "contents", "aria-labelledby": "contents-title"},
        _H.h1({"id": "contents-title"}, book.contents_title),
    )
    _list(contents, book.contents)
    landmarks = _H.nav(
        {_TYPE: "landmarks", "hidden": "", "aria-labelledby": "landmarks-title"},
        _H.h2({"id": "landmarks-title"}, book.landmarks_title),
        _H.ol(
            *(
                _H.li(_H.a({_TYPE: landmark, "href": href}, title))
                for landmark, title, href in _landmarks(book)
            )
        ),
    )
    root = _H.html(
        {"lang": book.lang, _LANG: book.lang}, head, _H.body(contents, landmarks, *_page_list(book, pages))
    )
    return _document(root, "<!DOCTYPE html>")


def _page_list(book: Book, pages: tuple[NavPoint, ...]) -> Iterator[etree._Element]:
    """The printed pages (EPUB 3.3 §7.4.3), for the reading system's "go to page"; nothing where there are none."""
    if pages:
        yield _H.nav(
            {_TYPE: "page-list", "role": "doc-pagelist", "hidden": "", "aria-labelledby": "pages-title"},
            _H.h2({"id": "pages-title"}, f"{book.pages_title} {book.pages_source}".strip()),
            _H.ol(*(_H.li(_H.a({"href": page.href}, page.title)) for page in pages)),
        )


def _list(parent: etree._Element, points: tuple[NavPoint, ...]) -> None:
    """Under `parent` entries and, below each, its own. Places inside a document are for the reading system's panel, not
    for the page. Grown from the top: a branch put into a tree is renamed leaf by leaf, at every level again."""
    items = etree.SubElement(parent, _LIST)
    if _inside_a_document(points):
        items.set("hidden", "")
    for point in points:
        item = etree.SubElement(items, _ITEM)
        etree.SubElement(item, _LINK, href=point.href).text = point.title
        if point.children:
            if not _inside_a_document(point.children):
                item.set("class", "section")
            _list(item, point.children)


def _inside_a_document(points: tuple[NavPoint, ...]) -> bool:
    return all("#" in point.href for point in points)


def _landmarks(book: Book) -> Iterator[tuple[str, str, str]]:
    """Landmark, title and href of each place, in the order of reading."""
    leaves = [(leaf.landmark, leaf.title, leaf.href) for leaf in book.leaves]
    place = contents_position(book)
    for landmark in (*leaves[:place], ("toc", book.contents_title, NAV_HREF), *leaves[place:]):
        if landmark[0]:
            yield landmark


def ncx_document(book: Book, pages: tuple[NavPoint, ...] = ()) -> bytes:
    """The same contents and pages as an NCX. Entries that lead to one place share one playOrder, as DAISY asks.

    Written as text: a volume of a thousand articles has entries by the ten thousand, and no two elements differ."""
    hrefs = dict.fromkeys(point.href for point in (*entries(book.contents), *pages))
    order = {href: number for number, href in enumerate(hrefs, start=1)}
    numbers = count(1)

    def nav_point(point: NavPoint) -> str:
        opening = f'<navPoint id="point-{next(numbers)}" playOrder="{order[point.href]}">'
        return f"{opening}{_labelled(point)}{''.join(map(nav_point, point.children))}</navPoint>"

    def page_target(number: int, page: NavPoint) -> str:
        kind = f'type="normal" value="{page.title}"' if page.title.isdecimal() else 'type="special"'
        opening = f'<pageTarget id="printed-{number}" playOrder="{order[page.href]}" {kind}>'
        return f"{opening}{_labelled(page)}</pageTarget>"

    facts = {
        "dtb:uid": book.identifier,
        "dtb:depth": _depth(book.contents),
        "dtb:totalPageCount": len(pages),
        "dtb:maxPageNumber": max((int(page.title) for page in pages if page.title.isdecimal()), default=0),
    }
    head = "".join(f'<meta name="{name}" content="{_escaped(fact)}"/>' for name, fact in facts.items())
    targets = "".join(page_target(number, page) for number, page in enumerate(pages, start=1))
    return (
        "<?xml version='1.0' encoding='utf-8'?>\n"
        f'<ncx xmlns="{_NCX}" version="2005-1" xml:lang="{_escaped(book.lang)}"><head>{head}</head>'
        f"<docTitle><text>{_escaped(book.title)}</text></docTitle>"
        f"<navMap>{''.join(map(nav_point, book.contents))}</navMap>"
        f"{f'<pageList>{targets}</pageList>' if targets else ''}</ncx>"
    ).encode()


def _labelled(point: NavPoint) -> str:
    """The words of an entry of the NCX and where it leads."""
    label = f"<navLabel><text>{_escaped(point.title)}</text></navLabel>"
    return f'{label}<content src="{_escaped(point.href)}"/>'


def _escaped(said: object) -> str:
    return escape(str(said))


def guide(book: Book) -> tuple[tuple[str, str, str], ...]:
    """Type, title and href of each reference of the guide."""
    return tuple(
        (_GUIDE_TYPES[landmark], title, href)
        for landmark, title, href in _landmarks(book)
        if landmark in _GUIDE_TYPES
    )


def _depth(points: tuple[NavPoint, ...]) -> int:
    return 1 + max((_depth(point.children) for point in points), default=0) if points else 0


def _document(root: etree._Element, doctype: str | None = None) -> bytes:
    return etree.tostring(root, encoding="utf-8", xml_declaration=True, doctype=doctype)
