"""Chunks → one file. In: finished chunks, the document's own frame. Out: a PDF with one set of fonts, one outline, one
structure tree.

The frame is a document of WeasyPrint's without pages: fonts, metadata, attachments, the claims of PDF/A and PDF/UA.
"""

import warnings
from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final

import pikepdf
import weasyprint
from pikepdf import Array, Dictionary, Name, String
from weasyprint import pdf as pdf_of
from weasyprint.document import Document
from weasyprint.html import get_html_metadata
from weasyprint.pdf.fonts import Font
from weasyprint.pdf.metadata import DocumentMetadata
from weasyprint.text.fonts import FontConfiguration

from bulletin.model import Sheet
from bulletin.pdf import faces
from bulletin.pdf.chunks.setting import Finished
from bulletin.pdf.engine import standing_in
from bulletin.pdf.fetcher import AssetFetcher
from bulletin.pdf.finishing import attachments, finish
from bulletin.pdf.imposing.run import save
from bulletin.pdf.metadata import metadata_of
from bulletin.pdf.render import at_work, variant

# Where the frame keeps its fonts until the pages are there.
_FONTS: Final = "BulletinFonts"
_SCALE: Final = 0.75


def join(sheet: Sheet, chunks: Sequence[Finished], path: Path, *, complete: bool) -> None:
    """Write the document at `path`; `complete` says that no character is missing, which both claims forbid.

    Raises EngineError and OutputError as `render`.
    """
    with at_work(sheet):
        frame = _frame(sheet, chunks, complete=complete)
    with pikepdf.open(BytesIO(frame)) as whole:
        fonts = whole.Root[f"/{_FONTS}"]
        del whole.Root[f"/{_FONTS}"]
        tree = _Tree(whole)
        for chunk in chunks:
            with pikepdf.open(chunk.path) as part:
                _add_pages(whole, part, fonts, tree)
        tree.close()
        _add_targets(whole, chunks)
        _add_outline(whole, chunks)
        save(whole, path)


def _frame(sheet: Sheet, chunks: Sequence[Finished], *, complete: bool) -> bytes:
    """The document without its pages."""
    head = sheet.html[: sheet.html.find("<body")]
    html = weasyprint.HTML(string=head, url_fetcher=AssetFetcher(sheet.resources))
    metadata = metadata_of(sheet, DocumentMetadata(**get_html_metadata(html)))
    metadata.accessible = all(chunk.accessible for chunk in chunks)
    document = Document([], metadata, html.url_fetcher, FontConfiguration(), {}, None)
    document.fonts = _fonts(chunks)
    kept: list[Any] = []

    def build_fonts_dictionary(*given: Any) -> Any:
        kept.append(make_fonts(*given))
        return kept[0]

    def finisher(_document: Any, pdf: Any) -> None:
        finish(sheet, pdf)
        pdf.catalog[_FONTS] = kept[0].reference

    make_fonts = pdf_of.build_fonts_dictionary
    claims = {"pdf_variant": variant()} if complete else {}
    with standing_in((pdf_of, "build_fonts_dictionary", build_fonts_dictionary)):
        data: bytes = document.write_pdf(
            finisher=finisher, pdf_tags=True, attachments=attachments(sheet), **claims
        )
    return data


def _fonts(chunks: Iterable[Finished]) -> dict[str, Font]:
    """One font for each name, with all the glyphs that any chunk uses."""
    found: dict[str, Font] = {}
    for chunk in chunks:
        for name, plain in chunk.fonts.items():
            if name not in found:
                found[name] = faces.font_of(plain | {"to_unicode": {}, "widths": {}, "missing": {}})
            for kind in ("to_unicode", "widths", "missing"):
                # What was drawn first says what a glyph means, as in a document made in one piece.
                vars(found[name])[kind] = plain[kind] | vars(found[name])[kind]
    return dict(sorted(found.items()))


class _Tree:
    """The structure tree of the whole file (ISO 32000-1 §14.7)."""

    def __init__(self, whole: pikepdf.Pdf) -> None:
        self._root = whole.Root.StructTreeRoot
        self._document = self._root.K[0]
        self._kids: list[Any] = []
        self._parents: list[Any] = []
        self._next = 0

    def add(self, tree: Any, pages: Iterable[Any]) -> None:
        """Take in the tree of a part, already copied, and number its pages and links on from here."""
        for kid in tree.K[0].K:
            kid.P = self._document
            self._kids.append(kid)
        numbers = list(tree.ParentTree.Nums)
        for number, parents in zip(numbers[::2], numbers[1::2], strict=True):
            self._parents += [int(number) + self._next, parents]
        for page in pages:
            page.StructParents = int(page.StructParents) + self._next
            for link in page.get("/Annots", ()):
                if "/StructParent" in link:
                    link.StructParent = int(link.StructParent) + self._next
        self._next += max((int(number) for number in numbers[::2]), default=-1) + 1

    def close(self) -> None:
        """Put the tree into the file."""
        self._document.K = Array(self._kids)
        self._root.ParentTree.Nums = Array(self._parents)
        self._root.ParentTreeNextKey = self._next


def _add_pages(whole: pikepdf.Pdf, part: pikepdf.Pdf, fonts: Any, tree: _Tree) -> None:
    before = len(whole.pages)
    with warnings.catch_warnings():
        # Named destinations are not taken along: `_add_targets` has them all.
        warnings.simplefilter("ignore", pikepdf.PageCopyWarning)
        whole.pages.extend(part.pages)
    pages = [page.obj for page in list(whole.pages)[before:]]
    used = pages[0].Resources.Font
    for name, font in fonts.items():
        used[name] = font
    tree.add(whole.copy_foreign(part.Root.StructTreeRoot), pages)


def _add_targets(whole: pikepdf.Pdf, chunks: Sequence[Finished]) -> None:
    """The places links lead to, in the order of their names as the file has them (ISO 32000-1 §7.9.6)."""
    named: dict[bytes, tuple[str, Any]] = {}
    first = 0
    for chunk in chunks:
        for name, (page, x, y) in chunk.targets.items():
            place = Array([whole.pages[first + page].obj, Name.XYZ, round(x, 4), round(y, 4), 0])
            named.setdefault(bytes(String(name)), (name, place))
        first += len(chunk.bookmarks)
    if named:
        names = [item for _, pair in sorted(named.items()) for item in (String(pair[0]), pair[1])]
        if "/Names" not in whole.Root:
            whole.Root.Names = Dictionary()
        whole.Root.Names.Dests = Dictionary(Names=Array(names))


def _add_outline(whole: pikepdf.Pdf, chunks: Sequence[Finished]) -> None:
    pages = [
        SimpleNamespace(bookmarks=bookmarks, height=height)
        for chunk in chunks
        for bookmarks, height in chunk.bookmarks
    ]
    entries = Document.make_bookmark_tree(SimpleNamespace(pages=pages), _SCALE, transform_pages=True)
    with whole.open_outline() as outline:
        outline.root.extend(_item(whole, entry) for entry in entries)


def _item(whole: pikepdf.Pdf, entry: Any) -> pikepdf.OutlineItem:
    title, (page, x, y), children, state = entry
    place = Array([whole.pages[page].obj, Name.XYZ, round(x, 4), round(y, 4), 0])
    item = pikepdf.OutlineItem(title, place)
    item.is_closed = state == "closed"
    item.children.extend(_item(whole, child) for child in children)
    return item
