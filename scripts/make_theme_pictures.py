"""Draw docs/themes/*.png: the pages of the example that each theme is for, facing pages side by side.

python scripts/make_theme_pictures.py             all of them, some minutes
python scripts/make_theme_pictures.py newsletter  one or several
"""

import sys
from pathlib import Path
from typing import Final, NamedTuple

from PIL import Image

from bulletin.model import Format, Script
from bulletin.pdf.pictures import contact_sheet
from bulletin.press.order import Order
from bulletin.press.preview import preview

ROOT: Final = Path(__file__).parents[1]
PICTURES: Final = ROOT / "docs" / "themes"
# Greys and an accent: so many colours keep a page legible and the file small.
COLOURS: Final = 48


class Sheet(NamedTuple):
    """The issue that shows a theme, and how its pages are laid out."""

    issue: str
    columns: int
    width_px: int


SHEETS: Final = {
    "anthology": Sheet("anthology-2026", 6, 230),
    "briefing": Sheet("briefing-2026-03", 4, 400),
    "circular": Sheet("2026-03", 6, 230),
    "gongwen": Sheet("gongwen-2026-07", 4, 400),
    "journal": Sheet("2026-03", 6, 230),
    "newsletter": Sheet("newsletter-2026-05", 6, 260),
    "reader": Sheet("2026-03", 8, 190),
}


def main(names: list[str]) -> None:
    """Make each issue in its theme and draw all its pages."""
    for name in names or sorted(SHEETS):
        issue, columns, width_px = SHEETS[name]
        (shown,) = preview(Order((ROOT / "examples" / issue,), (Format.PDF,), (Script.ZH_HANS,), name))
        sheet = contact_sheet(shown.pictures(width_px), columns=columns, facing=True)
        # Median cut would give an accent that covers little the colour of a grey.
        few = sheet.convert("RGB").quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        few.save(PICTURES / f"{name}.png", optimize=True)
        print(PICTURES / f"{name}.png", sheet.size)


if __name__ == "__main__":
    main(sys.argv[1:])
