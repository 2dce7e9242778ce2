"""The packer: the one file that reaches into ebooklib 0.20. In: a `Package` of finished bytes. Out: the zip.

ebooklib's own documents pass through an HTML parser that loses SVG, ruby spacing and attributes without a word,
so every file goes in as plain bytes. What its interface lacks is done here: `xml:lang` on the package, and fixed
dates and modes in the zip so that the same book gives the same bytes.
"""

import datetime
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import ebooklib
from ebooklib import epub
from lxml import etree

from bulletin.epub.checks import NAV_HREF, NCX_HREF
from bulletin.epub.metadata import IDENTIFIER_ID, Entry
from bulletin.epub.navigation import contents_position
from bulletin.model import Book
from bulletin.model.content import Content, bytes_of

_XHTML_TYPE: Final = "application/xhtml+xml"
_NCX_TYPE: Final = "application/x-dtbncx+xml"

# Already compressed: deflating them again costs time and gains nothing.
_STORED: Final = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".woff2")

# Apple Books shows embedded fonts only when this file says so.
_DISPLAY_OPTIONS_NAME: Final = "META-INF/com.apple.ibooks.display-options.xml"
_DISPLAY_OPTIONS: Final = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n'
    b'<display_options><platform name="*"><option name="specified-fonts">true</option></platform>'
    b"</display_options>\n"
)


@dataclass(frozen=True, slots=True)
class Package:
    """A book with everything that is made from it: metadata, nav.xhtml, toc.ncx, guide (type, title, href)."""

    book: Book
    metadata: tuple[Entry, ...]
    nav: bytes
    ncx: bytes
    guide: tuple[tuple[str, str, str], ...]


def write(package: Package, path: Path) -> None:
    """Write the EPUB at `path`. Raises OSError if it cannot."""
    _Writer(str(path), _ebook(package), {"mtime": package.book.modified.astimezone(datetime.UTC)}).write()


def _ebook(package: Package) -> epub.EpubBook:
    """ebooklib's book, filled with finished items only."""
    book = package.book
    ebook = epub.EpubBook()
    ebook.metadata = {}  # its random identifier and its generator entry
    direction = "rtl" if book.is_vertical else "ltr"
    ebook.IDENTIFIER_ID = IDENTIFIER_ID
    ebook.uid, ebook.title, ebook.language, ebook.direction = (
        book.identifier,
        book.title,
        book.lang,
        direction,
    )
    for entry in package.metadata:
        space = "DC" if entry.is_dublin_core else None
        ebook.add_metadata(space, entry.name, entry.text, dict(entry.attributes))
    if book.is_vertical:  # Kindle
        ebook.add_metadata(None, "meta", None, {"name": "primary-writing-mode", "content": "vertical-rl"})
    nav = ebook.add_item(_Item("nav", NAV_HREF, _XHTML_TYPE, package.nav, ("nav",)))
    ebook.add_item(_Item("ncx", NCX_HREF, _NCX_TYPE, package.ncx))
    leaves = []
    for number, leaf in enumerate(book.leaves, start=1):
        item = ebook.add_item(_Item(f"leaf-{number}", leaf.href, _XHTML_TYPE, leaf.xhtml))
        item.is_linear = leaf.linear
        leaves.append(item)
    _add_resources(ebook, book)
    place = contents_position(book)
    ebook.spine = [*leaves[:place], nav, *leaves[place:]]
    ebook.guide = [{"type": kind, "title": title, "href": href} for kind, title, href in package.guide]
    return ebook


def _add_resources(ebook: epub.EpubBook, book: Book) -> None:
    """Pictures, style sheets and fonts; the cover picture by its old name too, which Kindle reads."""
    for number, resource in enumerate(book.resources, start=1):
        key = f"file-{number}"
        ebook.add_item(_Item(key, resource.href, resource.media_type, resource.content, resource.properties))
        if "cover-image" in resource.properties:
            ebook.add_metadata(None, "meta", None, {"name": "cover", "content": key})
    if any(resource.media_type.startswith("font/") for resource in book.resources):
        options = _Item("options", _DISPLAY_OPTIONS_NAME, "application/xml", _DISPLAY_OPTIONS)
        options.manifest = False
        ebook.add_item(options)


class _Item(epub.EpubItem):  # type: ignore[misc]  # ebooklib has no types
    """A file that is packed as it is. Its unknown type keeps ebooklib from looking for pages in it."""

    def __init__(
        self,
        key: str,
        href: str,
        media_type: str,
        content: bytes | Content,
        properties: tuple[str, ...] = (),
    ) -> None:
        super().__init__(key, href, media_type, content)
        self.properties = list(properties)

    def get_content(self) -> bytes:
        """The bytes, brought when the writer comes to this file and let go when it is packed."""
        return bytes_of(self.content)

    def get_type(self) -> int:
        return int(ebooklib.ITEM_UNKNOWN)


class _Writer(epub.EpubWriter):  # type: ignore[misc]  # ebooklib has no types
    """ebooklib's writer with a zip of ours and the language on the package."""

    def write(self) -> None:
        with _ReproducibleZip(self.file_name, "w", zipfile.ZIP_DEFLATED) as self.out:
            self.out.writestr("mimetype", "application/epub+zip", compress_type=zipfile.ZIP_STORED)
            self._write_container()
            self._write_opf()
            self._write_items()

    def _write_opf_file(self, root: etree._Element) -> None:
        root.set("{http://www.w3.org/XML/1998/namespace}lang", self.book.language)
        super()._write_opf_file(root)


class _ReproducibleZip(zipfile.ZipFile):
    """A zip whose entries all bear one date and mode, whatever the clock and the machine say."""

    def writestr(
        self,
        zinfo_or_arcname: str | zipfile.ZipInfo,
        data: str | bytes,  # type: ignore[override]  # ebooklib hands over text or bytes, nothing wider
        compress_type: int | None = None,
        compresslevel: int | None = None,
    ) -> None:
        name = str(zinfo_or_arcname)
        entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
        entry.create_system = 3  # Unix, so that the mode counts
        entry.external_attr = 0o100644 << 16
        stored = compress_type == zipfile.ZIP_STORED or name.lower().endswith(_STORED)
        entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
        super().writestr(entry, data, compresslevel=compresslevel)
