"""Draw the pictures of the example issue: `python scripts/make_example_pictures.py`.

In: nothing but the project's faces. Out: grey PNG files in examples/2026-03/pictures.
"""

from pathlib import Path
from typing import Final

from example_pictures import bridge, chart, sleeve, town

PICTURES: Final = Path(__file__).resolve().parent.parent / "examples" / "2026-03" / "pictures"

DRAWINGS: Final = {
    "water-gates.png": town.draw,
    "archive-use.png": chart.draw,
    "three-arch-bridge.png": bridge.draw,
    "four-flap-sleeve.png": sleeve.draw,
}

if __name__ == "__main__":
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name, draw in DRAWINGS.items():
        draw().save(PICTURES / name)
