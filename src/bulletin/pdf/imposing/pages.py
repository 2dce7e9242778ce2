"""A page as something to be drawn on another. In: a pikepdf page. Out: a form XObject and its trimmed box."""

from collections import Counter
from dataclasses import dataclass

import pikepdf

from bulletin.pdf.imposing.sheet import Measure


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From bottom to top."""
        return self.top - self.bottom


def trimmed_size(pdf: pikepdf.Pdf) -> tuple[float, float]:
    """Width and height of the trimmed page as it is read (turned pages turned); that of most pages."""
    sizes: Counter[tuple[float, float]] = Counter()
    for page in pdf.pages:
        box = box_of(page.trimbox)
        turned = int(page.obj.get("/Rotate", 0)) % 180 != 0
        size = (box.height, box.width) if turned else (box.width, box.height)
        sizes[round(size[0], 3), round(size[1], 3)] += 1
    return sizes.most_common(1)[0][0]


def page_form(page: pikepdf.Page) -> tuple[pikepdf.Object, Box]:
    """The page with what bleeds out of its trim, and the trimmed box as the form draws it."""
    form = page.as_form_xobject()  # turned upright, cut at the trim
    trim = box_of(form.BBox)
    media, bleed = box_of(page.mediabox), box_of(page.obj.get("/BleedBox", page.trimbox))
    form.BBox = pikepdf.Array(
        [
            max(media.left, bleed.left),
            max(media.bottom, bleed.bottom),
            min(media.right, bleed.right),
            min(media.top, bleed.top),
        ]
    )
    if "/StructParents" in form:
        del form["/StructParents"]
    return form, _turned(trim, form.get("/Matrix"))


def box_of(values: pikepdf.Object) -> Box:
    """A PDF rectangle, whichever corners it names."""
    left, bottom, right, top = (float(value) for value in values)
    return Box(min(left, right), min(bottom, top), max(left, right), max(bottom, top))


def _turned(box: Box, matrix: pikepdf.Object | None) -> Box:
    if matrix is None:
        return box
    a, b, c, d, e, f = (float(value) for value in matrix)
    corners = [
        (a * x + c * y + e, b * x + d * y + f) for x in (box.left, box.right) for y in (box.bottom, box.top)
    ]
    across, up = zip(*corners, strict=True)
    return Box(min(across), min(up), max(across), max(up))


def set_boxes(page: pikepdf.Page, measure: Measure) -> None:
    """Say where the sheet is trimmed and how far it bleeds."""
    bleed = measure.bleed
    page.obj.TrimBox = rounded(measure.left, measure.bottom, measure.right, measure.top)
    page.obj.BleedBox = rounded(
        measure.left - bleed, measure.bottom - bleed, measure.right + bleed, measure.top + bleed
    )


def rounded(*values: float) -> pikepdf.Array:
    """A PDF rectangle to the thousandth of a point."""
    return pikepdf.Array([round(value, 3) for value in values])
