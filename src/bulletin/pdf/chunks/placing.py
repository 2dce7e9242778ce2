"""The pages of a chunk and where they stand. In: a chunk in hand, its place. Out: pages on their side, with margins.

Reaches into WeasyPrint 70.0; `division` divides no sheet on another version.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import page as page_layout
from weasyprint.layout.background import layout_backgrounds
from weasyprint.layout.page import PageType, make_margin_boxes, make_page
from weasyprint.layout.percent import resolve_percentages
from weasyprint.text.fonts import FontConfiguration

from bulletin.model import Notice
from bulletin.pdf.chunks.division import Chunk
from bulletin.pdf.fetcher import AssetFetcher


@dataclass(frozen=True, slots=True)
class Place:
    """Where a chunk stands: `pages` come before it, the last with the number `folio`; it begins on a right page or not;
    `strings` are the named strings (running heads) in force."""

    pages: int = 0
    folio: int = 0
    right: bool = True
    strings: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Writing:
    """How a chunk is written: as it stands at `place`, with a blank page after it of the style `blank_after` (None adds none),
    with links to the ids `known` in other chunks, under names made of `part`."""

    place: Place
    blank_after: str | None
    known: frozenset[str]
    part: str


@dataclass(slots=True)
class InHand:
    """A chunk that is laid out and waits: WeasyPrint's own values, and what was told so far."""

    chunk: Chunk
    place: Place
    context: Any
    html: Any
    fetcher: AssetFetcher
    fonts: FontConfiguration
    profiles: dict[str, Any]
    pages: list[Any]
    notices: list[Notice]


def is_sided(hand: InHand) -> bool:
    """True if the chunk must be laid out where it stands: it chooses sides, or its left and right pages differ in size."""
    sides = {"left", "right", "recto", "verso"}
    chooses = any(item[1]["break"] in sides for item in hand.context.page_maker[1:])
    return chooses or any(_sized(page) != _sized(_other_side(hand, page)) for page in hand.pages[:2])


def _sized(page: Any) -> tuple[float, ...]:
    lengths = (page.width, page.height, page.margin_top, page.margin_width(), page.margin_height())
    return tuple(round(length, 6) for length in lengths)


def _other_side(hand: InHand, page: Any) -> Any:
    """An empty page like `page` on the other side of the leaf."""
    side = "left" if page.page_type.side == "right" else "right"
    turned = page.page_type._replace(side=side)
    page_layout.set_page_type_computed_styles(turned, hand.html, hand.context.style_for)
    style = hand.context.style_for(turned)
    style["overflow"] = page.style["overflow"]
    other = boxes.PageBox(turned, style)
    resolve_percentages(other, style["size"])
    other.position_x = other.position_y = 0
    width, height = style["size"]
    page_layout.page_width(other, hand.context, width)
    page_layout.page_height(other, hand.context, height)
    return other


def turned(hand: InHand, page: Any) -> Any:
    """The page on the other side of the leaf, with what stands on it."""
    other = _other_side(hand, page)
    shift = other.content_box_x() - page.content_box_x()
    for child in page.children:
        child.translate(shift, 0)
    other.children, other.fixed_boxes = page.children, page.fixed_boxes
    return other


def blank_page(hand: InHand, name: str) -> Any:
    """The blank page after the chunk, before one that must begin on the next side."""
    context, last = hand.context, hand.pages[-1].page_type
    resume_at, _, right, state, remake = context.page_maker[-1]
    side = "left" if last.side == "right" else "right"
    kind = PageType(side, True, "" if name == "auto" else name, last.index + 1, ())
    page_layout.set_page_type_computed_styles(kind, hand.html, context.style_for)
    root = hand.pages[-1].children[0]
    root.viewport_overflow = hand.pages[-1].style["overflow"]
    state = (state[0], {key: [*value] for key, value in state[1].items()}, state[2], state[3])
    page, _, _ = make_page(context, root, kind, resume_at, len(hand.pages) + 1, state)
    context.page_maker.append((None, {"break": "any", "page": ""}, not right, state, remake))
    footnotes, notes = page.children[1:]
    page.children = [page.children[0], *(area for area in (footnotes, notes) if area.children)]
    return page


def add_margins(hand: InHand, place: Place) -> None:
    """Running heads and folios, and backgrounds: what a page has once it is known which one it is."""
    context, shift = hand.context, place.folio - hand.place.folio if hand.place.pages else 0
    strings = {
        name: {number + 1: said for number, said in on.items()} for name, on in context.string_set.items()
    }
    context.string_set.clear()
    for name, on in strings.items():
        context.string_set[name].update(on)
    for name, value in place.strings.items():
        context.string_set[name][1] = [value]
    for number, page in enumerate(hand.pages, 1):
        context.current_page = number + 1
        state = context.page_maker[number][3]
        state[1]["page"][-1] += shift
        page.children = (*page.children, *make_margin_boxes(context, page, state))
        layout_backgrounds(page, context.get_image_from_uri)
