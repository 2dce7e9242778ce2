"""Everything that is looked at in a PDF, in one go. In: a path. Out: notices, good news among them."""

from pathlib import Path

import pikepdf

from bulletin.model import Notice, Outcome
from bulletin.pdf.imposing.run import opened
from bulletin.pdf.preflight.claims import claims_of
from bulletin.pdf.preflight.press import press_notices
from bulletin.pdf.preflight.resolution import pictures_shown
from bulletin.pdf.preflight.standards import standard_notices
from bulletin.units import PRINTED_DPI


def run(path: Path) -> Outcome[int]:
    """As `bulletin.pdf.check`."""
    with opened(path) as pdf:
        claims = claims_of(pdf)
        pages = len(pdf.pages)
        notices = [*standard_notices(path, claims)]
        notices += press_notices(pdf, claims_pdf_x=any(not claim.profile for claim in claims))
        notices += _coarse(pdf)
    if not claims:
        notices.append(Notice("pdf.claims-nothing"))
    return Outcome(pages, tuple(notices))


def _coarse(pdf: pikepdf.Pdf) -> list[Notice]:
    return [
        Notice(
            "pdf.coarse-picture",
            {
                "width": shown.width_px,
                "height": shown.height_px,
                "dpi": int(shown.dpi),
                "least": PRINTED_DPI,
                "page": shown.page,
            },
        )
        for shown in pictures_shown(pdf)
        if shown.dpi < PRINTED_DPI
    ]
