"""What is to be done to a PDF for the press. Light to import: the command line declares itself with these."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Scheme(StrEnum):
    """How pages lie on a sheet: one by one as they are, two to a folded sheet, or in columns and rows to be cut."""

    SINGLE = "single"
    BOOKLET = "booklet"
    N_UP = "n-up"


@dataclass(frozen=True, slots=True)
class Imposition:
    """A job for the press. Lengths in millimetres.

    `signature_pages` are the pages of one folded gathering (帖), 0 for a booklet of a single one. `creep_mm` is the
    thickness of a sheet: each sheet further in is pushed out by it at the fore edge. `paper_mm` is the sheet, pages
    being made smaller where they do not fit; without it the sheet is as large as what lies on it.
    """

    scheme: Scheme = Scheme.SINGLE
    columns: int = 2
    rows: int = 1
    signature_pages: int = 0
    creep_mm: float = 0.0
    right_bound: bool = False
    paper_mm: tuple[float, float] | None = None
    marks: bool = False
    bleed_mm: float = 0.0
    bars: bool = False
    stamp: str = ""  # framed, in the outer corner of every page: 样稿
    number: str = ""  # framed, on the first page: the number of a copy
    watermark: str = ""  # large and pale across every page
    greyscale: bool = False
    pdf_x: bool = False
    profile: Path | None = None  # the printer's own ICC profile for PDF/X-4
