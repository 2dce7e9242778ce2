"""Themes. In: a name, the folders to look in, an editor's options. Out: a `Theme`: its folder, measure and options.

A theme is a folder: `theme.toml`, templates, `print.css` and `epub.css`; never Python. Every key of its
`[options]` has the theme's default there, may be overridden in bulletin.toml, and is known to the templates
as `options.<key>`.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType

from bulletin.errors import InputError
from bulletin.layout.measure import Measure, Options, measure_page
from bulletin.model.calendar import NumberStyle
from bulletin.shipped import shipped_folder

_THEME_FILE = "theme.toml"
# The options that make the measure, in every theme; a theme adds its own beside them.
_MEASURE_KEYS = frozenset("page type_size leading characters lines inner_share head_share".split())
# Options are CSS variables too: a word, a number, a colour (#c8161d, rgb(200, 22, 29)).
_CSS_VALUE = re.compile(r"[\w #%.,()-]*")
# Changing one of these without the others leaves the rest of the measure to be counted anew.
_COUNTED_FROM = frozenset({"page", "type_size", "leading"})


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme with its options settled. `options` holds every key of the theme's `[options]`; `locked` are the classes
    of a body whose text conversion must not touch."""

    name: str
    folder: Path
    measure: Measure
    options: Options
    locked: frozenset[str] = frozenset()

    def text(self, name: str) -> str:
        """The text of a file of the theme (`print.css`). Raises InputError `layout.theme-file-missing`."""
        path = self.folder / name
        if not path.is_file():
            raise InputError("layout.theme-file-missing", place=str(self.folder), name=name)
        return path.read_text(encoding="utf-8")

    def number_style(self, default: NumberStyle) -> NumberStyle:
        """How dates and numbers are written: the option `numbers`, or `default` where it says `region`."""
        chosen = str(self.options.get("numbers", "region"))
        return default if chosen == "region" else NumberStyle(chosen)


def load_theme(
    name: str, *, folders: Sequence[Path] = (), options: Mapping[str, object] | None = None
) -> Theme:
    """The theme `name`: the first found in `folders` (a periodical's own templates/), then among the shipped ones.

    Raises InputError `layout.theme-unknown`, `layout.theme-broken`, `layout.option-unknown`,
    `layout.option-value`, and what `measure_page` raises.
    """
    homes = (*folders, shipped_folder("templates"))
    folder = next((home / name for home in homes if (home / name / _THEME_FILE).is_file()), None)
    if folder is None or not _is_plain(name):
        raise InputError("layout.theme-unknown", name=name, known=", ".join(_names(homes)))
    document = _document(folder / _THEME_FILE)
    defaults = _defaults(document, folder / _THEME_FILE)
    chosen = {key: _checked(key, value, defaults, name) for key, value in (options or {}).items()}
    counted = {"characters": 0, "lines": 0} if _COUNTED_FROM & chosen.keys() else {}
    settled = {**defaults, **counted, **chosen}
    if "type_size" not in chosen and "page" in chosen:
        settled["type_size"] = ""
    locked = _locked(document, folder / _THEME_FILE)
    return Theme(name, folder, measure_page(settled), MappingProxyType(settled), locked)


def _is_plain(name: str) -> bool:
    return Path(name).name == name


def _names(homes: Sequence[Path]) -> list[str]:
    return sorted({found.parent.name for home in homes for found in home.glob(f"*/{_THEME_FILE}")})


def _document(path: Path) -> Mapping[str, object]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError("layout.theme-broken", place=str(path), detail=str(error)) from error


def _locked(document: Mapping[str, object], path: Path) -> frozenset[str]:
    """The classes named in `locked`."""
    names = document.get("locked", [])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise InputError("layout.theme-broken", place=str(path), detail="locked is no list of classes")
    return frozenset(names)


def _defaults(document: Mapping[str, object], path: Path) -> dict[str, str | int | float | bool]:
    table = document.get("options", {})
    if not isinstance(table, dict):
        raise InputError("layout.theme-broken", place=str(path), detail="[options] is no table")
    missing = sorted(_MEASURE_KEYS - table.keys())
    if missing:
        raise InputError(
            "layout.theme-broken", place=str(path), detail=f"[options] lacks {', '.join(missing)}"
        )
    return dict(table)


def _checked(key: str, value: object, defaults: Options, name: str) -> str | int | float | bool:
    if key not in defaults:
        near = get_close_matches(key, defaults, 1) or sorted(defaults)
        raise InputError("layout.option-unknown", key=key, theme=name, known=", ".join(near))
    if not isinstance(value, str | int | float) or not _fits(key, value, defaults[key]):
        raise InputError("layout.option-value", key=key, value=value, default=defaults[key])
    return value


def _fits(key: str, value: str | float, default: str | float) -> bool:
    """True if `value` is of the kind of `default`; a type size may be a name or points."""
    if key == "numbers":
        return value in ("region", *NumberStyle)
    if isinstance(value, bool) or isinstance(default, bool):
        return type(value) is type(default)
    if isinstance(value, str) and not _CSS_VALUE.fullmatch(value):
        return False
    if isinstance(value, str) or isinstance(default, str):
        return type(value) is type(default) or key == "type_size"
    return isinstance(value, int) or isinstance(default, float)
