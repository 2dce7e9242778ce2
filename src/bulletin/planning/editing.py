"""Changes to an issue.toml that leave a person's words alone. In: its source. Out: the source with one thing changed.

Every other line stays as it is, with its comments, its order and its line ends. `source` is what `read_document` has
accepted; a place in a section counts from 1.
"""

import json
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, cast

from bulletin.errors import InputError
from bulletin.planning.listing import Item, Listing, read_listing
from bulletin.planning.locate import KeyPath, Shape, shape_of

_BOM: Final = "\ufeff"


@dataclass(frozen=True, slots=True)
class Listed:
    """An article as an issue.toml lists it: its file as written, in which section (empty before the first one)."""

    file: str
    section: str


def listed(source: str) -> tuple[Listed, ...]:
    """The articles in print order."""
    text = _Text(_plain(source))
    return tuple(Listed(file, part.title) for part in text.parts() for file in part.files)


def with_article(
    source: str, file: str, *, remark: str = "", section: str = "", at: int | None = None
) -> str:
    """With `file` in `section` (made at the end when it is not there), at place `at` or last, `remark` beside it.

    Raises InputError `planning.listed-already`."""
    if any(each.file == file for each in listed(source)):
        raise InputError("planning.listed-already", file=file)
    said = " ".join("".join(char if char.isprintable() else " " for char in remark).split())
    item = Item(json.dumps(file, ensure_ascii=False), remark=f"  # {said}" if said else "")
    return _edited(source, lambda text: _inserted(text, item, section, at))


def without_article(source: str, file: str) -> str:
    """Without `file`. Its section stays, and so do the comments above it. Raises InputError `planning.not-listed`."""
    return _edited(source, lambda text: _taken(_Text(text), file)[1])


def with_article_moved(source: str, file: str, *, section: str | None = None, at: int | None = None) -> str:
    """With `file` at another place, or in another section, what overrides it and its remark with it.

    None is its own section, and the last place. Raises InputError `planning.not-listed`."""

    def change(text: str) -> str:
        home = next((each.section for each in listed(text) if each.file == file), "")
        item, rest = _taken(_Text(text), file)
        return _inserted(rest, item, home if section is None else section, at)

    return _edited(source, change)


@dataclass(frozen=True, slots=True)
class _Part:
    """A section, where its list stands or would stand, and the files in it."""

    title: str
    path: KeyPath
    files: list[str]


class _Text:
    """A source with its data and shape."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.data: Mapping[str, object] = tomllib.loads(source)
        self.shape: Shape = shape_of(source)

    def parts(self) -> list["_Part"]:
        """What stands before the first section, then the sections."""
        sections = cast("list[Mapping[str, object]]", self.data.get("section", []))
        titled = [
            _Part(str(table.get("title", "")), ("section", at, "articles"), _files(table))
            for at, table in enumerate(sections)
        ]
        return [_Part("", ("articles",), _files(self.data)), *titled]

    def listing(self, part: "_Part") -> Listing:
        """The list of a part that has one."""
        values = self.shape.values
        spans = [values[*part.path, at] for at in range(len(part.files))]
        return read_listing(self.source, values[part.path], spans)

    def with_listing(self, path: KeyPath, listing: Listing) -> str:
        """The source with another list at `path`."""
        start, end = self.shape.values[path]
        return self.source[:start] + listing.source() + self.source[end:]


def _inserted(source: str, item: Item, section: str, at: int | None) -> str:
    text = _Text(source)
    part = next((part for part in text.parts() if part.title == section), None)
    if part is None:
        return _with_section(text, section, item)
    if part.path not in text.shape.values:
        return _with_list(text, part.path, item)
    listing = text.listing(part)
    place = len(listing.items) if at is None else min(max(at - 1, 0), len(listing.items))
    return text.with_listing(part.path, listing.with_item(item, place))


def _taken(text: _Text, file: str) -> tuple[Item, str]:
    for part in text.parts():
        if file in part.files:
            listing, at = text.listing(part), part.files.index(file)
            return listing.items[at], text.with_listing(part.path, listing.without_item(at))
    raise InputError("planning.not-listed", file=file)


def _with_list(text: _Text, path: KeyPath, item: Item) -> str:
    """A list in a table that has none: below the last of its own keys."""
    own = [text.shape.values[key] for key in text.shape.values if key[:-1] == path[:-1]]
    header = text.shape.headers.get(path[:-1], -1)
    start = max((end for _, end in own), default=header)
    at = _end_of_line(text.source, start) if start >= 0 else _first_header(text)
    return _joined(text.source[:at], _list_of(item), text.source[at:])


def _with_section(text: _Text, title: str, item: Item) -> str:
    """A section more, after the last one; a section written inline gets its fellow nowhere."""
    if "section" in text.data and ("section", 0) not in text.shape.headers:
        raise InputError("planning.sections-inline", section=title)
    block = f"[[section]]\ntitle = {json.dumps(title, ensure_ascii=False)}\n{_list_of(item)}"
    after = [at for path, at in text.shape.headers.items() if path[0] == "section"]
    following = [at for at in text.shape.headers.values() if at > max(after, default=-1)]
    at = _above_comments(text.source, min(following)) if after and following else len(text.source)
    before, rest = text.source[:at].rstrip("\n"), text.source[at:]
    return (f"{before}\n\n" if before else "") + block + (f"\n{rest}" if rest else "")


def _files(table: Mapping[str, object]) -> list[str]:
    items = cast("list[str | Mapping[str, str]]", table.get("articles", []))
    return [item if isinstance(item, str) else item.get("file", "") for item in items]


def _list_of(item: Item) -> str:
    return f"articles = {Listing().with_item(item, 0).source()}\n"


def _first_header(text: _Text) -> int:
    return _above_comments(text.source, min(text.shape.headers.values(), default=len(text.source)))


def _above_comments(source: str, at: int) -> int:
    """Where the comments begin that stand right above the line at `at`."""
    while at > 0:
        line = source.rfind("\n", 0, at - 1) + 1
        if not source[line:at].lstrip().startswith("#"):
            return at
        at = line
    return at


def _end_of_line(source: str, at: int) -> int:
    """Behind the line break that follows `at`."""
    found = source.find("\n", at)
    return len(source) if found < 0 else found + 1


def _joined(before: str, line: str, rest: str) -> str:
    return f"{before}{'' if not before or before.endswith(chr(10)) else chr(10)}{line}{rest}"


def _plain(source: str) -> str:
    return source.removeprefix(_BOM).replace("\r\n", "\n")


def _edited(source: str, change: Callable[[str], str]) -> str:
    """`change` done to the source with plain line ends and no byte order mark, both put back afterwards."""
    result = change(_plain(source))
    if "\r\n" in source:
        result = result.replace("\n", "\r\n")
    return _BOM + result if source.startswith(_BOM) else result
