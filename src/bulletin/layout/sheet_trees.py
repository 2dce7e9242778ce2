"""Small moves on a body's tree that every rule of the printed page makes."""

from collections.abc import Iterator
from typing import Final

from lxml import etree
from markupsafe import Markup

_UNREAD: Final = frozenset({"rt", "rp"})


def has_class(element: etree._Element, name: str) -> bool:
    """True if `name` is among the classes of `element`."""
    return name in element.get("class", "").split()


def add_class(element: etree._Element, name: str) -> None:
    """Add `name` to the classes of `element`."""
    if not has_class(element, name):
        element.set("class", f"{element.get('class', '')} {name}".strip())


def add_style(element: etree._Element, declaration: str) -> None:
    """Add a declaration to the `style` of `element`."""
    element.set("style", f"{element.get('style', '')}{declaration};")


def text_of(element: etree._Element) -> str:
    """The text of `element` and everything inside it, readings of ruby and notes left out."""
    return "".join(_texts(element))


def append_text(element: etree._Element, text: str) -> None:
    """Put `text` after everything inside `element`."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def put_in_place(old: etree._Element, new: etree._Element) -> None:
    """Put `new` where `old` stands, followed by the same text."""
    parent = old.getparent()
    if parent is not None:
        new.tail, old.tail = old.tail, None
        parent.replace(old, new)


def take_out(element: etree._Element) -> None:
    """Remove `element`; the text after it stays."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if element.tail:
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    element.tail = None
    parent.remove(element)


def inner_html(root: etree._Element) -> Markup:
    """What stands inside `root`, as HTML: empty elements keep their end tags."""
    whole = etree.tostring(root, encoding="unicode", method="html", with_tail=False)
    return Markup(whole[whole.index(">") + 1 : whole.rindex("</")])  # noqa: S704  # written by lxml, so escaped


def _texts(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == "br":
            yield "\n"
        elif child.tag not in _UNREAD and not has_class(child, "note"):
            yield from _texts(child)
        yield child.tail or ""
