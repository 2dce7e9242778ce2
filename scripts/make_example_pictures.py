"""Draw the pictures of the example issue: `python scripts/make_example_pictures.py`.

In: nothing but the project's faces. Out: grey PNG files in examples/2026-03, where the articles look for them:
pictures/ for what editors wrote, a folder beside the page for what a browser saved with it.
"""

from pathlib import Path
from typing import Final

from example_pictures import bridge, chart, sleeve, town

ISSUE: Final = Path(__file__).resolve().parent.parent / "examples" / "2026-03"

DRAWINGS: Final = {
    "pictures/water-gates.png": town.draw,
    "pictures/archive-use.png": chart.draw,
    "pictures/three-arch-bridge.png": bridge.draw,
    "articles/05-glass-plates_files/four-flap-sleeve.png": sleeve.draw,
}

if __name__ == "__main__":
    for name, draw in DRAWINGS.items():
        (ISSUE / name).parent.mkdir(parents=True, exist_ok=True)
        draw().save(ISSUE / name)
