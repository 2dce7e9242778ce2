"""What a printing house looks at first. In: an open PDF. Out: notices on fonts and sizes, and on PDF/X-4 where it is claimed."""

from collections.abc import Iterator

import pikepdf

from bulletin.model import Notice
from bulletin.pdf.imposing.pages import box_of
from bulletin.pdf.imposing.pdf_x import fonts_not_embedded
from bulletin.pdf.preflight.pdf_x import lacks_of_pdf_x
from bulletin.units import pt_to_mm


def press_notices(pdf: pikepdf.Pdf, *, claims_pdf_x: bool) -> Iterator[Notice]:
    """Fonts that are not in the file and pages of several sizes; for a file that claims PDF/X-4 what it lacks for that."""
    if lacking := sorted(fonts_not_embedded(pdf)):
        yield Notice("pdf.fonts-not-embedded", {"fonts": ", ".join(lacking)})
    sizes = _sizes(pdf)
    if len(sizes) > 1:
        yield Notice("pdf.several-sizes", {"sizes": ", ".join(sizes)})
    if claims_pdf_x:
        lacks = list(lacks_of_pdf_x(pdf))
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
