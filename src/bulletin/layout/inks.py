"""The inks of a theme. In: its theme.toml. Out: its colours with the inks a press should print them in.

`[inks]` of a theme names colours of its pages with four percentages: `"#c8161d" = [0, 100, 95, 10]`. A colour that is not
named is converted by the press's profile.
"""

import re
from collections.abc import Mapping
from typing import Final

from bulletin.errors import InputError
from bulletin.layout.theme_folders import theme_tables
from bulletin.layout.themes import Theme

_COLOUR: Final = re.compile(r"#[0-9a-f]{6}")
_INKS: Final = 4


def inks_of(theme: Theme) -> Mapping[str, tuple[float, ...]]:
    """Colours (`#c8161d`, small letters) with shares of cyan, magenta, yellow, black. Raises InputError `layout.theme-broken`."""
    found = {}
    tables = theme_tables(theme.folders, "inks")
    for colour, inks in (item for table in tables for item in table.items()):
        sound = isinstance(inks, list) and len(inks) == _INKS
        if not (_COLOUR.fullmatch(colour.lower()) and sound and all(_is_percentage(ink) for ink in inks)):
            detail = f'[inks] {colour} = {inks}: write "#c8161d" = [0, 100, 95, 10]'
            raise InputError("layout.theme-broken", place=str(theme.folder / "theme.toml"), detail=detail)
        found[colour.lower()] = tuple(ink / 100 for ink in inks)
    return found


def _is_percentage(ink: object) -> bool:
    return isinstance(ink, int | float) and not isinstance(ink, bool) and 0 <= ink <= 100
