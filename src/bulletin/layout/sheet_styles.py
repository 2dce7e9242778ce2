"""What the style sheets of print know. In: a theme, the house's style. Out: the variables, and the theme's sheets."""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Final

from bulletin.layout.themes import Theme
from bulletin.model import Squeezing, TypeStyle, Voice

# The engine adds up lines in floating point: without a hair of room, a column as high as the page counts as too high.
_HAIR_PT: Final = 0.01
# A voice's own face, and after it 宋, which has every character. 楷 and 仿宋 take their marks from a face of their own.
_MARKS: Final = '"Bulletin Marks"'
_STACKS: Final = {
    Voice.SONG: '"Bulletin Song"',
    Voice.HEI: '"Bulletin Hei", "Bulletin Song"',
    Voice.KAI: '"Bulletin Marks", "Bulletin Kai", "Bulletin Song"',
    Voice.FANG: '"Bulletin Marks", "Bulletin Fang", "Bulletin Song"',
    Voice.TITLE: '"Bulletin Title", "Bulletin Song"',
}
_FACES: Final = {
    "text-face": Voice.SONG,
    "heading-face": Voice.HEI,
    "title-face": Voice.TITLE,
    "quote-face": Voice.KAI,
}
_FOLIO: Final = "counter(page)"
_HEADS: Final = {"left": "string(name, start)", "right": "string(running, start)"}


def measure_styles(theme: Theme, style: TypeStyle) -> str:
    """The measure, the house style and the options as CSS variables, for `@page` and every rule of print.css; and what
    every theme needs for the marks of Chinese text."""
    options = {key.replace("_", "-"): value for key, value in theme.options.items() if value != ""}
    house = {
        "indent": f"{style.indent_em}em",
        "orphans": style.orphans,
        "widows": style.widows,
        "marks": "normal" if style.squeezing is Squeezing.NONE else '"chws"',
    }
    # What stands in one column must be no box of columns to the engine: it would keep the white at the head of a page.
    options["columns"] = theme.measure.columns if theme.measure.columns > 1 else "auto"
    variables = {**options, **house, **_lengths(theme), **_faces(theme), **_folios(theme)}
    own = "".join(
        f'@font-face{{font-family:"{_own_family(voice)}";src:url(asset:{own_face_name(voice)})}}\n'
        for voice in theme.faces
    )
    return f"{own}:root{{{';'.join(f'--{name}:{value}' for name, value in variables.items())}}}\n" + _marks()


def print_styles(theme: Theme) -> str:
    """The theme's style sheet, and what it says of pages that are printed on one side."""
    return theme.text("print.css") + (theme.text("single.css") if theme.is_single_sided else "")


@cache
def _marks() -> str:
    return resources.files(__package__).joinpath("marks.css").read_text(encoding="utf-8")


def _lengths(theme: Theme) -> Mapping[str, str]:
    measure = theme.measure
    lengths_pt = {
        "page-width": measure.page_width_pt,
        "page-height": measure.page_height_pt,
        "type-width": measure.type_width_pt,
        "type-height": measure.type_height_pt,
        "inner": measure.inner_pt,
        "outer": measure.outer_pt,
        "head": measure.head_pt,
        "foot": measure.foot_pt - _HAIR_PT,
        "size": measure.type_size_pt,
        "line": measure.leading_pt,
        "title": measure.title_pt,
        "long-title": measure.long_title_pt,
        "lead": measure.lead_pt,
        "section": measure.section_pt,
        "section-line": measure.leading_pt * (1 if measure.section_pt < measure.leading_pt else 2),
        "note": measure.note_pt,
        "column-gap": measure.gutter * measure.type_size_pt,
        "column-width": measure.column.type_width_pt,
    }
    return {name: f"{length:.4f}pt" for name, length in lengths_pt.items()}


def _faces(theme: Theme) -> Mapping[str, str]:
    """The five faces, and those the theme's voices speak in."""
    own = {f"{voice}-face": _stack(theme, voice) for voice in _STACKS if voice is not Voice.TITLE}
    return own | {name: _stack(theme, theme.face(voice)) for name, voice in _FACES.items()}


def _stack(theme: Theme, voice: Voice) -> str:
    """The families of a voice. A face of the editor's own comes before the shipped one, which has what it lacks, and takes
    its marks from where 楷 and 仿宋 take theirs."""
    shipped = _STACKS[voice]
    if voice not in theme.faces:
        return shipped
    return f'{_MARKS}, "{_own_family(voice)}", {shipped.removeprefix(f"{_MARKS}, ")}'


def _own_family(voice: Voice) -> str:
    return f"Bulletin Own {voice.value.title()}"


def own_face_name(voice: Voice) -> str:
    """The resource of a sheet that is the editor's own face for a voice."""
    return f"own-{voice}.ttf"


def _folios(theme: Theme) -> Mapping[str, str]:
    """What stands in the margin boxes: the folio outside or in the middle, at the foot or at the head, where it goes
    before the running head of a left page and after that of a right one; `none` in the others."""
    at_head, central = theme.options.get("folio_edge") == "head", theme.options.get("folio") == "centre"
    heads = dict(_HEADS)
    if at_head and not central:
        heads = {"left": f'{_FOLIO} "\\3000" {heads["left"]}', "right": f'{heads["right"]} "\\3000" {_FOLIO}'}
    places = {(edge, place): "none" for edge in ("head", "foot") for place in ("outside", "centre")}
    places["head" if at_head else "foot", "centre" if central else "outside"] = _FOLIO
    return {
        "head-left": heads["left"],
        "head-right": heads["right"],
        **{f"{edge}-{place}": content for (edge, place), content in places.items()},
    }
