"""Draw the pictures of the example issues: `python scripts/make_example_pictures.py`.

In: nothing but the project's faces. Out: PNG files, grey but for the newsletter's, where the articles look for them:
pictures/ for what editors wrote, a folder beside the page for what a browser saved with it.
"""

from pathlib import Path
from typing import Final

from example_pictures import bridge, chart, garden, sleeve, town

EXAMPLES: Final = Path(__file__).resolve().parent.parent / "examples"

DRAWINGS: Final = {
    "2026-03/pictures/water-gates.png": town.draw,
    "2026-03/pictures/archive-use.png": chart.draw,
    "2026-03/pictures/three-arch-bridge.png": bridge.draw,
    "2026-03/articles/05-glass-plates_files/four-flap-sleeve.png": sleeve.draw,
    "newsletter-2026-05/pictures/roof-garden.png": garden.draw,
}

if __name__ == "__main__":
    for name, draw in DRAWINGS.items():
        (EXAMPLES / name).parent.mkdir(parents=True, exist_ok=True)
        draw().save(EXAMPLES / name)
