"""The job done. In: a PDF file and what is to be done to it. Out: the file for the press, and its notices.

The order matters: colours first, so that stamps and marks are not converted; stamps before imposing, since they
belong to the page.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

import pikepdf

from bulletin.errors import InputError, OutputError
from bulletin.model import Notice, Outcome
from bulletin.pdf.finishing import INKS, PIECE
from bulletin.pdf.imposing import marks, stamps
from bulletin.pdf.imposing.colours import greyscale, printing_colours
from bulletin.pdf.imposing.folding import Side, booklet, n_up
from bulletin.pdf.imposing.pages import Box, page_form, trimmed_size
from bulletin.pdf.imposing.pdf_x import claim_pdf_x
from bulletin.pdf.imposing.profile import Profile, read_profile
from bulletin.pdf.imposing.sheet import Measure, clip, margin_pt, measured, shift_pt
from bulletin.pdf.imposition import Imposition, Scheme
from bulletin.units import mm_to_pt

# What a file says of itself beside its pages; an imposed one keeps no more of it.
_KEPT_INFO: Final = ("/Title", "/Author", "/Subject", "/Keywords", "/Creator", "/CreationDate", "/ModDate")


def run(source: Path, path: Path, job: Imposition) -> Outcome[int]:
    """As `bulletin.pdf.impose`."""
    profile = read_profile(job.profile) if job.pdf_x else None
    with opened(source) as pdf:
        notices = coloured(pdf, job, profile, named_inks(pdf))
        stamps.stamp(pdf, job)
        result = pdf if job.scheme is Scheme.SINGLE else _imposed(pdf, job)
        if job.scheme is Scheme.SINGLE:
            _frame(pdf, job)
        if profile is not None:
            notices += claim_pdf_x(result, profile)
        sides = len(result.pages)
        save(result, path)
    return Outcome(sides, notices)


@contextmanager
def opened(source: Path) -> Iterator[pikepdf.Pdf]:
    """A PDF to work on. Raises InputError `pdf.unreadable-pdf`; a file without pages is none either."""
    try:
        with pikepdf.open(source) as pdf:
            if not pdf.pages:
                raise InputError("pdf.unreadable-pdf", place=str(source), reason="no pages")
            yield pdf
    except (pikepdf.PdfError, pikepdf.PasswordError) as error:
        reason = str(error).strip().splitlines()[0].removeprefix(f"{source}: ")
        raise InputError("pdf.unreadable-pdf", place=str(source), reason=reason) from error
    except FileNotFoundError as error:
        raise InputError("pdf.unreadable-pdf", place=str(source), reason=error.strerror) from error


def named_inks(pdf: pikepdf.Pdf) -> Mapping[str, tuple[float, ...]]:
    """The inks that the theme of a file of ours names for its colours; none for other files."""
    try:
        found = pdf.Root.PieceInfo[f"/{PIECE}"].Private[f"/{INKS}"]
        return {f"#{name[1:]}": tuple(float(share) for share in shares) for name, shares in found.items()}
    except (AttributeError, KeyError):
        return {}


def save(pdf: pikepdf.Pdf, path: Path) -> None:
    """Write the file, packed, the same bytes for the same content. Raises OutputError `pdf.unwritable`."""
    try:
        pdf.save(
            path,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            deterministic_id=True,
            min_version="1.6",
        )
    except OSError as error:
        raise OutputError("pdf.unwritable", place=str(path), reason=error.strerror or str(error)) from error


def coloured(
    pdf: pikepdf.Pdf, job: Imposition, profile: Profile | None, inks: Mapping[str, tuple[float, ...]]
) -> tuple[Notice, ...]:
    """Turn the document grey or into inks, as the job asks; `inks` that its theme has named go before the profile."""
    if job.greyscale:
        return greyscale(pdf)
    if profile is not None:
        return printing_colours(pdf, profile, inks)
    return ()


def _imposed(pdf: pikepdf.Pdf, job: Imposition) -> pikepdf.Pdf:
    """A new document whose pages are the sides of sheets."""
    width, height = trimmed_size(pdf)
    measure = measured(job, width, height)
    count = len(pdf.pages)
    sides = (
        booklet(count, signature_pages=job.signature_pages, right_bound=job.right_bound)
        if job.scheme is Scheme.BOOKLET
        else n_up(count, job.columns, job.rows, right_bound=job.right_bound)
    )
    result = pikepdf.new()
    drawn = _drawn_pages(pdf, result)
    for side in sides:
        _add_side(result, side, measure, job, drawn)
    copy_info(pdf, result)
    return result


def copy_info(pdf: pikepdf.Pdf, result: pikepdf.Pdf) -> None:
    """Let `result` bear title, author and dates of `pdf`."""
    for key in _KEPT_INFO:
        if key in pdf.docinfo:
            result.docinfo[key] = str(pdf.docinfo[key])


def set_boxes(page: pikepdf.Page, measure: Measure) -> None:
    """Say where the sheet is trimmed and how far it bleeds."""
    bleed = measure.bleed
    page.obj.TrimBox = _rounded(measure.left, measure.bottom, measure.right, measure.top)
    page.obj.BleedBox = _rounded(
        measure.left - bleed, measure.bottom - bleed, measure.right + bleed, measure.top + bleed
    )


def _drawn_pages(pdf: pikepdf.Pdf, result: pikepdf.Pdf) -> list[tuple[pikepdf.Object, Box]]:
    """Every page as something that can be drawn in `result`, and its trimmed box."""
    drawn = []
    for page in pdf.pages:
        form, trim = page_form(page)
        drawn.append((result.copy_foreign(form), trim))
    return drawn


def _add_side(
    result: pikepdf.Pdf,
    side: Side,
    measure: Measure,
    job: Imposition,
    drawn: list[tuple[pikepdf.Object, Box]],
) -> None:
    page = result.add_blank_page(page_size=(measure.width, measure.height))
    set_boxes(page, measure)
    page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary())
    operators = []
    for place in side.places:
        if not place.page:
            continue
        form, trim = drawn[place.page - 1]
        name = f"/P{place.page}"
        page.obj.Resources.XObject[name] = form
        x, y, width, height = clip(measure, place, job)
        left, bottom = measure.corner(place.column, place.row)
        # A page of another size than the first is centred in its cell.
        left += (measure.cell_width - trim.width * measure.scale) / 2 + shift_pt(place, job)
        bottom += (measure.cell_height - trim.height * measure.scale) / 2
        scale = measure.scale
        operators.append(
            f"q {x:.3f} {y:.3f} {width:.3f} {height:.3f} re W n "
            f"{scale:.6f} 0 0 {scale:.6f} {left - trim.left * scale:.3f} {bottom - trim.bottom * scale:.3f} cm "
            f"{name} Do Q"
        )
    page.obj.Contents = result.make_stream("\n".join(operators).encode())
    _mark(result, page, measure, job)


def _frame(pdf: pikepdf.Pdf, job: Imposition) -> None:
    """Room around single pages for bleed and marks; their own boxes say where they are trimmed."""
    margin, bleed = margin_pt(job), mm_to_pt(job.bleed_mm)
    if not margin:
        return
    if job.bars and not job.greyscale:
        # Patches of ink have no place in a file that claims PDF/A with a screen's colours.
        for name in ("/Metadata", "/OutputIntents"):
            if name in pdf.Root:
                del pdf.Root[name]
    for page in pdf.pages:
        left, bottom, right, top = (float(value) for value in page.trimbox)
        page.obj.TrimBox = _rounded(left, bottom, right, top)
        page.obj.BleedBox = _rounded(left - bleed, bottom - bleed, right + bleed, top + bleed)
        page.obj.MediaBox = _rounded(left - margin, bottom - margin, right + margin, top + margin)
        for box in ("/CropBox", "/ArtBox"):
            if box in page.obj:
                del page.obj[box]
        measure = replace(measured(job, right - left, top - bottom), left=left, bottom=bottom)
        _mark(pdf, page, measure, job)


def _mark(pdf: pikepdf.Pdf, page: pikepdf.Page, measure: Measure, job: Imposition) -> None:
    """Marks and bars as the page's last content, outside the logical text (an artifact, ISO 32000-1 §14.8.2.2)."""
    drawn = []
    folds = (measure.left + measure.cell_width,) if job.scheme is Scheme.BOOKLET else ()
    if job.marks:
        resources = page.obj.Resources
        if "/ColorSpace" not in resources:
            resources.ColorSpace = pikepdf.Dictionary()
        resources.ColorSpace[marks.ALL_PLATES] = all_plates()
        drawn.append(marks.mark_operators(measure, folds=folds))
    if job.bars:
        drawn.append(marks.bar_operators(measure, grey=job.greyscale))
    if drawn:
        stamps.draw_over(pdf, page, b"/Artifact BMC " + b"\n".join(drawn) + b" EMC")


def all_plates() -> pikepdf.Array:
    """The colour space that prints on every plate; grey on a screen, which PDF/A and PDF/X both allow."""
    tint = pikepdf.Dictionary(FunctionType=2, Domain=[0, 1], C0=[1], C1=[0], N=1)
    return pikepdf.Array([pikepdf.Name.Separation, pikepdf.Name.All, pikepdf.Name.DeviceGray, tint])


def _rounded(*values: float) -> pikepdf.Array:
    return pikepdf.Array([round(value, 3) for value in values])
