"""E-books to Articles. In: the bytes of an EPUB 2 or 3. Out: an Article for each entry of its contents, pictures too.

The spine says the order, the contents (nav or ncx) where an article begins: a file of the spine that has no entry
goes on with the article before it.
"""

import datetime
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from urllib.parse import unquote
from zipfile import ZipFile

from lxml import etree

from bulletin.collect.archive import checked_archive, read_entry
from bulletin.collect.article_head import is_only_links, take_head
from bulletin.collect.body import finish, grow
from bulletin.collect.body.edits import text_of
from bulletin.collect.characters import bare, one_line
from bulletin.collect.dates import dates_in
from bulletin.collect.decode import decode
from bulletin.collect.details import Details
from bulletin.collect.parsing import parse_fragment, parse_xml
from bulletin.collect.pictures import Fetch, take_pictures
from bulletin.errors import InputError
from bulletin.model import Article, Asset, Body, Notice, Outcome

EPUB: Final = "application/epub+zip"
# Fonts may be scrambled (IDPF, Adobe); that is no lock.
_FONT_SCRAMBLING: Final = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_PAGES: Final = ("application/xhtml+xml", "text/html")
_LABELS: Final = frozenset(
    "cover title-page titlepage toc contents copyright 封面 扉页 扉頁 目录 目錄 版权页 版權頁".split()
)


@dataclass(frozen=True, slots=True)
class _Book:
    """`contents`: titles by file name, `sections` too. `spine`: file names in reading order, without the contents themselves."""

    archive: ZipFile
    details: Details
    spine: tuple[str, ...]
    contents: dict[str, str]
    sections: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Pictures:
    assets: tuple[Asset, ...]
    missing: tuple[Notice, ...]


def read_epub(data: bytes, path: Path) -> Outcome[tuple[Article, ...]]:
    """The articles of a book. Raises InputError `web.book`, `web.book-locked`, `collect.empty`, and those of
    `checked_archive` for a zip that is unsafe."""
    archive = checked_archive(data)
    book = _open(archive, path)
    articles: list[Article] = []
    notices: list[Notice] = []
    section = ""
    for number, files in enumerate(_articles(book), 1):
        root, pictures = _draft(book, files)
        title = book.contents.get(files[0], "") or _heading(root) or f"{path.stem}-{number}"
        if is_only_links(root):
            section = title
        elif bare(title).lower() not in _LABELS:
            named = book.sections.get(files[0], section)
            details = replace(take_head(root, title), title=title, section=named)
            body = Body.from_tree(finish(root))
            if not body.is_empty:
                origin = f"{path}#{files[0]}"
                articles.append(details.article(f"{path.stem}-{number}", body, origin, pictures.assets))
                notices += [notice.in_article(title) for notice in pictures.missing]
    if not articles:
        raise InputError("collect.empty", place=path.name)
    return Outcome(_with_book(articles, book.details), tuple(notices))


def _with_book(articles: list[Article], book: Details) -> tuple[Article, ...]:
    """What the book says of itself where its articles are silent. Its author wrote all of it, unless one of them
    names another: then it is a periodical, and who stands on it is the editor."""
    author = "" if any(article.byline for article in articles) else book.byline
    return tuple(
        replace(
            article,
            byline=article.byline or author,
            source=article.source or book.source,
            date=article.date or book.date,
        )
        for article in articles
    )


def _open(archive: ZipFile, path: Path) -> _Book:
    locks = _xml(archive, "META-INF/encryption.xml")
    methods = locks.iter("{*}EncryptionMethod") if locks is not None else ()
    if any(method.get("Algorithm") not in _FONT_SCRAMBLING for method in methods):
        raise InputError("web.book-locked", place=str(path))
    container = _xml(archive, "META-INF/container.xml")
    rootfile = container.find(".//{*}rootfile") if container is not None else None
    name = rootfile.get("full-path", "") if rootfile is not None else ""
    package = _xml(archive, name)
    if package is None:
        raise InputError("web.book", place=str(path))
    items = {item.get("id", ""): item for item in package.iter("{*}item")}
    navs = [item for item in items.values() if "nav" in item.get("properties", "").split()]
    ncx = [item for item in items.values() if item.get("media-type") == "application/x-dtbncx+xml"]
    contents = [_resolved(name, item.get("href", "")) for item in (*navs, *ncx)]
    spine = [
        _resolved(name, items[reference.get("idref", "")].get("href", ""))
        for reference in package.iter("{*}itemref")
        if items.get(reference.get("idref", "")) is not None
        and items[reference.get("idref", "")].get("media-type") in _PAGES
    ]
    entries = _contents(archive, contents)
    return _Book(
        archive,
        _details(package),
        tuple(file for file in spine if file not in contents),
        {file: title for file, (title, _) in entries.items()},
        {file: section for file, (_, section) in entries.items() if section},
    )


def _details(package: etree._Element) -> Details:
    def first(name: str) -> str:
        found = package.find(f".//{{http://purl.org/dc/elements/1.1/}}{name}")
        return one_line(found.text or "") if found is not None else ""

    stamp = next(dates_in(first("date")), None)
    day: datetime.date | None = stamp.date if stamp else None
    return Details(byline=first("creator"), source=first("title"), date=day)


def _contents(archive: ZipFile, names: list[str]) -> dict[str, tuple[str, str]]:
    """Title and section by file, of the first contents that have any. Of several entries in one file the first counts."""
    for name in names:
        root = _xml(archive, name)
        entries: dict[str, tuple[str, str]] = {}
        for reference, title, section in _entries(root) if root is not None else ():
            entries.setdefault(_resolved(name, reference), (title, section))
        if entries:
            return entries
    return {}


def _entries(root: etree._Element) -> Iterator[tuple[str, str, str]]:
    """The entries of a nav's table of contents, or of an ncx; the section is the label they stand under, if that is no
    entry itself."""
    kind = "{http://www.idpf.org/2007/ops}type"
    tables = [nav for nav in root.iter("{*}nav") if nav.get(kind, "toc") == "toc"]
    for link in (link for table in tables for link in table.iter("{*}a")):
        items = list(link.iterancestors("{*}li"))
        label = items[1].find("{*}span") if len(items) > 1 else None
        yield link.get("href", ""), one_line(text_of(link)), _text(label)
    for point in root.iter("{*}navPoint"):
        content, outer = point.find("{*}content"), point.getparent()
        first = point.find("{*}navPoint/{*}content")
        if content is None or (first is not None and _file(first) == _file(content)):
            continue  # the label over a section opens at its first article
        if point.find("{*}navLabel") is not None:
            section = outer.find("{*}navLabel") if outer is not None and outer.tag == point.tag else None
            yield content.get("src", ""), _text(point.find("{*}navLabel")), _text(section)


def _file(content: etree._Element) -> str:
    return content.get("src", "").partition("#")[0]


def _text(element: etree._Element | None) -> str:
    return one_line(text_of(element)) if element is not None else ""


def _articles(book: _Book) -> Iterator[list[str]]:
    """The files of each article. Cover, title page and contents are none."""
    files: list[str] = []
    for file in book.spine:
        starts = not book.contents or file in book.contents
        if starts and files:
            yield files
            files = []
        if starts or files:
            files.append(file)
    if files:
        yield files


def _draft(book: _Book, files: list[str]) -> tuple[etree._Element, _Pictures]:
    root = etree.Element("body")
    assets: dict[str, Asset] = {}
    notices: list[Notice] = []
    for file in files:
        part = grow(parse_fragment(decode(read_entry(book.archive, file) or b"").text))
        found, missing = take_pictures(part, _pictures(book.archive, file))
        assets |= {asset.name: asset for asset in found}
        notices += missing
        root.extend(list(part))
    return root, _Pictures(tuple(assets.values()), tuple(notices))


def _heading(root: etree._Element) -> str:
    headings = (one_line(text_of(block)) for block in root.iter("h1", "h2", "h3"))
    return next(filter(None, headings), "")


def _pictures(archive: ZipFile, file: str) -> Fetch:
    def fetch(source: str) -> bytes:
        data = read_entry(archive, _resolved(file, source))
        if data is None:
            raise InputError("collect.picture-not-there", file=source)
        return data

    return fetch


def _xml(archive: ZipFile, name: str) -> etree._Element | None:
    return parse_xml(read_entry(archive, name) if name else None)


def _resolved(base: str, reference: str) -> str:
    """A file's name inside the book; one that leaves it is no entry and is not found."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(reference.partition("#")[0])))
