"""A document taken apart. In: the tree of a document. Out: its blocks, and a document of some of them alone.

What stands elsewhere is left as empty, unseen elements, as far as a rule (`:first-child`, `+`) may ask for it.
"""

from copy import deepcopy
from typing import Any, Final

from lxml import etree

_OPENED: Final = frozenset({"body", "main", "section", "div"})
_INSIDE: Final = frozenset({"article", "main", "section", "div"})
# What a block bears while the sheet is cut: its number, and that of the last block inside it.
NUMBER: Final = "data-number"
LAST: Final = "data-last"
_UNSEEN: Final = "display:none"
# A container that goes on from an earlier chunk has said these already.
_SAID: Final = "string-set:none;bookmark-level:none"


def numbered(body: Any) -> list[Any]:
    """The blocks of the document in order, each bearing its number: containers, and what is directly inside them."""
    found: list[Any] = []

    def walk(parent: Any) -> None:
        for child in parent.iterchildren("*"):
            child.set(NUMBER, str(len(found)))
            found.append(child)
            if is_container(child):
                walk(child)
            child.set(LAST, str(len(found) - 1))

    walk(body)
    return found


def is_container(element: Any) -> bool:
    return element.tag in _OPENED and any(child.tag in _INSIDE for child in element)


def part_of(tree: Any, start: int, end: int, near: int) -> Any:
    """The document with the blocks from `start` to `end` alone."""
    part = etree.Element("html", dict(tree.attrib))
    part.append(deepcopy(tree.head))
    _fill(etree.SubElement(part, "body", dict(tree.body.attrib)), tree.body, start, end, near)
    return part


def _fill(copy: Any, original: Any, start: int, end: int, near: int) -> None:
    """Put into `copy` the blocks from `start` to `end`; of the others, those stay as empty elements that a rule may ask for:
    the first and the last, and the nearest on both sides."""
    children = [(child, int(child.get(NUMBER)), int(child.get(LAST))) for child in original.iterchildren("*")]
    inside = [at for at, (_, first, last) in enumerate(children) if first < end and last >= start]
    for at, (child, first, last) in enumerate(children):
        attributes = {name: value for name, value in child.attrib.items() if name not in (NUMBER, LAST)}
        if last < start or first >= end:
            at_an_end = at < near or at >= len(children) - near
            if at_an_end or inside[0] - near <= at <= inside[-1] + near:
                attributes.pop("id", None)
                etree.SubElement(copy, child.tag, attributes | {"style": _UNSEEN})
        elif not is_container(child):
            whole = deepcopy(child)
            del whole.attrib[NUMBER], whole.attrib[LAST]
            whole.tail = None
            copy.append(whole)
        else:
            if first < start:
                attributes.pop("id", None)
                attributes["style"] = f"{attributes.get('style', '')};{_SAID}"
            _fill(etree.SubElement(copy, child.tag, attributes), child, start, end, near)


def text_of(tree: Any) -> str:
    return "<!DOCTYPE html>\n" + etree.tostring(tree, encoding="unicode", method="html")
