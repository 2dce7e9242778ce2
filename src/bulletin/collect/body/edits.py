"""The few cuts lxml has no word for. In: an element of a tree. Out: the tree changed, no text lost but what is meant."""

from collections.abc import Iterable

from lxml import etree


def text_of(element: etree._Element) -> str:
    """All the text inside `element`."""
    return "".join(element.itertext())


def last_of(parent: etree._Element) -> etree._Element | None:
    """The last child, or None. (`len` counts all of them: a page of nothing but line breaks would take hours.)"""
    return next(parent.iterchildren(reversed=True), None)


def append_text(parent: etree._Element, text: str | None) -> None:
    """Put `text` at the end of `parent`."""
    _put_text(parent, last_of(parent), text)


def _put_text(parent: etree._Element, before: etree._Element | None, text: str | None) -> None:
    """Put `text` into `parent` behind its child `before`, or in front of all for None."""
    if not text:
        return
    if before is None:
        parent.text = (parent.text or "") + text
    else:
        before.tail = (before.tail or "") + text


def remove(element: etree._Element) -> None:
    """Take `element` out with everything in it; the text after it stays."""
    parent = element.getparent()
    if parent is not None:
        _put_text(parent, element.getprevious(), element.tail)
        parent.remove(element)


def unwrap(element: etree._Element) -> None:
    """Take the element away and leave what is in it."""
    parent = element.getparent()
    if parent is None:
        return
    _put_text(parent, element.getprevious(), element.text)
    for child in list(element):
        element.addprevious(child)
    remove(element)


def move_content(source: etree._Element, target: etree._Element) -> None:
    """Append text and children of `source` to `target`; `source` is left empty."""
    append_text(target, source.text)
    source.text = None
    target.extend(list(source))


def replace(element: etree._Element, substitutes: Iterable[etree._Element]) -> None:
    """Put `substitutes` (blocks) in the place of `element` (a block)."""
    parent = element.getparent()
    if parent is not None:
        for substitute in substitutes:
            element.addprevious(substitute)
        parent.remove(element)


def is_all_bold(block: etree._Element) -> bool:
    """True for a block with text, all of it in `<strong>`."""
    bold = "".join(text_of(strong) for strong in block.iter("strong"))
    return bool(bold.strip()) and "".join(bold.split()) == "".join(text_of(block).split())
