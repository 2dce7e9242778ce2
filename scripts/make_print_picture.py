"""Draw docs/pictures/imposed.png: the outermost sheet of the example's booklet, with marks, bars and a stamp.

python scripts/make_print_picture.py
"""

import tempfile
from pathlib import Path
from typing import Final

from bulletin.model import Format, Script
from bulletin.pdf.imposition import Imposition, Scheme
from bulletin.pdf.pictures import contact_sheet, page_pictures
from bulletin.press.make import make
from bulletin.press.order import Order
from bulletin.press.production import impose

ROOT: Final = Path(__file__).parents[1]
PICTURE: Final = ROOT / "docs" / "pictures" / "imposed.png"
JOB: Final = Imposition(
    Scheme.BOOKLET, creep_mm=0.1, marks=True, bleed_mm=3, bars=True, stamp="样稿", number="编号 0012"
)


def main() -> None:
    """Make the example, impose it, draw both sides of its first sheet."""
    with tempfile.TemporaryDirectory() as folder:
        order = Order((ROOT / "examples" / "2026-03",), (Format.PDF,), (Script.ZH_HANS,), output=Path(folder))
        (artefact,) = make(order).artefacts
        produced = impose(artefact.path, JOB, Path(folder) / "booklet.pdf")
        sides = list(page_pictures(produced.path, 760, [1, 2]))
    contact_sheet(sides, columns=2, labels=["sheet 1, front", "sheet 1, back"]).save(PICTURE, optimize=True)


if __name__ == "__main__":
    main()
