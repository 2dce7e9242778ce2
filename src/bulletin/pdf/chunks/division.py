"""Where a large sheet may be divided. In: a sheet. Out: its chunks, each a document of its own; none where it stays whole.

A chunk begins where the style sheets begin a new page in any case. What stands elsewhere in the document is left in a
chunk as empty, unseen elements, so that every rule (`:first-child`, `+`) finds what it would find in the whole.
"""

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any, Final

import weasyprint
from lxml import html
from weasyprint.css import get_all_computed_styles

from bulletin.model import Sheet
from bulletin.pdf.chunks import WHOLE
from bulletin.pdf.chunks.cutting import NUMBER, is_container, numbered, part_of, text_of
from bulletin.pdf.engine import is_pinned
from bulletin.pdf.fetcher import AssetFetcher

# A chunk has about so many characters of text, and there are as many as two or four processes can share evenly.
_CHUNK: Final = 30_000
_SHARED_BY: Final = 4
# Text with a link to another place as often as this is a list of contents or an index.
_CHARACTERS_A_LINK: Final = 100

# What runs through a whole document, so that no part of it can be set alone: counters of its own, the number of pages,
# running elements, the text of other places, pages chosen by number; and rules that look into what is left out.
_RUNS_THROUGH: Final = re.compile(
    r"(?<!target-)\bcounters?\(\s*(?!page\s*[,)])|\bcounter-(?:reset|set|increment)\s*:|\belement\(|\brunning\(|target-text\(|target-counters\(|:nth\("
    r"|position\s*:\s*fixed|(?:html|body|main|section|div|\*)\s*:has\(",
    re.IGNORECASE,
)
# Selectors that count the siblings of an element, or look past the nearest; and how near the others look.
_LOOKS_FAR: Final = re.compile(r":nth-|-of-type|~(?!=)")
_NEAR: Final = 2
# Notes are numbered through the document unless call and note say otherwise.
_MARKED: Final = re.compile(r"::footnote-(?:call|marker)\s*\{[^}]*content\s*:")
_SIDES: Final = {"left": "left", "right": "right", "recto": "right", "verso": "left"}
_PAGE_BREAKS: Final = frozenset({"page", "always", *_SIDES})
_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_ASSET: Final = re.compile(r"asset:([^\"'()\s]+)")


@dataclass(frozen=True, slots=True)
class Chunk:
    """A part of a sheet. `anchors` are the ids in it, `links` the ids that links in it lead to, `headings` the levels of
    the headings it stands under, `side` the side it must begin on (empty for either), `blank` the name of the page
    before it if that stays blank, `characters` how much text it has."""

    sheet: Sheet
    anchors: frozenset[str]
    links: frozenset[str]
    headings: tuple[int, ...]
    side: str
    blank: str
    characters: int


@dataclass(frozen=True, slots=True)
class _Start:
    """A place where a page begins: the number of the first block, and the rest as in `Chunk`."""

    number: int
    side: str = ""
    blank: str = ""


def divided(sheet: Sheet) -> tuple[Chunk, ...]:
    """The chunks of a sheet, hanging on nothing but the sheet; empty where it stays whole: small, without page breaks,
    or with something in it that runs through the whole."""
    if len(sheet.html) <= WHOLE or not is_pinned():
        return ()
    styles = "".join(data.decode() for data, kind in sheet.resources.values() if kind == "text/css")
    styles += sheet.html[: sheet.html.find("<body")]
    if _RUNS_THROUGH.search(styles) or ("footnote" in styles and len(_MARKED.findall(styles)) < 2):
        return ()
    tree = html.document_fromstring(sheet.html)
    body = tree.body
    if body is None or _length(body) <= WHOLE or "<base" in sheet.html:
        return ()
    blocks = numbered(body)
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    if len(ids) != len(set(ids)):
        return ()
    starts = _grouped(_starts(sheet, tree, blocks), blocks)
    if len(starts) < 2:
        return ()
    ends = [start.number for start in starts[1:]] + [len(blocks)]
    headings = _headings_before(body, starts)
    near = len(blocks) if _LOOKS_FAR.search(styles) else _NEAR
    return tuple(
        _chunk(sheet, part_of(tree, start.number, end, near), start, levels)
        for start, end, levels in zip(starts, ends, headings, strict=True)
    )


def _length(element: Any) -> int:
    return sum(map(len, element.itertext()))


def _starts(sheet: Sheet, tree: Any, blocks: Sequence[Any]) -> Iterator[_Start]:
    """Where the document can be divided; its first block is the first."""
    yield _Start(0)
    styled = _Styled(sheet, tree)
    before: Any = None
    for number, block in enumerate(blocks):
        place = _outermost(block)
        if number and place is block and before is not None:
            breaks = [styled.of(each)["break_before"] for each in _first_blocks(block)]
            previous = block.getprevious()
            breaks += [styled.of(previous)["break_after"]] if previous is not None else []
            forced = [each for each in breaks if each in _PAGE_BREAKS]
            if forced and all(map(styled.is_plain, (block, *_parents(block)))):
                side = next((_SIDES[each] for each in forced if each in _SIDES), "")
                yield _Start(number, side, str(styled.of(block.getparent())["page"]))
        before = block


def _outermost(block: Any) -> Any:
    """The container that begins with `block`, or the block itself."""
    while block.getprevious() is None and block.getparent().tag != "body":
        block = block.getparent()
    return block


def _first_blocks(block: Any) -> Iterator[Any]:
    """A block and those that begin with it."""
    yield block
    while is_container(block):
        block = next(block.iterchildren("*"))
        yield block


def _parents(block: Any) -> Iterator[Any]:
    return (parent for parent in block.iterancestors() if parent.tag != "html")


class _Styled:
    """The computed styles of the blocks, from a skeleton of the document: the blocks without what they hold."""

    def __init__(self, sheet: Sheet, tree: Any) -> None:
        skeleton = deepcopy(tree)
        for element in list(skeleton.body.iter("*")):
            if element.get(NUMBER) is not None and not is_container(element):
                for child in list(element):
                    element.remove(child)
                element.text = None
        document = weasyprint.HTML(string=text_of(skeleton), url_fetcher=AssetFetcher(sheet.resources))
        self._style_for = get_all_computed_styles(document)
        self._elements = {
            element.get(NUMBER, element.tag): element
            for element in document.etree_element.iter()
            if isinstance(element.tag, str)
        }

    def of(self, element: Any) -> Any:
        return self._style_for(self._elements[element.get(NUMBER, element.tag)])

    def is_plain(self, element: Any) -> bool:
        """True for a block that shows nothing of its own where a page ends inside it, and may be begun anew."""
        style, found = self.of(element), self._elements[element.get(NUMBER, element.tag)]
        if style["display"] != ("block", "flow") or style["float"] != "none" or style["position"] != "static":
            return False
        if not is_container(element) and element.tag != "body":
            return True
        sides = [
            style[f"{edge}_{side}{suffix}"]
            for side in ("top", "bottom")
            for edge, suffix in (("margin", ""), ("padding", ""), ("border", "_width"))
        ]
        return (
            not any(getattr(length, "value", length) for length in sides)
            and style["height"] == "auto"
            and style["background_image"] == (("none", None),)
            and style["background_color"].alpha == 0
            and style["column_count"] == "auto"
            and self._style_for(found, "before") is None
            and self._style_for(found, "after") is None
        )


def _grouped(starts: Iterator[_Start], blocks: Sequence[Any]) -> list[_Start]:
    """As many of the starts as leave chunks of a good size. Contents and indexes are chunks of their own: they are set
    twice, since they tell the pages of others."""
    found = list(starts)
    ends = [start.number for start in found[1:]] + [len(blocks)]
    lengths, listings = [], []
    for start, end in zip(found, ends, strict=True):
        own = [block for block in blocks[start.number : end] if not is_container(block)]
        lengths.append(sum(map(_length, own)))
        links = sum(link.get("href", "").startswith("#") for block in own for link in block.iter("a"))
        listings.append(links * _CHARACTERS_A_LINK > lengths[-1])
    text = sum(length for length, listing in zip(lengths, listings, strict=True) if not listing)
    share = text / (_SHARED_BY * max(1, round(text / (_SHARED_BY * _CHUNK))))
    chosen: list[_Start] = []
    before, border = 0.0, share
    for at, start in enumerate(found):
        # The border of a share falls to the start that is nearest.
        middle = before + lengths[at] / 2
        if not chosen or listings[at] != listings[at - 1] or (middle > border and not listings[at]):
            chosen.append(start)
        if not listings[at]:
            while middle > border:
                border += share
            before += lengths[at]
    return chosen


def _headings_before(body: Any, starts: Sequence[_Start]) -> list[tuple[int, ...]]:
    """The levels of the headings that each start stands under (`tagging`)."""
    levels: list[int] = []
    found: list[tuple[int, ...]] = []
    numbers = {start.number for start in starts}
    for element in body.iter("*"):
        if int(element.get(NUMBER, -1)) in numbers:
            found.append(tuple(levels))
        if level := _HEADINGS.get(element.tag):
            while levels and levels[-1] >= level:
                levels.pop()
            levels.append(level)
    return found


def _chunk(sheet: Sheet, part: Any, start: _Start, headings: tuple[int, ...]) -> Chunk:
    body = part.find("body")
    text = text_of(part)
    styles = {name: held for name, held in sheet.resources.items() if held[1] == "text/css"}
    shown = {name: sheet.resources[name] for name in _ASSET.findall(text) if name in sheet.resources}
    of_styles = _ASSET.findall("".join(data.decode() for data, _ in styles.values()))
    shown |= {name: sheet.resources[name] for name in of_styles if name in sheet.resources}
    return Chunk(
        sheet=replace(sheet, html=text, resources=styles | shown, attachments=(), notices=()),
        anchors=frozenset(str(element.get("id")) for element in body.iter("*") if element.get("id")),
        links=frozenset(
            link.get("href", "")[1:] for link in body.iter("a") if link.get("href", "").startswith("#")
        ),
        headings=headings,
        side=start.side,
        blank=start.blank,
        characters=_length(body),
    )
