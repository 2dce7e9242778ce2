"""The picture on the README's first screen. In: the example's two PDFs in out/. Out: docs/pictures/both-scripts.png.

Run after `make demo` when the page has changed: `.venv/bin/python scripts/make_readme_picture.py`.
"""

from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw

ROOT = Path(__file__).parents[1]
PAGE = 3  # counted from 1: a section opener with title, sub-heads and figures in the text
WIDTH_PX, MARGIN_PX, GREY = 620, 24, (226, 226, 224)


def page_picture(pdf: Path) -> Image.Image:
    """Page `PAGE` of `pdf`, WIDTH_PX wide, with a hairline around it."""
    document = pypdfium2.PdfDocument(pdf)
    page = document[PAGE - 1]
    picture = page.render(scale=2 * WIDTH_PX / page.get_width()).to_pil().convert("RGB")
    document.close()
    picture = picture.resize((WIDTH_PX, round(picture.height / 2)), Image.Resampling.LANCZOS)
    ImageDraw.Draw(picture).rectangle((0, 0, picture.width - 1, picture.height - 1), outline=(190, 190, 188))
    return picture


def main() -> None:
    """Put the two pages side by side on grey."""
    pages = [page_picture(ROOT / "out" / f"2026-03.{script}.pdf") for script in ("zh-Hans", "zh-Hant-TW")]
    height = max(page.height for page in pages) + 2 * MARGIN_PX
    sheet = Image.new("RGB", (len(pages) * (WIDTH_PX + MARGIN_PX) + MARGIN_PX, height), GREY)
    for number, page in enumerate(pages):
        sheet.paste(page, (MARGIN_PX + number * (WIDTH_PX + MARGIN_PX), MARGIN_PX))
    target = ROOT / "docs" / "pictures" / "both-scripts.png"
    target.parent.mkdir(parents=True, exist_ok=True)
    sheet.save(target, optimize=True)


if __name__ == "__main__":
    main()
