"""How finely pictures are printed. In: an open PDF. Out: each raster picture with its page and its dots per inch."""

from collections.abc import Iterator
from typing import NamedTuple

import pikepdf


class Shown(NamedTuple):
    """A picture as it stands on a page: its pixels and how many go on an inch, in the direction that has fewer."""

    page: int
    width_px: int
    height_px: int
    dpi: float


def pictures_shown(pdf: pikepdf.Pdf) -> Iterator[Shown]:
    """Every raster picture of every page, forms looked into; masks and pictures of one pixel do not count."""
    for number, page in enumerate(pdf.pages, 1):
        yield from _in_content(page, page.obj.get("/Resources"), pikepdf.Matrix(), number)


def _in_content(
    holder: pikepdf.Page | pikepdf.Object, resources: pikepdf.Object | None, at: pikepdf.Matrix, number: int
) -> Iterator[Shown]:
    drawn = resources.get("/XObject", pikepdf.Dictionary()) if resources is not None else pikepdf.Dictionary()
    kept: list[pikepdf.Matrix] = []
    for step in pikepdf.parse_content_stream(holder, "q Q cm Do"):
        match str(step.operator):
            case "q":
                kept.append(at)
            case "Q" if kept:
                at = kept.pop()
            case "cm":
                at = pikepdf.Matrix(*(float(value) for value in step.operands)) @ at
            case "Do" if str(step.operands[0]) in drawn:
                yield from _drawn(drawn[str(step.operands[0])], at, number)


def _drawn(thing: pikepdf.Object, at: pikepdf.Matrix, number: int) -> Iterator[Shown]:
    if thing.get("/Subtype") == "/Form":
        matrix = pikepdf.Matrix(*(float(value) for value in thing.get("/Matrix", (1, 0, 0, 1, 0, 0))))
        yield from _in_content(thing, thing.get("/Resources"), matrix @ at, number)
    elif thing.get("/Subtype") == "/Image" and not thing.get("/ImageMask", False):
        width, height = int(thing.Width), int(thing.Height)
        across_pt, up_pt = (at.a**2 + at.b**2) ** 0.5, (at.c**2 + at.d**2) ** 0.5
        if width > 1 and height > 1 and across_pt and up_pt:
            yield Shown(number, width, height, min(width * 72 / across_pt, height * 72 / up_pt))
