"""What HTML borrows: formulas (MathML) and drawings (SVG). In: an HTML tree. Out: the same with text and pictures in their place.

The body grammar has neither. A formula becomes a line of text with its raised and lowered parts; a drawing becomes a picture
like any other, to be judged and cleaned where pictures are. Icons, which pages are full of, are not kept.
"""

import base64
import re
from typing import Final

from lxml import etree
from lxml.html import HtmlElement

from bulletin.collect.characters import clean

_SVG: Final = "http://www.w3.org/2000/svg"
_LARGEST_ICON_PX: Final = 128
_DEEPEST: Final = 100  # elements in one another; nobody writes a formula or a drawing like that by hand
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?")

# HTML parsers write names small; SVG 2 has these in two cases.
_NAMES: Final = {
    name.lower(): name
    for name in (
        "linearGradient radialGradient clipPath textPath foreignObject feBlend feColorMatrix feComponentTransfer"
        " feComposite feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feOffset"
        " viewBox preserveAspectRatio gradientUnits gradientTransform patternUnits patternTransform patternContentUnits"
        " clipPathUnits maskUnits maskContentUnits markerWidth markerHeight markerUnits refX refY stdDeviation textLength"
        " lengthAdjust startOffset spreadMethod filterUnits primitiveUnits"
    ).split()
}
# What is none of SVG's: `sodipodi:namedview` of a drawing program, `@click` of a script.
_OWN_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
_UNSAID: Final = frozenset({"annotation", "annotation-xml"})


def settle_foreign(root: HtmlElement) -> None:
    """Put text in the place of every formula and pictures in the place of drawings."""
    for formula in list(root.iter("math")):
        _replace(formula, _line(formula))
    for drawing in list(root.iter("svg")):
        if next(drawing.iterancestors("svg"), None) is None and _is_drawing(drawing):
            _replace(drawing, etree.Element("img", src="data:,") if _is_deep(drawing) else _picture(drawing))


def _is_deep(element: etree._Element) -> bool:
    depth = 0
    for event, _ in etree.iterwalk(element, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST:
            return True
    return False


def _line(formula: etree._Element) -> etree._Element:
    """A formula on one line: fractions with a stroke, roots with their sign, indices raised and lowered."""
    line = etree.Element("span")
    if _is_deep(formula):
        _say(line, "".join(map(str, formula.itertext())))
    else:
        _write(formula, line)
    return line


def _write(part: etree._Element, line: etree._Element) -> None:
    tag = part.tag
    children = [child for child in part if isinstance(child.tag, str) and child.tag not in _UNSAID]
    if not children:
        _say(line, " ".join((part.text or "").split()))
    elif tag == "mfrac":
        _write_all(children, line, between="/")
    elif tag in ("msqrt", "mroot"):
        _say(line, "√(")
        _write_all(children[: 1 if tag == "mroot" else None], line)
        _say(line, ")")
    elif tag in ("msup", "msub", "msubsup", "munder", "mover", "munderover"):
        _write(children[0], line)
        raised = ["sup"] if tag in ("msup", "mover") else ["sub", "sup"]
        for name, child in zip(raised, children[1:], strict=False):
            _write(child, etree.SubElement(line, name))
    else:
        _write_all(children, line, between=" " if tag in ("mtable", "mtr") else "")


def _write_all(parts: list[etree._Element], line: etree._Element, between: str = "") -> None:
    """The parts one after the other; one that is made of several stands in brackets beside a stroke."""
    for number, part in enumerate(parts):
        _say(line, between if number else "")
        brackets = between == "/" and len(part) > 1
        _say(line, "(" if brackets else "")
        _write(part, line)
        _say(line, ")" if brackets else "")


def _say(line: etree._Element, text: str) -> None:
    """Add `text` at the end of `line`."""
    text = clean(text)
    if len(line):
        line[-1].tail = (line[-1].tail or "") + text
    else:
        line.text = (line.text or "") + text


def _is_drawing(svg: etree._Element) -> bool:
    """True for what has words, or is larger than an icon."""
    if any("".join(map(str, text.itertext())).strip() for text in svg.iter("text")):
        return True
    sizes = [
        svg.get("width", ""),
        svg.get("height", ""),
        *svg.get("viewbox", "").replace(",", " ").split()[2:],
    ]
    return any(float(found[0]) > _LARGEST_ICON_PX for found in map(_NUMBER.match, sizes) if found)


def _picture(svg: etree._Element) -> etree._Element:
    """The drawing as an `<img>` that holds it. Its type is not said: pages say SVG of placeholders, which are dropped."""
    words = svg.get("aria-label") or next((title.text for title in svg.iter("title") if title.text), "")
    root = etree.Element(f"{{{_SVG}}}svg", nsmap={None: _SVG})
    _copy(svg, root)
    data = base64.b64encode(etree.tostring(root, encoding="utf-8")).decode()
    return etree.Element("img", src=f"data:;base64,{data}", alt=clean(str(words)))


def _copy(old: etree._Element, new: etree._Element) -> None:
    """What stands in `old` into `new`, in SVG's namespace and with its names in both cases."""
    for said, value in old.items():
        name = said.removeprefix("xlink:")
        if _OWN_NAME.fullmatch(name) and name != "xmlns":
            new.set(_NAMES.get(name, name), clean(value))
    _say(new, old.text or "")
    for child in old.iterchildren(etree.Element):
        tag = str(child.tag)
        if _OWN_NAME.fullmatch(tag):
            copied = etree.SubElement(new, f"{{{_SVG}}}{_NAMES.get(tag, tag)}")
            _copy(child, copied)
        _say(new, child.tail or "")


def _replace(old: etree._Element, new: etree._Element) -> None:
    parent = old.getparent()
    if parent is not None:
        new.tail, old.tail = old.tail, None
        parent.replace(old, new)
