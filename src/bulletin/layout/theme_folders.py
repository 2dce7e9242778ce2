"""Where a theme's files lie. In: its name, the folders of themes. Out: its folders, its theme.toml settled.

A theme may stand on another (`extends`), and a periodical's folder of a shipped theme's name lies over it. So a theme
is a list of folders, nearest first: a template comes from the first that has it, style sheets from all of them, the
farthest first, and tables of theme.toml are laid over one another.
"""

import tomllib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from bulletin.errors import InputError
from bulletin.model import Voice
from bulletin.shipped import shipped_folder

THEME_FILE: Final = "theme.toml"

Table = Mapping[str, Any]


def homes_of(folders: Sequence[Path]) -> tuple[Path, ...]:
    """The folders in which themes are looked for: `folders`, then the shipped one."""
    return (*folders, shipped_folder("templates"))


def theme_names(homes: Sequence[Path]) -> list[str]:
    """Every theme there is."""
    return sorted({found.parent.name for home in homes for found in home.glob(f"*/{THEME_FILE}")})


def theme_folders(name: str, homes: Sequence[Path], heirs: tuple[str, ...] = ()) -> tuple[Path, ...]:
    """The folders of the theme `name`, nearest first. `heirs` are the themes that stand on it.

    A folder without theme.toml, or whose theme.toml extends its own name, lies over the next of that name.
    Raises InputError `layout.theme-unknown`, or `layout.theme-broken` for themes that stand on each other.
    """
    found: list[Path] = []
    for folder in (home / name for home in homes if Path(name).name == name):
        if not folder.is_dir():
            continue
        found.append(folder)
        if not (folder / THEME_FILE).is_file():
            continue
        parent = theme_document(folder).get("extends", "")
        if parent in heirs or not isinstance(parent, str):
            raise _broken(folder, f"extends = {parent!r}")
        if not parent:
            return tuple(found)
        if parent != name:
            return (*found, *theme_folders(parent, homes, (*heirs, name)))
    raise InputError("layout.theme-unknown", name=name, known=", ".join(theme_names(homes)))


def theme_document(folder: Path) -> Table:
    """The theme.toml of `folder`, empty if it has none. Raises InputError `layout.theme-broken`."""
    path = folder / THEME_FILE
    try:
        return _parsed(path.read_text(encoding="utf-8")) if path.is_file() else {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError("layout.theme-broken", place=str(path), detail=str(error)) from error


@lru_cache(maxsize=64)
def _parsed(document: str) -> Table:
    """Kept, since a theme is asked for one table after another, and so are those it stands on."""
    return tomllib.loads(document)


def theme_tables(folders: Sequence[Path], name: str) -> list[Table]:
    """The table `name` of each theme.toml, the farthest first. Raises InputError `layout.theme-broken`."""
    tables: list[Table] = []
    for folder in reversed(folders):
        table = theme_document(folder).get(name, {})
        if not isinstance(table, dict):
            raise _broken(folder, f"[{name}] is no table")
        tables.append(table)
    return tables


def theme_faces(folders: Sequence[Path]) -> Mapping[Voice, Path]:
    """The font files that the tables `faces` of theme.toml name for voices, of the nearest theme that names one; each lies
    inside the folder of its theme. Raises InputError `layout.theme-broken`."""
    faces: dict[Voice, Path] = {}
    for folder in reversed(folders):
        for voice, written in theme_tables([folder], "faces")[0].items():
            path = (folder / str(written)).resolve()
            if voice not in list(Voice):
                raise _broken(folder, f"[faces] {voice}: {', '.join(Voice)}")
            if not path.is_relative_to(folder.resolve()) or not path.is_file():
                raise _broken(folder, f"[faces] {voice} = {written!r}")
            faces[Voice(voice)] = path
    return faces


def _broken(folder: Path, detail: str) -> InputError:
    return InputError("layout.theme-broken", place=str(folder / THEME_FILE), detail=detail)
