"""The marks of a well-made e-book, one function each. In: an `OpenedBook`. Out: the places where it lacks the mark.

epubcheck says whether a book is valid; these say what a reader or a shop will miss in a valid one. An empty answer means
that the book bears the mark.
"""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from typing import Final

from lxml import etree
from PIL import Image

from bulletin.epub.colours import faint_colours
from bulletin.epub.opened import NAMES, OpenedBook
from bulletin.pictures.bitmaps import whole_only

_TYPE: Final = f"{{{NAMES['e']}}}type"
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_XHTML: Final = f"{{{NAMES['h']}}}"
_MOST_PIXELS: Final = 3_500_000
_ACCESSIBILITY: Final = (
    "accessMode accessModeSufficient accessibilityFeature accessibilityHazard accessibilitySummary".split()
)
_ROLES: Final = {
    "footnote": "doc-footnote",
    "noteref": "doc-noteref",
    "chapter": "doc-chapter",
    "part": "doc-part",
    "colophon": "doc-colophon",
    "preface": "doc-preface",
    "pagebreak": "doc-pagebreak",
    "toc": "doc-toc",
    "index": "doc-index",
}
_STANDARD_COLOURS: Final = ("1", "L", "LA", "P", "RGB", "RGBA")


def mimetype(book: OpenedBook) -> Iterator[str]:
    """EPUB OCF 3.3 §4.3: the first entry, stored."""
    first = book.entries[0]
    if first.filename != "mimetype" or first.compress_type != zipfile.ZIP_STORED:
        yield first.filename


def identifier(book: OpenedBook) -> Iterator[str]:
    """A URN, so that the same book is the same book everywhere."""
    key = "".join(book.said("/o:package/@unique-identifier"))
    for said in book.said(f"//dc:identifier[@id='{key}']/text()") or ["—"]:
        if not said.startswith(("urn:uuid:", "urn:isbn:", "urn:issn:", "doi:", "http")):
            yield said


def languages(book: OpenedBook) -> Iterator[str]:
    """`xml:lang` on the package and `lang` with `xml:lang` on every document: the right forms, the right voice."""
    if not book.package.get(_LANG):
        yield book.opf
    for name, root in book.trees.items():
        if not root.get("lang") or not root.get(_LANG):
            yield name


def accessibility(book: OpenedBook) -> Iterator[str]:
    """EPUB Accessibility 1.1 §2.2: what every book must say of itself."""
    for name in _ACCESSIBILITY:
        if not book.said(f"//o:meta[@property='schema:{name}']/text()"):
            yield f"schema:{name}"


def landmarks(book: OpenedBook) -> Iterator[str]:
    """EPUB 3.3 §7.4.4: where the contents and the text begin, each said once."""
    kinds = (
        []
        if book.nav is None
        else book.nav.xpath("//h:nav[@e:type='landmarks']//h:a/@e:type", namespaces=NAMES)
    )
    yield from (kind for kind in ("toc", "bodymatter") if kind not in kinds)
    yield from {str(kind) for kind in kinds if kinds.count(kind) > 1}


def page_list(book: OpenedBook) -> Iterator[str]:
    """The pages of the printed edition, and the name of that edition."""
    if book.nav is None or not book.nav.xpath("//h:nav[@e:type='page-list']//h:a", namespaces=NAMES):
        yield "page-list"
    if not book.said("//o:meta[@property='pageBreakSource']/text()"):
        yield "pageBreakSource"


def older_readers(book: OpenedBook) -> Iterator[str]:
    """An NCX and a guide, which Kindle and old reading systems use."""
    if not book.said("//o:item[@media-type='application/x-dtbncx+xml']/@href"):
        yield "NCX"
    if not book.said("//o:guide/o:reference/@type"):
        yield "guide"


def roles(book: OpenedBook) -> Iterator[str]:
    """Every epub:type that has a DPUB-ARIA role bears it; an entry of the landmarks names the place it leads to."""
    for name, root in book.trees.items():
        entries = set(root.xpath("//h:nav[@e:type='landmarks']//h:a", namespaces=NAMES))
        for element in root.iter(etree.Element):
            if element in entries:
                continue
            for kind in element.get(_TYPE, "").split():
                if kind in _ROLES and _ROLES[kind] not in element.get("role", "").split():
                    yield f"{name}: {kind}"


def headings(book: OpenedBook) -> Iterator[str]:
    """No level is skipped on the way down."""
    for name, root in book.trees.items():
        before = 0
        for heading in root.iter(*(f"{_XHTML}h{level}" for level in range(1, 7))):
            level = int(str(heading.tag)[-1])
            if before and level > before + 1:
                yield f"{name}: h{before} → h{level}"
            before = level


def alternatives(book: OpenedBook) -> Iterator[str]:
    """Every picture says what it shows, or that it is for show (`role="presentation"`)."""
    for name, root in book.trees.items():
        for picture in root.iter(f"{_XHTML}img"):
            if not picture.get("alt", "").strip() and picture.get("role") not in ("presentation", "none"):
                yield f"{name}: {picture.get('src', '')}"


def table_heads(book: OpenedBook) -> Iterator[str]:
    """Every table of data has a head cell that says what it heads."""
    for name, root in book.trees.items():
        for table in root.iter(f"{_XHTML}table"):
            if not any(cell.get("scope") or cell.get("id") for cell in table.iter(f"{_XHTML}th")):
                yield name


def notes_lead_back(book: OpenedBook) -> Iterator[str]:
    """A note that pops up has a way back to its call."""
    for name, root in book.trees.items():
        for note in root.xpath("//*[@e:type='footnote']", namespaces=NAMES):
            if not note.xpath(".//h:a[@role='doc-backlink' or @e:type='backlink']", namespaces=NAMES):
                yield f"{name}: {note.get('id', '')}"


def cover(book: OpenedBook) -> Iterator[str]:
    """A cover picture said in both ways, of at least 1,000 pixels in height."""
    hrefs = book.said("//o:item[contains(@properties,'cover-image')]/@href")
    if not hrefs:
        yield "cover-image"
        return
    if not book.said("//o:meta[@name='cover']/@content"):
        yield 'meta name="cover"'
    size = _size(book.files.get(book.name_of(hrefs[0]), b""))
    if size and size[1] < 1000:
        yield f"{size[0]} × {size[1]}"


def pictures(book: OpenedBook) -> Iterator[str]:
    """No more pixels than an e-reader takes, and colours of the screen."""
    for name, data in book.of_type("image/"):
        size = _size(data)
        if size and (size[0] * size[1] > _MOST_PIXELS or size[2] not in _STANDARD_COLOURS):
            yield f"{name}: {size[0]} × {size[1]} {size[2]}"


def fonts(book: OpenedBook) -> Iterator[str]:
    """OTF or TTF, which Kobo and Kindle read, and the file that tells Apple Books to show them."""
    kinds = book.said(
        "//o:item[starts-with(@media-type,'font/') or contains(@media-type,'font')]/@media-type"
    )
    yield from {kind for kind in kinds if "woff" in kind}
    if kinds and "META-INF/com.apple.ibooks.display-options.xml" not in book.files:
        yield "com.apple.ibooks.display-options.xml"


def readable_in_the_dark(book: OpenedBook) -> Iterator[str]:
    """No style sheet sets the colour of the whole page, so that a reader's dark mode can."""
    for name, data in book.of_type("text/css"):
        for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", _plain(data)):
            whole = {part.strip() for part in selector.split(",")} & {"html", "body", "*"}
            if whole and re.search(r"(?<![\w-])(color|background(-color)?)\s*:", body):
                yield f"{name}: {', '.join(sorted(whole))}"


def contrast(book: OpenedBook) -> Iterator[str]:
    """WCAG 2.1, 1.4.3: text in a colour of its own can be told from a white page (3:1, for it is large)."""
    for name, data in book.of_type("text/css"):
        yield from (f"{name}: {colour}" for colour in faint_colours(_plain(data)))


def series(book: OpenedBook) -> Iterator[str]:
    """The periodical, as a collection with a type and a position."""
    for needed in ("belongs-to-collection", "collection-type", "group-position"):
        if not book.said(f"//o:meta[@property='{needed}']/text()"):
            yield needed


def nothing_from_outside(book: OpenedBook) -> Iterator[str]:
    """No script, and no picture, style sheet or font from a net that may not be there."""
    for name, root in book.trees.items():
        for element in root.iter(f"{_XHTML}script", f"{_XHTML}img", f"{_XHTML}link", f"{_XHTML}iframe"):
            source = element.get("src") or element.get("href") or ""
            if str(element.tag).endswith("script") or re.match(r"(https?:)?//", source):
                yield f"{name}: {source or 'script'}"


def _size(data: bytes) -> tuple[int, int, str] | None:
    try:
        with whole_only(), Image.open(io.BytesIO(data)) as picture:
            return picture.width, picture.height, picture.mode
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def _plain(css: bytes) -> str:
    """A style sheet without its comments and without the rules for a dark page."""
    text = re.sub(r"/\*.*?\*/", "", css.decode("utf-8", "replace"), flags=re.DOTALL)
    return re.sub(r"@media[^{]*dark[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}", "", text)


# Every mark by the code of the notice that it is lacking, in the order of the report; docs/epub.md explains them.
MARKS: Final[dict[str, Callable[[OpenedBook], Iterator[str]]]] = {
    "epub.lacks-mimetype": mimetype,
    "epub.lacks-identifier": identifier,
    "epub.lacks-languages": languages,
    "epub.lacks-accessibility": accessibility,
    "epub.lacks-landmarks": landmarks,
    "epub.lacks-page-list": page_list,
    "epub.lacks-older-readers": older_readers,
    "epub.lacks-roles": roles,
    "epub.lacks-headings": headings,
    "epub.lacks-alternatives": alternatives,
    "epub.lacks-table-heads": table_heads,
    "epub.lacks-notes-lead-back": notes_lead_back,
    "epub.lacks-cover": cover,
    "epub.lacks-pictures": pictures,
    "epub.lacks-fonts": fonts,
    "epub.lacks-dark": readable_in_the_dark,
    "epub.lacks-contrast": contrast,
    "epub.lacks-series": series,
    "epub.lacks-nothing-from-outside": nothing_from_outside,
}
