"""A finished e-book, ours or anybody's, opened for a look. In: a path. Out: its package, its documents, its files.

What comes from outside is held to limits before it is unpacked: an archive of 300 KB may hold 300 MB.
"""

import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from lzma import LZMAError
from pathlib import Path
from typing import Final
from urllib.parse import unquote

from lxml import etree

from bulletin.errors import InputError

NAMES: Final = {
    "c": "urn:oasis:names:tc:opendocument:xmlns:container",
    "o": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "h": "http://www.w3.org/1999/xhtml",
    "e": "http://www.idpf.org/2007/ops",
    "n": "http://www.daisy.org/z3986/2005/ncx/",
}
_MOST_FILES: Final = 20_000
_MOST_BYTES: Final = 1 << 30
_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


@dataclass(frozen=True)
class OpenedBook:
    """The archive's entries in order and their bytes; `opf` names the package document among them."""

    entries: tuple[zipfile.ZipInfo, ...]
    files: Mapping[str, bytes]
    opf: str

    @cached_property
    def package(self) -> etree._Element:
        """The package document."""
        return etree.fromstring(self.files[self.opf], _PARSER)

    def said(self, path: str) -> list[str]:
        """What an XPath over the package gives, as text."""
        return [str(value) for value in self.package.xpath(path, namespaces=NAMES)]

    @cached_property
    def items(self) -> Mapping[str, etree._Element]:
        """The files of the manifest: name in the archive → its item."""
        found = self.package.xpath("//o:manifest/o:item", namespaces=NAMES)
        return {self.name_of(item.get("href", "")): item for item in found}

    @cached_property
    def documents(self) -> Mapping[str, etree._Element | None]:
        """The XHTML documents: name → root, None for one that is not well-formed or not there."""
        names = [n for n, item in self.items.items() if item.get("media-type") == "application/xhtml+xml"]
        return {name: self._tree(name) for name in names}

    @cached_property
    def trees(self) -> Mapping[str, etree._Element]:
        """The documents that can be read."""
        return {name: root for name, root in self.documents.items() if root is not None}

    @property
    def nav(self) -> etree._Element | None:
        """The navigation document."""
        names = [n for n, item in self.items.items() if "nav" in item.get("properties", "").split()]
        return self.documents.get(names[0]) if names else None

    @property
    def cover(self) -> tuple[bytes, str] | None:
        """The cover picture and its media type."""
        for name, item in self.items.items():
            if "cover-image" in item.get("properties", "").split() and name in self.files:
                return self.files[name], item.get("media-type", "")
        return None

    def name_of(self, href: str, beside: str = "") -> str:
        """The archive's name of what `href` leads to, said in the file `beside` (the package by default)."""
        folder = posixpath.dirname(beside or self.opf)
        return posixpath.normpath(posixpath.join(folder, unquote(href.partition("#")[0])))

    def of_type(self, prefix: str) -> Iterator[tuple[str, bytes]]:
        """Name and bytes of every file whose media type begins with `prefix`."""
        for name, item in self.items.items():
            if item.get("media-type", "").startswith(prefix) and name in self.files:
                yield name, self.files[name]

    def _tree(self, name: str) -> etree._Element | None:
        try:
            return etree.fromstring(self.files[name], _PARSER)
        except (KeyError, etree.XMLSyntaxError):
            return None


def open_book(path: Path) -> OpenedBook:
    """Read the e-book at `path`. Raises InputError `epub.not-a-book` for anything else, `epub.too-much-inside`."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if len(entries) > _MOST_FILES or sum(entry.file_size for entry in entries) > _MOST_BYTES:
                raise InputError("epub.too-much-inside", place=str(path))
            files = {entry.filename: archive.read(entry) for entry in entries if not entry.is_dir()}
        container = etree.fromstring(files["META-INF/container.xml"], _PARSER)
        opf = str(container.xpath("string(//c:rootfile/@full-path)", namespaces=NAMES))
        etree.fromstring(files[opf], _PARSER)
    except (
        OSError,
        KeyError,
        EOFError,
        zipfile.BadZipFile,
        zlib.error,
        LZMAError,
        etree.XMLSyntaxError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        raise InputError("epub.not-a-book", place=str(path)) from error
    return OpenedBook(tuple(entries), files, opf)
