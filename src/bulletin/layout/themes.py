"""Themes. In: a name, the folders to look in, an editor's options. Out: a `Theme`: its folders, measure and options.

A theme is a folder: `theme.toml`, templates, `print.css` and `epub.css`; never Python. Every key of its `[options]` has
the theme's default there, its meaning in `[meaning]`, what it may be in `[choices]`; an editor may override it in
bulletin.toml, and templates know it as `options.<key>`. docs/themes.md is the page for those who make themes.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import reduce
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from bulletin.errors import InputError
from bulletin.layout.measure import Measure, Options, measure_page
from bulletin.layout.theme_folders import THEME_FILE, homes_of, theme_document, theme_folders, theme_tables
from bulletin.model.calendar import NumberStyle

# The options that make the measure, in every theme; a theme adds its own beside them.
_MEASURE_KEYS: Final = frozenset("page type_size leading characters lines inner_share head_share".split())
# Options are CSS variables too: a word, a number, a colour (#c8161d, rgb(200, 22, 29)).
_CSS_VALUE: Final = re.compile(r"[\w #%.,×()-]*")
# Changing one of these without the others leaves the rest of the measure to be counted anew.
_COUNTED_FROM: Final = frozenset({"page", "type_size", "leading", "columns", "gutter"})
_BLACK: Final = "#000000"

Meaning = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme with its options settled. `folders` are its own and those it stands on, nearest first; `options` holds
    every key of `[options]`, `meanings` what it means by language; `locked` are the classes of a body whose text
    conversion must not touch."""

    name: str
    folders: tuple[Path, ...]
    measure: Measure
    options: Options
    locked: frozenset[str] = frozenset()
    about: Meaning = field(default_factory=dict, hash=False)
    meanings: Mapping[str, Meaning] = field(default_factory=dict, hash=False)

    @property
    def folder(self) -> Path:
        """The theme's own folder."""
        return self.folders[0]

    def text(self, name: str) -> str:
        """A style sheet of the theme (`print.css`): that of the theme it stands on, then its own.

        Raises InputError `layout.theme-file-missing`.
        """
        paths = [path for folder in reversed(self.folders) if (path := folder / name).is_file()]
        if not paths:
            raise InputError("layout.theme-file-missing", place=str(self.folder), name=name)
        return "\n".join(path.read_text(encoding="utf-8") for path in paths)

    def number_style(self, default: NumberStyle) -> NumberStyle:
        """How dates and numbers are written: the option `numbers`, or `default` where it says `region`."""
        chosen = str(self.options.get("numbers", "region"))
        return default if chosen == "region" else NumberStyle(chosen)

    @property
    def is_single_sided(self) -> bool:
        """True if every page is bound at the same edge: the option `sides`."""
        return self.options.get("sides") == "single"


def load_theme(
    name: str,
    *,
    folders: Sequence[Path] = (),
    options: Mapping[str, object] | None = None,
    places: Mapping[str, str] | None = None,
) -> Theme:
    """The theme `name`: the first found in `folders` (a periodical's own templates/), then among the shipped ones.
    `places` says where an editor wrote each of the `options` (`file:line`).

    Raises InputError `layout.theme-unknown`, `layout.theme-broken`, `layout.option-unknown`,
    `layout.option-value`, and what `measure_page` raises.
    """
    own = theme_folders(name, homes_of(folders))
    choices = _choices(own)
    defaults: Options = reduce(_laid_over, theme_tables(own, "options"))
    if missing := sorted(_MEASURE_KEYS - defaults.keys()):
        raise _broken(own, f"[options] lacks {', '.join(missing)}")
    chosen = {}
    for key, value in (options or {}).items():
        try:
            chosen[key] = _checked(key, value, defaults, choices.get(key, ()))
        except InputError as error:
            error.place = (places or {}).get(key, "")
            error.values["theme"] = name
            raise
    settled = _laid_over(defaults, chosen)
    if settled.get("ink") == "black" and "accent" in settled:
        settled["accent"] = _BLACK
    return Theme(
        name,
        own,
        _measure(settled, places or {}),
        MappingProxyType(settled),
        _locked(own),
        reduce(_joined, theme_tables(own, "about"), {}),
        reduce(_joined, theme_tables(own, "meaning"), {}),
    )


def _laid_over(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Options with others over them: another page or type size has the rest of the measure counted anew."""
    counted = {"characters": 0, "lines": 0} if _COUNTED_FROM & over.keys() and under else {}
    settled = {**under, **counted, **over}
    if under and "page" in over and "type_size" not in over:
        settled["type_size"] = ""
    return settled


def _measure(options: Options, places: Mapping[str, str]) -> Measure:
    """The measure; what is wrong with it stands where an editor wrote one of the options that make it."""
    try:
        return measure_page(options)
    except InputError as error:
        key = {"layout.page-unknown": "page", "layout.type-size-unknown": "type_size"}.get(error.code)
        asked = [key] if key else ["characters", "lines", "type_size", "leading", "page"]
        error.place = next((places[name] for name in asked if name in places), "")
        raise


def _joined(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    return {**under, **over}


def _choices(folders: Sequence[Path]) -> Mapping[str, Sequence[str]]:
    """What some options may be: the lists of `[choices]`."""
    found: dict[str, object] = reduce(_joined, theme_tables(folders, "choices"), {})
    return {key: tuple(map(str, known)) for key, known in found.items() if isinstance(known, list)}


def _locked(folders: Sequence[Path]) -> frozenset[str]:
    """The classes named in `locked`, of the nearest theme that names any."""
    documents = (theme_document(folder) for folder in folders)
    names: object = next((document["locked"] for document in documents if "locked" in document), [])
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise _broken(folders, "locked is no list of classes")
    return frozenset(names)


def _broken(folders: Sequence[Path], detail: str) -> InputError:
    return InputError("layout.theme-broken", place=str(folders[0] / THEME_FILE), detail=detail)


def _checked(key: str, value: object, defaults: Options, choices: Sequence[str]) -> str | int | float | bool:
    if key not in defaults:
        near = get_close_matches(key, defaults, 1) or sorted(defaults)
        raise InputError("layout.option-unknown", key=key, theme="", known=", ".join(near))
    if choices and value not in choices:
        raise InputError("layout.option-choice", key=key, value=value, known=", ".join(choices))
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
