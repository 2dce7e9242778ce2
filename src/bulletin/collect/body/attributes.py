"""Attributes and links of the grammar. In: a draft body. Out: the same with nothing but what `model.body` names."""

import re
from typing import Final

from lxml import etree

from bulletin.collect.addresses import absolute
from bulletin.collect.body.builder import MARKS
from bulletin.collect.body.leaves import INDENTED
from bulletin.collect.characters import one_line
from bulletin.collect.embedded import is_stand_in, settle_address
from bulletin.model.body import CLASSES, LINK_SCHEMES, allowed_attributes
from bulletin.model.grammar import MAX_SPAN

_MEANINGLESS: Final = "meaningless"  # a tag for what is about to be opened out

_IDENTIFIER: Final = re.compile(r"[^\W\d][\w.-]*")
_VALUES: Final[dict[str, re.Pattern[str]]] = {
    "lang": re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*"),
    "translate": re.compile("yes|no"),
    "type": re.compile("[1aAiI]"),
    "scope": re.compile("row|col|rowgroup|colgroup"),
    "id": _IDENTIFIER,
    **dict.fromkeys(("start", "value"), re.compile(r"-?\d{1,6}")),
    **dict.fromkeys(("colspan", "rowspan"), re.compile(r"[1-9]\d{0,5}")),
}


def settle_links(root: etree._Element, base_url: str) -> None:
    """Make links absolute where `base_url` is known; a link of another kind than LINK_SCHEMES loses its `href`."""
    for link in root.iter("a"):
        href = "".join(link.get("href", "").split())
        if base_url and not href.startswith("#"):
            href = absolute(base_url, href)
        if href.lower().startswith(LINK_SCHEMES) and len(href) > 1:
            link.set("href", href)
        else:
            link.attrib.pop("href", None)
        if name := link.attrib.pop("name", ""):
            link.set("id", link.get("id") or name)
    for image in filter(is_stand_in, root.iter("img")):
        settle_address(image, base_url)


def settle_attributes(root: etree._Element) -> None:
    """Keep the attributes, classes and values that the grammar names."""
    for element in root.iter():
        _settle_element(element)


def settle_references(root: etree._Element) -> None:
    """Keep the ids that a link needs and the links that lead somewhere; an inline left without a meaning goes."""
    wanted = {href[1:] for link in root.iter("a") if (href := link.get("href", "")).startswith("#")}
    found: set[str] = set()
    for element in root.iter():
        if identifier := element.get("id"):
            if identifier in wanted and identifier not in found:
                found.add(identifier)
            else:
                del element.attrib["id"]
    for link in root.iter("a"):
        if link.get("href", "").startswith("#") and link.get("href", "")[1:] not in found:
            del link.attrib["href"]
        if not link.get("href"):
            link.attrib.pop("title", None)
    for inline in list(root.iter("a", "span")):
        if inline.tag == "a" and not (inline.get("href") or inline.get("id")):
            inline.tag = "span"
            inline.attrib.pop("class", None)
        if not inline.attrib:
            inline.tag = _MEANINGLESS
    etree.strip_tags(root, _MEANINGLESS)  # all at once: taken out one by one, the text would grow with each


def _settle_element(element: etree._Element) -> None:
    tag = str(element.tag)
    allowed = allowed_attributes(tag)
    for name, value in element.items():
        known = _VALUES.get(name)
        if name not in allowed or name in (*MARKS, INDENTED) or (known and not known.fullmatch(value)):
            del element.attrib[name]
        elif name in ("title", "alt"):
            element.set(name, one_line(value))
        elif name in ("colspan", "rowspan"):
            _settle_span(element, name, int(value))
    words = [word for word in element.get("class", "").split() if word in CLASSES.get(tag, ())]
    element.attrib.pop("class", None)
    if words:
        element.set("class", " ".join(dict.fromkeys(words)))
    if tag == "img":
        element.set("alt", element.get("alt", ""))
    if tag != "img" or not element.get("title"):
        _drop_blank(element, "title")


def _settle_span(element: etree._Element, name: str, value: int) -> None:
    if value == 1:
        del element.attrib[name]
    else:
        element.set(name, str(min(value, MAX_SPAN)))


def _drop_blank(element: etree._Element, name: str) -> None:
    if not element.get(name):
        element.attrib.pop(name, None)
