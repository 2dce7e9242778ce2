"""The example's pages, drawn by four programs: a printer's, a browser's and two more see the same. Slow: make check-all."""

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageFilter

from bulletin.model import Format, Script, Sheet
from bulletin.pdf import print_pdf
from bulletin.press.make import make
from bulletin.press.order import Order

ROOT = Path(__file__).parents[2]
DPI = 150
BLUR_PT = 1
# Of 255: the programs smooth the edges of what they draw by up to 72 (Poppler), one changed character makes 104 and more.
SEEN = 85
Draw = Callable[[Path, Path], Iterator[Image.Image]]


def pdfium(path: Path, _folder: Path) -> Iterator[Image.Image]:
    document = pypdfium2.PdfDocument(path)
    try:
        for page in document:
            yield page.render(scale=DPI / 72).to_pil().convert("L")
    finally:
        document.close()


def by_command(*command: str) -> Draw:
    """A program that writes one grey picture a page; IN and OUT stand for the file and the pictures' names."""

    def draw(path: Path, folder: Path) -> Iterator[Image.Image]:
        folder.mkdir()
        named = {"IN": str(path), "OUT": str(folder / "page")}
        line = [named.get(word) or word.replace("OUT", named["OUT"]) for word in command]
        subprocess.run(line, check=True, capture_output=True)
        for picture in sorted(
            folder.iterdir(), key=lambda made: int("".join(filter(str.isdigit, made.stem)))
        ):
            with Image.open(picture) as page:
                yield page.convert("L")

    return draw


PROGRAMS: dict[str, Draw] = {
    "pdftoppm": by_command("pdftoppm", "-r", str(DPI), "-gray", "IN", "OUT"),
    "mutool": by_command("mutool", "draw", "-q", "-r", str(DPI), "-c", "gray", "-o", "OUT%d.pgm", "IN"),
    "gs": by_command(
        "gs", "-q", "-dNOPAUSE", "-dBATCH", "-dSAFER", "-sDEVICE=pnggray", f"-r{DPI}",
        "-dTextAlphaBits=4", "-dGraphicsAlphaBits=4", "-o", "OUT%d.png", "IN",
    ),
}  # fmt: skip


def difference(one: Image.Image, other: Image.Image) -> int:
    """The greatest difference of grey (0–255) between two pictures of a page, each blurred by a point: programs
    smooth edges and place pixels each in its own way, but no ink may be missing, extra or elsewhere."""
    assert all(abs(a - b) <= 1 for a, b in zip(one.size, other.size, strict=True))
    size = (min(one.width, other.width), min(one.height, other.height))
    blur = ImageFilter.GaussianBlur(BLUR_PT * DPI / 72)
    blurred = (picture.crop((0, 0, *size)).filter(blur) for picture in (one, other))
    return int(ImageChops.difference(*blurred).getextrema()[1])


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("example")
    scripts = (Script.ZH_HANS, Script.ZH_HANT_TW)
    made = make(Order((ROOT / "examples" / "2026-03",), (Format.PDF,), scripts, output=folder))
    return [artefact.path for artefact in made.artefacts]


@pytest.mark.slow
@pytest.mark.parametrize("program", PROGRAMS)
def test_every_program_draws_the_examples_pages_as_pdfium_does(
    program: str, example: list[Path], tmp_path: Path
) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    for path in example:
        pages = zip(pdfium(path, tmp_path), PROGRAMS[program](path, tmp_path / path.stem), strict=True)
        differences = [difference(*pair) for pair in pages]
        print(program, path.name, sorted(differences)[-5:])
        assert len(differences) > 20
        worst = max(differences)
        assert worst <= SEEN, f"{path.name}, page {differences.index(worst) + 1}"


@pytest.mark.slow
@pytest.mark.parametrize("program", PROGRAMS)
def test_one_changed_character_is_seen(program: str, tmp_path: Path) -> None:
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed")
    paths = []
    for word in ("桥", "大"):
        style = '<style>@page { size: 80mm } html { font: 10pt/17pt "Bulletin Song" }</style>'
        html = f'<html lang="zh-Hans"><head>{style}</head><body><p>他说这座{word}该修了。</p></body></html>'
        paths.append(tmp_path / f"{word}.pdf")
        print_pdf(Sheet(html, title="试", lang="zh-Hans"), paths[-1])
    (seen,), (same,) = pdfium(paths[0], tmp_path), PROGRAMS[program](paths[0], tmp_path / "same")
    (changed,) = PROGRAMS[program](paths[1], tmp_path / "changed")
    print(program, difference(seen, same), difference(seen, changed))
    assert difference(seen, same) <= SEEN < difference(seen, changed)
