"""Style sheets that lead nowhere. In: a book. Out: the book without addresses outside it in its style sheets.

A reading system would ask for them each time the book is opened: whoever made the theme would know who reads what.
"""

import posixpath
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final

import tinycss2
from tinycss2.ast import IdentToken

from bulletin.epub.leaves import way_out
from bulletin.model import Book, Notice

# Where a string is an address: css-images-4, css-values-4.
_WITH_ADDRESSES: Final = frozenset({"url", "src", "image", "image-set", "-webkit-image-set", "cross-fade"})
_SHOWN_LENGTH: Final = 120


def closed(book: Book) -> tuple[Book, tuple[Notice, ...]]:
    """The book whose style sheets name its own files only; what was taken out is told, each address once."""
    told: dict[str, Notice] = {}
    resources = []
    for resource in book.resources:
        if resource.media_type == "text/css":
            nodes = tinycss2.parse_component_value_list(resource.data.decode("utf-8"))
            for address in _emptied(nodes, resource.href):
                told[address] = Notice(
                    "epub.foreign-address", {"address": address[:_SHOWN_LENGTH]}, place=resource.href
                )
            if told:
                resource = replace(resource, content=tinycss2.serialize(nodes).encode())  # noqa: PLW2901
        resources.append(resource)
    return replace(book, resources=tuple(resources)), tuple(told.values())


def _emptied(nodes: list[Any], sheet: str, *, are_addresses: bool = False) -> Iterator[str]:
    """Put `none` for every address outside the book in `nodes`, take out an `@import` of one; tell the addresses."""
    rule, begun, condemned = "", 0, False  # the at-rule under way, where it began, whether it leads outside
    place = 0
    while place < len(nodes):
        node = nodes[place]
        if node.type == "at-keyword":
            rule, begun = node.lower_value, place
        elif node == ";":
            if condemned:
                nodes[begun : place + 1] = []
                place = begun - 1
            rule, condemned = "", False
        named = node.type == "function" and node.lower_name in _WITH_ADDRESSES
        inner = getattr(node, "content", None) or getattr(node, "arguments", None) or []
        foreign = [*_emptied(inner, sheet, are_addresses=named or rule == "import")]
        is_string = node.type == "string" and (are_addresses or rule == "import")
        # The address of a namespace is a name: nobody asks for it.
        is_address = is_string or (node.type == "url" and rule != "namespace")
        if is_address and not _is_inside(node.value, sheet):
            foreign.append(node.value)
        if foreign and (named or is_address):
            nodes[place] = IdentToken(node.source_line, node.source_column, "none")
        condemned |= rule == "import" and bool(foreign)
        yield from foreign
        place += 1


def _is_inside(address: str, sheet: str) -> bool:
    if way_out(address):
        return False
    path = posixpath.normpath(posixpath.join(posixpath.dirname(sheet), address))
    return not path.startswith(("/", ".."))
