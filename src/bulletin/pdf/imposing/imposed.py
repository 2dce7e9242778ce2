"""Pages laid on sheets. In: a PDF and a job. Out: a new PDF whose pages are the sides of the sheets."""

from typing import Final

import pikepdf

from bulletin.pdf.imposing.folding import Place, Side, booklet, n_up
from bulletin.pdf.imposing.marks import marks_form
from bulletin.pdf.imposing.pages import page_form, set_boxes, trimmed_size
from bulletin.pdf.imposing.sheet import clip, measured, shift_pt
from bulletin.pdf.imposition import Imposition, Scheme

_MARKS: Final = "/BulletinMarks"


def imposed(pdf: pikepdf.Pdf, job: Imposition) -> pikepdf.Pdf:
    """The sides in the order in which they are printed. Raises UsageError `pdf.signature-not-of-four`."""
    count = len(pdf.pages)
    sides = (
        booklet(count, signature_pages=job.signature_pages, right_bound=job.right_bound)
        if job.scheme is Scheme.BOOKLET
        else n_up(count, job.columns, job.rows, right_bound=job.right_bound)
    )
    sheets = _Sheets(pdf, job)
    for side in sides:
        sheets.add(side)
    return sheets.result


class _Sheets:
    """The document in the making: every page and the marks are drawings in it, placed as often as they are needed."""

    def __init__(self, pdf: pikepdf.Pdf, job: Imposition) -> None:
        self.result = pikepdf.new()
        self._job = job
        self._measure = measured(job, *trimmed_size(pdf))
        self._pages = [(self.result.copy_foreign(form), trim) for form, trim in map(page_form, pdf.pages)]
        self._marks = marks_form(self.result, self._measure, job)

    def add(self, side: Side) -> None:
        """One more side: its pages in their places, and the marks."""
        page = self.result.add_blank_page(page_size=(self._measure.width, self._measure.height))
        set_boxes(page, self._measure)
        drawn = pikepdf.Dictionary()
        operators = []
        for place in side.places:
            if place.page:
                name = f"/P{place.page}"
                drawn[name] = self._pages[place.page - 1][0]
                operators.append(self._placed(place, name))
        if self._marks is not None:
            drawn[_MARKS] = self._marks
            operators.append(f"{_MARKS} Do")
        page.obj.Resources = pikepdf.Dictionary(XObject=drawn)
        page.obj.Contents = self.result.make_stream("\n".join(operators).encode())

    def _placed(self, place: Place, name: str) -> str:
        """Operators for a page; one of another size than most is centred in its cell."""
        measure, trim = self._measure, self._pages[place.page - 1][1]
        x, y, width, height = clip(measure, place, self._job)
        left, bottom = measure.corner(place.column, place.row)
        scale = measure.scale
        left += (measure.cell_width - trim.width * scale) / 2 + shift_pt(place, self._job)
        bottom += (measure.cell_height - trim.height * scale) / 2
        return (
            f"q {x:.3f} {y:.3f} {width:.3f} {height:.3f} re W n "
            f"{scale:.6f} 0 0 {scale:.6f} {left - trim.left * scale:.3f} {bottom - trim.bottom * scale:.3f} cm "
            f"{name} Do Q"
        )
