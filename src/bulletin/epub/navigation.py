"""The ways into the book. In: a `Book`. Out: nav.xhtml (contents, landmarks), toc.ncx and the guide.

EPUB 3.3 §7 for the navigation document; the NCX (DAISY 2005-1) and the guide (OPF 2.0.1 §2.6) are for Kindle and
for older reading systems.
"""

from collections.abc import Iterator
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

_H: Final = ElementMaker(namespace=XHTML, nsmap={None: XHTML, "epub": _OPS})
_N: Final = ElementMaker(namespace=_NCX, nsmap={None: _NCX})

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
        _list(book.contents),
    )
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


def _list(points: tuple[NavPoint, ...]) -> etree._Element:
    """Entries and, below each, its own. Places inside a document are for the reading system's panel, not for the page."""
    items = _H.ol()
    if _inside_a_document(points):
        items.set("hidden", "")
    for point in points:
        item = _H.li(_H.a({"href": point.href}, point.title))
        if point.children:
            if not _inside_a_document(point.children):
                item.set("class", "section")
            item.append(_list(point.children))
        items.append(item)
    return items


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
    """The same contents and pages as an NCX. Entries that lead to one place share one playOrder, as DAISY asks."""
    hrefs = dict.fromkeys(point.href for point in (*entries(book.contents), *pages))
    order = {href: str(number) for number, href in enumerate(hrefs, start=1)}
    numbers = iter(range(1, 1 + sum(1 for _ in entries(book.contents))))

    def nav_point(point: NavPoint) -> etree._Element:
        return _N.navPoint(
            {"id": f"point-{next(numbers)}", "playOrder": order[point.href]},
            _N.navLabel(_N.text(point.title)),
            _N.content(src=point.href),
            *map(nav_point, point.children),
        )

    def page_target(number: int, page: NavPoint) -> etree._Element:
        kind = {"type": "normal", "value": page.title} if page.title.isdecimal() else {"type": "special"}
        return _N.pageTarget(
            {"id": f"printed-{number}", "playOrder": order[page.href], **kind},
            _N.navLabel(_N.text(page.title)),
            _N.content(src=page.href),
        )

    facts = {
        "dtb:uid": book.identifier,
        "dtb:depth": str(_depth(book.contents)),
        "dtb:totalPageCount": str(len(pages)),
        "dtb:maxPageNumber": str(
            max((int(page.title) for page in pages if page.title.isdecimal()), default=0)
        ),
    }
    root = _N.ncx(
        {"version": "2005-1", _LANG: book.lang},
        _N.head(*(_N.meta(name=name, content=content) for name, content in facts.items())),
        _N.docTitle(_N.text(book.title)),
        _N.navMap(*map(nav_point, book.contents)),
        *(
            [_N.pageList(*(page_target(number, page) for number, page in enumerate(pages, start=1)))]
            if pages
            else []
        ),
    )
    return _document(root)


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
