"""What one document of the spine holds. In: a `Leaf`. Out: its facts, or an InputError naming what is wrong.

Only the facts are kept: a year's volume of a thousand articles is examined one tree at a time.
"""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote, urlsplit

from lxml import etree

from bulletin.errors import InputError
from bulletin.model import Leaf

XHTML: Final = "http://www.w3.org/1999/xhtml"

# What a link may leave the book by; pictures and style sheets never do.
_OUTWARD: Final = frozenset({"http", "https", "mailto", "tel"})

_A, _IMG, _SPAN = (f"{{{XHTML}}}{tag}" for tag in ("a", "img", "span"))

_RUBY: Final = f"{{{XHTML}}}ruby"
_HEADINGS: Final = tuple(f"{{{XHTML}}}h{level}" for level in range(1, 7))

# What runs, sends or loads by itself; EPUB 3.3 allows some of it, a bulletin needs none.
_ACTIVE: Final = tuple(
    f"{{*}}{tag}" for tag in "script iframe object embed form input base audio video style".split()
)
_ASKING: Final = re.compile(
    r"(?:\{.*\})?(?:on.*|srcset|poster|data|action|formaction|background|ping|manifest|http-equiv)"
)

_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


@dataclass(frozen=True, slots=True)
class LeafFacts:
    """The ids of a document, what it refers to inside the book (as written), and what it shows; `pages` are the
    printed pages that begin in it, number and id."""

    ids: frozenset[str]
    references: frozenset[str]
    pictures: int
    pictures_without_alt: int
    has_ruby: bool
    has_headings: bool
    pages: tuple[tuple[str, str], ...] = ()


def examine(leaf: Leaf) -> LeafFacts:
    """The facts about `leaf`. Raises InputError if it is not well-formed XHTML, repeats an id or loads
    something from outside the book."""
    try:
        root = etree.fromstring(leaf.xhtml, _PARSER)
    except etree.XMLSyntaxError as error:
        raise InputError(
            "epub.not-well-formed", place=leaf.href, reason=error.msg, line=error.lineno
        ) from error
    if root.tag != f"{{{XHTML}}}html":
        raise InputError("epub.not-xhtml", place=leaf.href)
    if (active := next(root.iter(*_ACTIVE), None)) is not None:
        raise InputError("epub.active-content", place=leaf.href, what=f"<{etree.QName(active).localname}>")
    # Most elements are bare paragraphs.
    elements = [element for element in root.iter(etree.Element) if element.items()]
    _check_still(elements, leaf.href)
    alts = [picture.get("alt", "").strip() for picture in elements if picture.tag == _IMG]
    return LeafFacts(
        ids=_ids(elements, leaf.href),
        references=_references(elements, leaf.href),
        pictures=len(alts),
        pictures_without_alt=alts.count(""),
        has_ruby=next(root.iter(_RUBY), None) is not None,
        has_headings=next(root.iter(*_HEADINGS), None) is not None,
        pages=tuple(
            (mark.get("aria-label", ""), mark.get("id", ""))
            for mark in elements
            if mark.get("role") == "doc-pagebreak" and mark.tag == _SPAN
        ),
    )


def _check_still(elements: list[etree._Element], place: str) -> None:
    """Raise InputError for what acts by itself or asks for something in a way no document of ours does."""
    for element in elements:
        for name, value in element.items():
            if _ASKING.fullmatch(name) or (name == "style" and "(" in value):
                raise InputError("epub.active-content", place=place, what=f"{name}=…")


def _ids(elements: list[etree._Element], place: str) -> frozenset[str]:
    """The ids of a document, each found once."""
    seen: set[str] = set()
    for value in filter(None, (element.get("id") for element in elements)):
        if value in seen:
            raise InputError("epub.duplicate-id", place=place, id=value)
        seen.add(value)
    return frozenset(seen)


def _references(elements: list[etree._Element], place: str) -> frozenset[str]:
    """Every relative `href` and `src` of a document."""
    inside = set()
    for element in elements:
        for name in ("href", "src"):
            reference = element.get(name)
            if reference is None:
                continue
            leads = way_out(reference)
            if not leads:
                inside.add(unquote(reference))
            elif element.tag != _A or leads not in _OUTWARD:
                raise InputError("epub.foreign-reference", place=place, reference=reference)
    return frozenset(inside)


def way_out(reference: str) -> str:
    """The scheme by which a reference leaves the book (`//` for a bare host, `?` for none that can be read);
    empty for one that stays inside."""
    try:
        parts = urlsplit(reference)
    except ValueError:
        return "?"
    return parts.scheme or ("//" if parts.netloc else "")
