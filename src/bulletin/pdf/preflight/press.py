"""What a printing house looks at first. In: an open PDF. Out: notices on fonts, boxes, colours and PDF/X-4's essentials."""

from collections.abc import Iterator
from typing import Final

import pikepdf

from bulletin.model import Notice
from bulletin.pdf.imposing.pages import Box, box_of
from bulletin.pdf.imposing.pdf_x import fonts_not_embedded
from bulletin.units import pt_to_mm

_TOLERANCE_PT: Final = 0.1
_RGB: Final = {"rg", "RG"}


def press_notices(pdf: pikepdf.Pdf, *, claims_pdf_x: bool) -> Iterator[Notice]:
    """Fonts that are not in the file and pages of several sizes; for a file that claims PDF/X-4 what it lacks for that."""
    if lacking := sorted(fonts_not_embedded(pdf)):
        yield Notice("pdf.fonts-not-embedded", {"fonts": ", ".join(lacking)})
    sizes = _sizes(pdf)
    if len(sizes) > 1:
        yield Notice("pdf.several-sizes", {"sizes": ", ".join(sizes)})
    if claims_pdf_x:
        lacks = list(_lacks_of_pdf_x(pdf))
        if not lacks:
            yield Notice("pdf.conforms", {"standard": "PDF/X-4", "checker": "bulletin"})
        for rule, message in lacks:
            values = {
                "standard": "PDF/X-4",
                "checker": "bulletin",
                "rule": rule,
                "message": message,
                "count": 1,
            }
            yield Notice("pdf.breaks-standard", values)


def _sizes(pdf: pikepdf.Pdf) -> list[str]:
    """The trimmed sizes of the pages in whole millimetres, in the order they are met."""
    boxes = (box_of(page.trimbox) for page in pdf.pages)
    return list(dict.fromkeys(f"{pt_to_mm(box.width):.0f}×{pt_to_mm(box.height):.0f}" for box in boxes))


def _lacks_of_pdf_x(pdf: pikepdf.Pdf) -> Iterator[tuple[str, str]]:
    """Rule and reason (ISO 15930-7) for each essential that is missing."""
    intents = [intent for intent in pdf.Root.get("/OutputIntents", ()) if intent.get("/S") == "/GTS_PDFX"]
    if len(intents) != 1:
        yield "6.2.2", "there is no single output intent for a press"
    elif int(intents[0].get("/DestOutputProfile", pikepdf.Dictionary()).get("/N", 0)) != 4:
        yield "6.2.2", "the output intent holds no profile of a CMYK press"
    if str(pdf.docinfo.get("/Trapped", "")) not in ("/True", "/False"):
        yield "6.5.2", "the file does not say whether it is trapped"
    for key in ("/Title", "/CreationDate", "/ModDate"):
        if key not in pdf.docinfo:
            yield "6.5.1", f"the information dictionary lacks {key}"
    if "/ID" not in pdf.trailer:
        yield "6.1.3", "the file has no identifier"
    for number, page in enumerate(pdf.pages, 1):
        yield from _lacks_of_page(number, page)


def _lacks_of_page(number: int, page: pikepdf.Page) -> Iterator[tuple[str, str]]:
    if "/TrimBox" not in page.obj:
        yield "6.1.4", f"page {number} does not say where it is trimmed"
    trim, bleed = box_of(page.trimbox), box_of(page.obj.get("/BleedBox", page.trimbox))
    if not (_inside(trim, bleed) and _inside(bleed, box_of(page.mediabox))):
        yield "6.1.4", f"the boxes of page {number} do not lie within each other"
    if "/Annots" in page.obj:
        yield "6.3.6", f"page {number} has annotations"
    if any(str(step.operator) in _RGB for step in pikepdf.parse_content_stream(page)):
        yield "6.2.3", f"page {number} has colours of a screen (DeviceRGB)"


def _inside(inner: Box, outer: Box) -> bool:
    return (
        inner.left >= outer.left - _TOLERANCE_PT
        and inner.bottom >= outer.bottom - _TOLERANCE_PT
        and inner.right <= outer.right + _TOLERANCE_PT
        and inner.top <= outer.top + _TOLERANCE_PT
    )
