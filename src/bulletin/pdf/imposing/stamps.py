"""Words stamped on pages. In: a PDF and a job. Out: the PDF with 样稿, a copy's number or a watermark drawn on it.

WeasyPrint sets the words in our own faces; they are drawn over the page and are no part of its text.
"""

import io
from html import escape
from typing import Final

import pikepdf

from bulletin.pdf import engine
from bulletin.pdf.imposing.colours import greyscale
from bulletin.pdf.imposing.pages import box_of
from bulletin.pdf.imposition import Imposition

# 红章: framed, eight millimetres from the edges of the outer corner, clear of any running head.
_CORNER: Final = """
.corner {{ position: absolute; top: 7mm; {outer}: 8mm; color: {colour}; text-align: center;
  font: 11pt/1.2 "Bulletin Hei", "Bulletin Song" }}
.stamp {{ padding: .25em .7em .3em; border: 1pt solid; letter-spacing: .15em; text-indent: .15em }}
.number {{ margin-top: .3em }}
"""
_WATERMARK: Final = """
.watermark {{ position: absolute; left: 0; top: 0; width: 100%; height: 100%; display: flex;
  align-items: center; justify-content: center }}
.watermark span {{ transform: rotate(-{slope}deg); white-space: nowrap; color: rgba(0, 0, 0, .09);
  font: {size:.1f}pt/1 "Bulletin Hei", "Bulletin Song"; letter-spacing: .1em }}
"""
_RED: Final = "#c8161d"
_SLOPE_DEGREES: Final = 45
_EM_OF_CHARACTER: Final = 1.1


def stamp(pdf: pikepdf.Pdf, job: Imposition) -> None:
    """Draw what the job asks for on every page; one drawing for all pages of a size and side."""
    drawings: dict[tuple[object, ...], pikepdf.Object] = {}
    for number, page in enumerate(pdf.pages, 1):
        copy = job.number if number == 1 else ""
        if not (job.stamp or job.watermark or copy):
            continue
        box = box_of(page.trimbox)
        outer = "left" if (number % 2 == 0) != job.right_bound else "right"
        key = (round(box.width, 2), round(box.height, 2), outer, copy)
        if key not in drawings:
            html = _html(job, copy, outer, box.width, box.height)
            drawings[key] = _drawing(pdf, html, grey=job.greyscale or job.pdf_x)
        # Pages may share their resources, so that each drawing needs a name of its own.
        name = pikepdf.Name(f"/BulletinStamp{list(drawings).index(key)}")
        page.add_resource(drawings[key], pikepdf.Name.XObject, name)
        operators = f"/Artifact BMC q 1 0 0 1 {box.left:.3f} {box.bottom:.3f} cm {name} Do Q EMC"
        draw_over(pdf, page, operators.encode())


def draw_over(pdf: pikepdf.Pdf, page: pikepdf.Page, operators: bytes) -> None:
    """Add operators after the page's own, in the page's own coordinates whatever those did to them."""
    page.contents_add(pdf.make_stream(b"q"), prepend=True)
    page.contents_add(pdf.make_stream(b"Q " + operators))


def _html(job: Imposition, copy: str, outer: str, width_pt: float, height_pt: float) -> str:
    style = [f"@page {{ size: {width_pt:.3f}pt {height_pt:.3f}pt; margin: 0 }} body {{ margin: 0 }}"]
    words = []
    if job.watermark:
        size = min(width_pt / 3, 0.8 * width_pt * 2**0.5 / (_EM_OF_CHARACTER * len(job.watermark)))
        style.append(_WATERMARK.format(slope=_SLOPE_DEGREES, size=size))
        words.append(f'<div class="watermark"><span>{escape(job.watermark)}</span></div>')
    if job.stamp or copy:
        style.append(_CORNER.format(outer=outer, colour="#000" if job.greyscale or job.pdf_x else _RED))
        lines = (("stamp", job.stamp), ("number", copy))
        shown = "".join(f'<div class="{name}">{escape(text)}</div>' for name, text in lines if text)
        words.append(f'<div class="corner">{shown}</div>')
    return f'<html lang="zh-Hans"><style>{"".join(style)}</style><body>{"".join(words)}'


def _drawing(pdf: pikepdf.Pdf, html: str, *, grey: bool) -> pikepdf.Object:
    """The page of `html` as a form XObject of `pdf`; grey where it must not open a plate of its own."""
    engine.load()
    from bulletin.pdf.imposing.lettering import lettered  # noqa: PLC0415 the engine, for those who need it

    with pikepdf.open(io.BytesIO(lettered(html))) as made:
        if grey:
            greyscale(made)
        return pdf.copy_foreign(made.pages[0].as_form_xobject())
