"""What one document of the spine holds. In: a `Leaf`. Out: its facts, or an InputError naming what is wrong.

Only the facts are kept: a year's volume of a thousand articles is examined one tree at a time.
"""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
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

_LEADING: Final = frozenset({"href", "src"})

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
    ids: list[str] = []
    references: set[str] = set()
    alts: list[str] = []
    pages: list[tuple[str, str]] = []
    for element in root.iter(etree.Element):
        said = element.items()
        if not said:  # most elements are bare paragraphs
            continue
        for name, value in said:
            if name == "id" and value:
                ids.append(value)
            elif name in _LEADING:
                references.update(_inside(element, value, leaf.href))
            elif _asks(name) or (name == "style" and "(" in value):
                raise InputError("epub.active-content", place=leaf.href, what=f"{name}=…")
        if element.tag == _IMG:
            alts.append(element.get("alt", "").strip())
        elif element.tag == _SPAN and element.get("role") == "doc-pagebreak":
            pages.append((element.get("aria-label", ""), element.get("id", "")))
    if len(set(ids)) < len(ids):
        raise InputError("epub.duplicate-id", place=leaf.href, id=Counter(ids).most_common(1)[0][0])
    return LeafFacts(
        ids=frozenset(ids),
        references=frozenset(references),
        pictures=len(alts),
        pictures_without_alt=alts.count(""),
        has_ruby=next(root.iter(_RUBY), None) is not None,
        has_headings=next(root.iter(*_HEADINGS), None) is not None,
        pages=tuple(pages),
    )


@cache
def _asks(name: str) -> bool:
    """True for an attribute that acts by itself or asks for something in a way no document of ours does."""
    return _ASKING.fullmatch(name) is not None


def _inside(element: etree._Element, reference: str, place: str) -> tuple[str, ...]:
    """A reference that stays in the book; none for a link that leads out. Raises InputError for any other that does."""
    leads = way_out(reference)
    if not leads:
        return (unquote(reference),)
    if element.tag != _A or leads not in _OUTWARD:
        raise InputError("epub.foreign-reference", place=place, reference=reference)
    return ()


@lru_cache(maxsize=1024)
def way_out(reference: str) -> str:
    """The scheme by which a reference leaves the book (`//` for a bare host, `?` for none that can be read);
    empty for one that stays inside."""
    try:
        parts = urlsplit(reference)
    except ValueError:
        return "?"
    return parts.scheme or ("//" if parts.netloc else "")
