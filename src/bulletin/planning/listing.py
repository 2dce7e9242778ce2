"""A list of a TOML file as a person has laid it out. In: its source. Out: the same with an item more, or one less.

tomllib keeps no layout and no comments, so this works on the text itself and trusts that tomllib has accepted it.
A remark on an item's own line belongs to the item and goes with it; a comment on a line of its own stays in its place.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

_COMMA: Final = re.compile(r"((?:[^#,]|#[^\n]*+)*+),")
_REMARK: Final = re.compile(r"[^\S\n]*#[^\n]*")
_INDENT: Final = "  "


@dataclass(frozen=True, slots=True)
class Item:
    """A value as written. `lead` stands before it; `gap` before its comma, `remark` behind that on the same line."""

    value: str
    lead: str = ""
    gap: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """The items between `[` and `]`. `head` is a remark beside the `[`, `tail` what stands before the `]`."""

    items: tuple[Item, ...] = ()
    head: str = ""
    tail: str = ""
    closing_comma: bool = True

    def with_item(self, item: Item, at: int) -> "Listing":
        """With `item` before the one that is number `at` from 0, on a line of its own."""
        spread = self._spread()
        indent = next((each.lead.rpartition("\n")[2] for each in spread.items if "\n" in each.lead), _INDENT)
        items = list(spread.items)
        items.insert(at, replace(item, lead=f"\n{indent}"))
        return replace(spread, items=tuple(items))

    def without_item(self, at: int) -> "Listing":
        """Without the item number `at` from 0. The comments above it stay."""
        items = list(self.items)
        gone = items.pop(at)
        if "#" not in gone.lead:
            if at == 0 and items and "\n" not in items[0].lead:
                items[0] = replace(items[0], lead=gone.lead)
            return replace(self, items=tuple(items))
        left = gone.lead.rstrip()
        if at == len(items):
            return replace(self, items=tuple(items), tail=left + _on_a_new_line(self.tail))
        items[at] = replace(items[at], lead=left + _on_a_new_line(items[at].lead))
        return replace(self, items=tuple(items))

    def source(self) -> str:
        """The list as TOML, brackets included."""
        parts = ["[", self.head]
        after_comment = bool(self.head)
        for index, item in enumerate(self.items):
            comma = "," if self.closing_comma or index < len(self.items) - 1 else ""
            lead = _on_a_new_line(item.lead) if after_comment else item.lead
            parts += (lead, item.value, item.gap, comma, item.remark)
            after_comment = bool(item.remark)
        return "".join((*parts, _on_a_new_line(self.tail) if after_comment else self.tail, "]"))

    def _spread(self) -> "Listing":
        """With every item on a line of its own; unchanged if any stands so."""
        if "\n" in "".join((self.tail, *(item.lead for item in self.items))):
            return self
        items = tuple(replace(item, lead=f"\n{_INDENT}") for item in self.items)
        return replace(self, items=items, tail="\n", closing_comma=True)


def read_listing(source: str, span: tuple[int, int], items: Sequence[tuple[int, int]]) -> Listing:
    """The list at `span` of a file's source, whose items stand at `items`."""
    start, end = span[0] + 1, span[1] - 1
    head, lead = _remark(source[start : items[0][0] if items else end])
    if not items:
        return Listing(head=head, tail=lead)
    read = []
    closing_comma = False
    for (first, last), (following, _) in zip(items, [*items[1:], (end, end)], strict=True):
        between = source[last:following]
        comma = _COMMA.match(between)
        gap, rest = (comma[1], between[comma.end() :]) if comma else ("", between)
        remark, rest = _remark(rest)
        read.append(Item(source[first:last], lead, gap, remark))
        lead = rest
        closing_comma = bool(comma)
    return Listing(tuple(read), head, lead, closing_comma)


def _remark(text: str) -> tuple[str, str]:
    """A comment on the first line of `text`, and the rest."""
    found = _REMARK.match(text)
    return (found[0], text[found.end() :]) if found else ("", text)


def _on_a_new_line(lead: str) -> str:
    return lead if lead.lstrip(" \t").startswith("\n") else f"\n{lead}"
