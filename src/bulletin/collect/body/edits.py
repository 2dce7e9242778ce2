"""The few cuts lxml has no word for. In: an element of a tree. Out: the tree changed, no text lost but what is meant."""

from collections.abc import Iterable

from lxml import etree


def text_of(element: etree._Element) -> str:
    """All the text inside `element`."""
    return "".join(element.itertext())


def append_text(parent: etree._Element, before: int, text: str | None) -> None:
    """Put `text` into `parent` in front of its child number `before` (`len(parent)`: at the end)."""
    if not text:
        return
    if before == 0:
        parent.text = (parent.text or "") + text
    else:
        parent[before - 1].tail = (parent[before - 1].tail or "") + text


def remove(element: etree._Element) -> None:
    """Take `element` out with everything in it; the text after it stays."""
    parent = element.getparent()
    if parent is not None:
        append_text(parent, parent.index(element), element.tail)
        parent.remove(element)


def unwrap(element: etree._Element) -> None:
    """Take the element away and leave what is in it."""
    parent = element.getparent()
    if parent is None:
        return
    index = parent.index(element)
    children = list(element)
    append_text(parent, index, element.text)
    tail, element.tail = element.tail, None
    parent[index : index + 1] = children
    append_text(parent, index + len(children), tail)


def move_content(source: etree._Element, target: etree._Element) -> None:
    """Append text and children of `source` to `target`; `source` is left empty."""
    append_text(target, len(target), source.text)
    source.text = None
    target.extend(list(source))


def replace(element: etree._Element, substitutes: Iterable[etree._Element]) -> None:
    """Put `substitutes` (blocks) in the place of `element` (a block)."""
    parent = element.getparent()
    if parent is not None:
        index = parent.index(element)
        parent[index : index + 1] = list(substitutes)


def is_all_bold(block: etree._Element) -> bool:
    """True for a block with text, all of it in `<strong>`."""
    bold = "".join(text_of(strong) for strong in block.iter("strong"))
    return bool(bold.strip()) and "".join(bold.split()) == "".join(text_of(block).split())
