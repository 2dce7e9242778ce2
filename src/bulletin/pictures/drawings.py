"""SVG drawings. In: bytes. Out: an Asset that runs nothing and refers to nothing outside itself, or bytes made so."""

import re
from typing import Final

from lxml import etree

from bulletin.errors import InputError
from bulletin.model import Asset

_DEEPEST: Final = 300  # elements in one another, through <use> too
_MAX_SHAPES: Final = 100_000  # of a drawing, those that <use> repeats counted

_SVG: Final = "{http://www.w3.org/2000/svg}"
_HREFS: Final = ("href", "{http://www.w3.org/1999/xlink}href")
_FORBIDDEN: Final = frozenset(
    {f"{_SVG}script", f"{_SVG}foreignObject", f"{_SVG}iframe", f"{_SVG}audio", f"{_SVG}video"}
)
# What is nothing without the file it shows.
_SHOWING: Final = frozenset({f"{_SVG}image", f"{_SVG}use", f"{_SVG}feImage"})
_REFERENCE: Final = re.compile(r"url\(\s*['\"]?(?!#)|@import|expression\(", re.IGNORECASE)
_LENGTH: Final = re.compile(r"\s*(\d+(?:\.\d+)?)(?:px)?\s*")


def read_drawing(data: bytes) -> Asset:
    """The drawing. Raises InputError `pictures.broken` or `pictures.unsafe`."""
    root = _parsed(data)
    if not all(map(_is_harmless, root.iter(etree.Element))) or _shapes(root) > _MAX_SHAPES:
        raise InputError("pictures.unsafe")
    # SVG 2 §8.2: without width and height a drawing takes the shape of its viewBox.
    box = root.get("viewBox", "").replace(",", " ").split()
    width_px, height_px = (
        _pixels(root.get(name)) or _pixels(*box[at : at + 1]) for name, at in (("width", 2), ("height", 3))
    )
    clean: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return Asset.of(clean, "image/svg+xml", "svg", width_px, height_px)


def cleaned(data: bytes) -> tuple[bytes, tuple[str, ...]]:
    """The drawing without what is not harmless, and the names of what was taken out. Raises InputError
    `pictures.broken`."""
    root = _parsed(data)
    removed: dict[str, None] = {}
    for element in list(root.iter(etree.Element)):
        parent = element.getparent()
        harmful = [name for name, value in element.items() if not _may_have(name, value)]
        shows_outside = element.tag in _SHOWING and any(name in _HREFS for name in harmful)
        if parent is not None and (not _may_stand(element) or shows_outside):
            _take_out(parent, element)
            harmful = [str(element.tag)]
        for name in harmful:
            element.attrib.pop(name, None)
            removed[etree.QName(name).localname] = None
    return etree.tostring(root, encoding="utf-8", xml_declaration=True), tuple(removed)


def _take_out(parent: etree._Element, element: etree._Element) -> None:
    """Remove `element` from `parent`; the text after it stays."""
    before = element.getprevious()
    if before is None:
        parent.text = (parent.text or "") + (element.tail or "")
    else:
        before.tail = (before.tail or "") + (element.tail or "")
    parent.remove(element)


def _parsed(data: bytes) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_pis=True, remove_comments=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise InputError("pictures.broken") from error
    if root.tag != f"{_SVG}svg":
        raise InputError("pictures.broken")
    return root


def _is_harmless(element: etree._Element) -> bool:
    return _may_stand(element) and all(_may_have(name, value) for name, value in element.items())


def _may_stand(element: etree._Element) -> bool:
    if element.tag == f"{_SVG}style":
        return not _REFERENCE.search("".join(map(str, element.itertext())))
    return element.tag not in _FORBIDDEN


def _may_have(name: str, value: str) -> bool:
    if name in _HREFS:
        return value.startswith(("#", "data:image/png", "data:image/jpeg"))
    return not (name.lower().startswith("on") or _REFERENCE.search(value))


def _shapes(root: etree._Element) -> int:
    """How many elements are drawn when every `<use>` is followed; a circle of them counts as endless."""
    named = {name: element for element in root.iter(etree.Element) if (name := element.get("id"))}
    known: dict[etree._Element, int] = {}
    open_elements: set[etree._Element] = set()

    def count(element: etree._Element) -> int:
        if element in open_elements or len(open_elements) > _DEEPEST:
            return _MAX_SHAPES + 1
        if element not in known:
            open_elements.add(element)
            used = (named.get(element.get(name, "")[1:]) for name in _HREFS if element.tag == f"{_SVG}use")
            below = [*element.iterchildren(etree.Element), *(target for target in used if target is not None)]
            known[element] = min(1 + sum(map(count, below)), _MAX_SHAPES + 1)
            open_elements.discard(element)
        return known[element]

    return count(root)


def _pixels(length: str | None = None) -> int:
    """A CSS length in pixels, rounded; 0 for none and for other units."""
    found = _LENGTH.fullmatch(length or "")
    return round(float(found[1])) if found else 0
