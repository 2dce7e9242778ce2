"""Build the faces of fonts/ from the faces they are made from.

In: a folder with the Noto CJK collections and the Source Serif 4 italic (`fonts/README.md` says how to fetch them), and
`scripts/faces/sources/`. Out: the .ttf files, the same bytes for the same versions of fontTools and HarfBuzz.

    python scripts/build_fonts.py SOURCES OUT [FILE-STEM …]

Every face goes through the same steps, one function each; `RECIPES` at the end says which.
"""

import argparse
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from faces.characters import MARKS, SOURCES, all_characters, common_characters, ranges
from faces.steps import (
    EM,
    draw_in_quadratics,
    em_box,
    give_name,
    half_width_marks,
    keep,
    middle_dot,
    read_face,
    regions_of_marks_alone,
    saved,
    tabular_figures,
    whole_dash,
)
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.varLib.instancer import instantiateVariableFont

FONTS = Path(__file__).parents[1] / "fonts"


@dataclass(frozen=True)
class Recipe:
    """A face of ours, the file it is made from, and how."""

    family: str
    style: str
    file: str
    make: Callable[[Path], TTFont]

    @property
    def stem(self) -> str:
        return f"{self.family}-{self.style}".replace(" ", "")


def from_noto(path: Path) -> TTFont:
    """Song, Hei, Title: the Simplified face of a collection with the forms of Taiwan and Hong Kong."""
    font = keep(read_face(path, 2, {"ZHT", "ZHH"}), all_characters())
    draw_in_quadratics(font)
    half_width_marks(font)
    middle_dot(font)
    whole_dash(font)
    tabular_figures(font)
    regions_of_marks_alone(font)
    return font


def from_lxgw(path: Path) -> TTFont:
    """Kai, Fang: their ideographs; marks, letters and digits come from Bulletin Marks."""
    return keep(read_face(path, 0, set()), common_characters())


def marks_of_song(path: Path) -> TTFont:
    """The marks, letters and digits of the finished Bulletin Song."""
    return keep(path.read_bytes(), ranges(MARKS))


def latin(weight: float) -> Callable[[Path], TTFont]:
    """Source Serif of one weight, at text size, drawn a little larger to match the letters of Song."""

    def make(path: Path) -> TTFont:
        font = instantiateVariableFont(TTFont(path), {"wght": weight, "opsz": 12})
        font.flavor = None
        scale_upem(font, round(EM * 1.08))
        font["head"].unitsPerEm = EM
        del font["STAT"], font["gasp"], font["prep"]
        return font

    return make


_ITALIC = "source-serif-4-latin-standard-italic.woff2"
_EXTENDED = "source-serif-4-latin-ext-standard-normal.woff2"
RECIPES = (
    Recipe("Bulletin Song", "Regular", "NotoSerifCJK-Regular.ttc", from_noto),
    Recipe("Bulletin Song", "Bold", "NotoSerifCJK-Bold.ttc", from_noto),
    Recipe("Bulletin Song", "Italic", _ITALIC, latin(345)),
    Recipe("Bulletin Song", "Bold Italic", _ITALIC, latin(650)),
    Recipe("Bulletin Hei", "Regular", "NotoSansCJK-Regular.ttc", from_noto),
    Recipe("Bulletin Hei", "Bold", "NotoSansCJK-Bold.ttc", from_noto),
    Recipe("Bulletin Title", "Regular", "NotoSerifCJK-SemiBold.ttc", from_noto),
    Recipe("Bulletin Kai", "Regular", "LXGWWenKaiGBLite-Regular.ttf", from_lxgw),
    Recipe("Bulletin Fang", "Regular", "LXGWZhuqueFangsong-Regular.ttf", from_lxgw),
    Recipe("Bulletin Marks", "Regular", "BulletinSong-Regular.ttf", marks_of_song),
    Recipe("Bulletin Latin", "Regular", _EXTENDED, latin(345)),
)


def build(recipe: Recipe, folders: Iterable[Path]) -> bytes:
    """The finished file. Raises SystemExit if no folder has the source."""
    sources = (folder / recipe.file for folder in folders)
    source = next((path for path in sources if path.is_file()), None)
    if source is None:
        raise SystemExit(f"{recipe.file} is missing: fonts/README.md says where it comes from")
    font = recipe.make(source)
    em_box(font)
    give_name(font, recipe.family, recipe.style)
    return saved(font)


def built(sources: Path, out: Path, stems: set[str]) -> Iterator[tuple[Path, bytes]]:
    """The wanted faces (all, if `stems` is empty), each with the path it belongs at."""
    for recipe in RECIPES:
        if not stems or recipe.stem in stems:
            yield out / f"{recipe.stem}.ttf", build(recipe, (sources, SOURCES, out))


def main() -> int:
    parser = argparse.ArgumentParser(description="Build the faces of fonts/.")
    parser.add_argument("sources", type=Path, help="folder with the .ttc and .woff2 files")
    parser.add_argument("out", type=Path, help="folder for the finished faces")
    parser.add_argument("stems", nargs="*", help="only these, e.g. BulletinKai-Regular")
    choice = parser.parse_args()
    choice.out.mkdir(parents=True, exist_ok=True)
    catalogue = tomllib.loads((FONTS / "fonts.toml").read_text(encoding="utf-8"))["faces"]
    shipped = {face["file"]: face["sha256"] for face in catalogue}
    for path, data in built(choice.sources, choice.out, set(choice.stems)):
        path.write_bytes(data)
        digest = sha256(data).hexdigest()
        verdict = "as shipped" if digest == shipped.get(path.name) else "new"
        sys.stdout.write(f"{path.name} {digest} {verdict}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
