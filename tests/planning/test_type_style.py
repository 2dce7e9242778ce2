"""`[typography]` as a TypeStyle."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bulletin.errors import InputError
from bulletin.model import Emphasis, NoteMarks, Numerals, Quotes, Squeezing, TextRule, TypeStyle
from bulletin.planning import read_settings

WriteProject = Callable[..., Path]
PERIODICAL = '[periodical]\nname = "青禾通讯"\n'


def test_a_house_that_says_nothing_has_the_style_of_the_house(project: WriteProject) -> None:
    assert read_settings(project(**{"bulletin.toml": PERIODICAL})).type_style == TypeStyle()


def test_everything_a_house_says_of_its_style_arrives(project: WriteProject) -> None:
    said = """[typography]
squeezing = "line-edges"
hanging = true
autospace = 0.25
max_gap = 0.2
indent = 0
orphans = 3
widows = 1
quotes = "corner"
numerals = "single-full"
notes = "circled"
endnotes = true
emphasis = "dots"
name_marks = false
lined_names = true
wavy_titles = true
off = ["six-dot-ellipses", "typed-spaces"]
"""
    assert read_settings(project(**{"bulletin.toml": PERIODICAL + said})).type_style == TypeStyle(
        squeezing=Squeezing.LINE_EDGES,
        hanging=True,
        autospace_em=0.25,
        gap_max_em=0.2,
        indent_em=0.0,
        orphans=3,
        widows=1,
        quotes=Quotes.CORNER,
        numerals=Numerals.SINGLE_FULL,
        notes=NoteMarks.CIRCLED,
        endnotes=True,
        emphasis=Emphasis.DOTS,
        name_marks=False,
        lined_names=True,
        wavy_titles=True,
        off=frozenset({TextRule.SIX_DOT_ELLIPSES, TextRule.TYPED_SPACES}),
    )


@pytest.mark.parametrize("line", ["autospace = 0.6", "indent = -1", "max_gap = true", "widows = 0"])
def test_a_number_out_of_its_range_is_a_mistake(project: WriteProject, line: str) -> None:
    with pytest.raises(InputError):
        read_settings(project(**{"bulletin.toml": f"{PERIODICAL}[typography]\n{line}\n"}))
