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
from bulletin.pdf.imposing import stamps
from bulletin.pdf.imposing.colours import greyscale, printing_colours
from bulletin.pdf.imposing.imposed import imposed
from bulletin.pdf.imposing.marks import marks_form
from bulletin.pdf.imposing.pages import rounded
from bulletin.pdf.imposing.pdf_x import claim_pdf_x
from bulletin.pdf.imposing.profile import Profile, read_profile
from bulletin.pdf.imposing.sheet import Measure, margin_pt, measured
from bulletin.pdf.imposition import INKS, PIECE, Imposition, Scheme
from bulletin.units import mm_to_pt

# The version of PDF that PDF/X-4 is built on.
_VERSION: Final = "1.6"
# What a file says of itself beside its pages; an imposed one keeps no more of it.
_KEPT_INFO: Final = ("/Title", "/Author", "/Subject", "/Keywords", "/Creator", "/CreationDate", "/ModDate")


def run(source: Path, path: Path, job: Imposition) -> Outcome[int]:
    """As `bulletin.pdf.impose`."""
    profile = read_profile(job.profile) if job.pdf_x else None
    with opened(source) as pdf:
        notices = coloured(pdf, job, profile, named_inks(pdf))
        stamps.stamp(pdf, job)
        if job.scheme is Scheme.SINGLE:
            _frame(pdf, job)
            result = pdf
        else:
            result = imposed(pdf, job)
            copy_info(pdf, result)
        if profile is not None:
            notices += claim_pdf_x(result, profile)
        sides = len(result.pages)
        save(result, path)
    return Outcome(sides, notices)


@contextmanager
def opened(source: Path) -> Iterator[pikepdf.Pdf]:
    """A PDF to work on. Raises InputError `pdf.cannot-open`, `pdf.unreadable-pdf`; a file without pages is none either."""
    try:
        with pikepdf.open(source) as pdf:
            if not pdf.pages:
                raise InputError("pdf.unreadable-pdf", place=str(source))
            yield pdf
    except (pikepdf.PdfError, pikepdf.PasswordError) as error:
        raise InputError("pdf.unreadable-pdf", place=str(source)) from error
    except (FileNotFoundError, IsADirectoryError, PermissionError) as error:
        raise InputError("pdf.cannot-open", place=str(source), reason=error) from error


def named_inks(pdf: pikepdf.Pdf) -> Mapping[str, tuple[float, ...]]:
    """The inks that the theme of a file of ours names for its colours; none for other files."""
    try:
        found = pdf.Root.PieceInfo[f"/{PIECE}"].Private[f"/{INKS}"]
        return {f"#{name[1:]}": tuple(float(share) for share in shares) for name, shares in found.items()}
    except (AttributeError, KeyError):
        return {}


def save(pdf: pikepdf.Pdf, path: Path) -> None:
    """Write the file, packed, the same bytes for the same content. Raises OutputError `pdf.unwritable`.

    A file that claims PDF/X-4 is of the version of PDF that is built on."""
    claims_pdf_x = "/GTS_PDFXVersion" in pdf.docinfo
    try:
        # By a stream of ours, without a buffer: where the disk is full, an error at the end of a file ends the process.
        with path.open("wb", buffering=0) as stream:
            pdf.save(
                stream,
                object_stream_mode=pikepdf.ObjectStreamMode.generate,
                compress_streams=True,
                deterministic_id=True,
                min_version=_VERSION,
                force_version=_VERSION if claims_pdf_x else "",
            )
    except OSError as error:
        raise OutputError("pdf.unwritable", place=str(path), reason=error) from error


def coloured(
    pdf: pikepdf.Pdf, job: Imposition, profile: Profile | None, inks: Mapping[str, tuple[float, ...]]
) -> tuple[Notice, ...]:
    """Turn the document grey or into inks, as the job asks; `inks` that its theme has named go before the profile."""
    if job.greyscale:
        return greyscale(pdf)
    if profile is not None:
        return printing_colours(pdf, profile, inks)
    return ()


def copy_info(pdf: pikepdf.Pdf, result: pikepdf.Pdf) -> None:
    """Let `result` bear title, author and dates of `pdf`."""
    for key in _KEPT_INFO:
        if key in pdf.docinfo:
            result.docinfo[key] = str(pdf.docinfo[key])


def _frame(pdf: pikepdf.Pdf, job: Imposition) -> None:
    """Room around single pages for bleed and marks; their own boxes say where they are trimmed."""
    margin, bleed = margin_pt(job), mm_to_pt(job.bleed_mm)
    if not margin:
        return
    if job.bars and not job.greyscale:
        # Patches of ink have no place in a file that claims PDF/A with a screen's colours.
        for claim in ("/Metadata", "/OutputIntents"):
            if claim in pdf.Root:
                del pdf.Root[claim]
    drawn_marks: dict[Measure, pikepdf.Object | None] = {}
    for page in pdf.pages:
        left, bottom, right, top = (float(value) for value in page.trimbox)
        page.obj.TrimBox = rounded(left, bottom, right, top)
        page.obj.BleedBox = rounded(left - bleed, bottom - bleed, right + bleed, top + bleed)
        page.obj.MediaBox = rounded(left - margin, bottom - margin, right + margin, top + margin)
        for box in ("/CropBox", "/ArtBox"):
            if box in page.obj:
                del page.obj[box]
        measure = replace(measured(job, right - left, top - bottom), left=left, bottom=bottom)
        if measure not in drawn_marks:
            drawn_marks[measure] = marks_form(pdf, measure, job)
        if (form := drawn_marks[measure]) is not None:
            name = pikepdf.Name(f"/BulletinMarks{list(drawn_marks).index(measure)}")
            page.add_resource(form, pikepdf.Name.XObject, name)
            # No part of the text: an artifact (ISO 32000-1 §14.8.2.2).
            stamps.draw_over(pdf, page, f"/Artifact BMC {name} Do EMC".encode())
