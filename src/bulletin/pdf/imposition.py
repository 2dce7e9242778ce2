"""What is to be done to a PDF for the press. Light to import: the command line declares itself with these."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

# The private data of a program in a file (ISO 32000-1 §14.5), and where ours keeps the inks of the theme's colours.
PIECE: Final = "Bulletin"
INKS: Final = "Inks"


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


# How much room a gram takes, in cm³: a sheet of 80 g offset paper is 80 × 1.25 / 1000 = 0.1 mm thick. Makers differ by a
# tenth and more (their data sheets give the bulk, 松厚度): a printing house knows its own.
PAPER_BULK: Final = {"offset": 1.25, "coated": 0.85, "matt": 0.95, "bulky": 1.7}


@dataclass(frozen=True, slots=True)
class Cover:
    """A cover in one piece. `thickness_mm` is that of one leaf of the block, `block_pages` the pages between the covers
    (all but the first and the last by default); `spine_mm` overrides both. `title` stands on the spine, the file's own
    by default."""

    thickness_mm: float
    block_pages: int | None = None
    spine_mm: float | None = None
    title: str = ""
    right_bound: bool = False
    marks: bool = False
    bleed_mm: float = 0.0
    bars: bool = False
    pdf_x: bool = False
    profile: Path | None = None

    def spine(self, pages: int) -> float:
        """The width of the spine in millimetres for a file of so many pages."""
        if self.spine_mm is not None:
            return self.spine_mm
        inside = self.block_pages if self.block_pages is not None else max(pages - 2, 0)
        return -(-inside // 2) * self.thickness_mm
