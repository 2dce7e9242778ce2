"""Figures on the grid. In: a figure, its picture, the measure. Out: the figure with a size of whole lines."""

from collections.abc import Mapping
from math import ceil
from typing import Final

from lxml import etree

from bulletin.layout.measure import Measure
from bulletin.layout.sheet_grid import CELL_LEADING
from bulletin.layout.sheet_trees import add_class, add_style, text_of
from bulletin.layout.widths import line_count
from bulletin.model import Asset
from bulletin.units import PRINTED_DPI

# A picture of dots is printed as large as its dots allow, a drawing as large as it says (CSS Values 3: 96 pixels an inch),
# unless it would be wider than the measure.
_DOTS_PER_PT: Final = PRINTED_DPI / 72
_PIXELS_PER_PT: Final = 96 / 72
_DRAWING: Final = "image/svg+xml"
# For want of dots no picture is printed narrower than this share of the measure, unless it is an icon: `bulletin check`
# tells of it.
_NARROWEST: Final = 1 / 3
# A drawing that would fill this share of the measure is set to fill it: two widths on a page, not many.
_NEARLY_FULL: Final = 0.7
# The highest a picture may stand, as a share of the page's lines: more leaves holes where it does not fit.
HIGHEST: Final = 0.42
# Where a picture does not say its size.
_USUAL_SHAPE: Final = 2 / 3
# The caption stands this far below its picture, in lines.
_CAPTION_AIR: Final = 0.25
_CAPTION_INSET_EM: Final = 4.0


def place_figure(
    figure: etree._Element, assets: Mapping[str, Asset], measure: Measure, highest: int = 0
) -> None:
    """Give the pictures of `figure` a size and its caption a height, both in whole lines of the page; the pictures take
    no more than `highest` of them (0: a share of the page)."""
    highest = highest or int(measure.lines * HIGHEST)
    pictures = list(figure.iter("img"))
    for picture in pictures:
        asset = assets[picture.get("src", "").removeprefix("asset:")]
        gaps_pt = measure.type_size_pt * (len(pictures) - 1)
        room_pt = (measure.type_width_pt - gaps_pt) / len(pictures)
        width_pt, lines = picture_size(asset, room_pt, highest, measure.leading_pt)
        add_style(picture, f"width:{width_pt:.2f}pt;height:calc(var(--line)*{lines})")
    caption = figure.find(".//figcaption")
    if caption is not None:
        room_em = measure.type_width_pt / measure.note_pt - _CAPTION_INSET_EM
        count = sum(line_count(line, room_em) for line in text_of(caption).split("\n"))
        add_style(caption, f"height:calc(var(--line)*{ceil(count * CELL_LEADING + _CAPTION_AIR - 1e-6)})")
        add_class(caption, "several" if count > 1 else "single")


def picture_size(asset: Asset, room_pt: float, highest: int, leading_pt: float) -> tuple[float, int]:
    """The width in points and the height in lines of a picture that has `room_pt` and `highest` lines."""
    shape = asset.height_px / asset.width_px if asset.width_px and asset.height_px else _USUAL_SHAPE
    is_drawing = asset.media_type == _DRAWING
    shown_pt = asset.width_px / _PIXELS_PER_PT if asset.width_px else room_pt
    width_pt = (
        shown_pt if is_drawing else max(asset.width_px / _DOTS_PER_PT, min(shown_pt, room_pt * _NARROWEST))
    )
    if width_pt > room_pt * (_NEARLY_FULL if is_drawing else 1):
        # The full width, and the lines it takes; what is left of the last one stands above the picture.
        lines = min(ceil(room_pt * shape / leading_pt - 0.05), highest)
    else:
        # Down to whole lines: up would leave too few dots.
        lines = max(min(int(width_pt * shape / leading_pt), highest), 1)
        room_pt = lines * leading_pt / shape
    return min(room_pt, lines * leading_pt / shape), lines
