"""The picture of the review's page. In: the example, two of its decisions left out. Out: docs/pictures/review.png.

Above, the page as it opens, one phrase decided; below, its end, with the list of former decisions opened. It needs a
Chromium. Run when the page has changed: `.venv/bin/python -m scripts.make_review_picture`.
"""

import shutil
import tempfile
from pathlib import Path

from PIL import Image
from tests.browser import Browser

from bulletin.model import Script
from bulletin.press.order import Order
from bulletin.press.reviews import make_reviews

ROOT = Path(__file__).parents[1]
WIDTH_PX, ABOVE_PX, BELOW_PX, GAP_PX = 1000, 660, 420, 18
LEFT_OUT = 2  # decisions of the example, so that something red is left


def main() -> None:
    """Review the example, take both ends of the page, and put one above the other."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "examples", folder / "examples")
        decisions = folder / "examples" / "decisions.toml"
        head, *blocks = decisions.read_text(encoding="utf-8").split("[[decision]]")
        kept = "".join(f"[[decision]]{block}" for block in blocks[LEFT_OUT:])
        decisions.write_text(head + kept, encoding="utf-8")
        order = Order((folder / "examples" / "2026-03",), scripts=(Script.ZH_HANT_TW,), output=folder / "out")
        (page,) = make_reviews(order, "html").paths
        above, below = folder / "above.png", folder / "below.png"
        with Browser(folder / "above", WIDTH_PX, ABOVE_PX) as browser:
            browser.open(page.as_uri())
            browser.click("document.querySelector('.case button')")
            browser.ask("scrollTo(0, 0)")
            browser.picture(above)
        with Browser(folder / "below", WIDTH_PX, BELOW_PX) as browser:
            browser.open(page.as_uri())
            browser.click("find('former').querySelector('summary')")
            browser.ask("document.querySelector('header').style.position = 'static'; scrollTo(0, 1e7)")
            browser.picture(below)
        sheet = Image.new("RGB", (WIDTH_PX, ABOVE_PX + GAP_PX + BELOW_PX), (205, 205, 202))
        sheet.paste(Image.open(above).convert("RGB"), (0, 0))
        sheet.paste(Image.open(below).convert("RGB"), (0, ABOVE_PX + GAP_PX))
        sheet.save(ROOT / "docs" / "pictures" / "review.png", optimize=True)


if __name__ == "__main__":
    main()
