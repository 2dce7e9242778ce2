"""What a person may change of a theme without CSS. In: the tables of its theme.toml, what is asked. Out: options, settled.

The kind of an option follows from its default: a colour (#c8161d), a size (a 字号, points, or "" to follow from the
text), a flag, a number, a word. `[choices]` says what it may be, where it is not free.
"""

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any, Final

from bulletin.errors import InputError
from bulletin.model.calendar import NumberStyle

Option = str | int | float | bool
Options = Mapping[str, Option]
Choices = Mapping[str, Sequence[Option]]

# The options that make the measure, in every theme; a theme adds its own beside them.
MEASURE_KEYS: Final = frozenset("page type_size leading characters lines inner_share head_share".split())
# Changing one of these without the others leaves the rest of the measure to be counted anew.
_COUNTED_FROM: Final = frozenset({"page", "type_size", "leading", "columns", "gutter"})
# Sizes: a 字号, or points.
SIZES: Final = ("type_size", "title_size", "section_size", "note_size")
# Options are CSS variables too: a word, a number, a colour.
_CSS_VALUE: Final = re.compile(r"[\w #%.,×()-]*")
_COLOUR: Final = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}|rgb\(\s*\d{1,3}\s*(?:,\s*\d{1,3}\s*){2}\)")
_BLACK: Final = "#000000"


def laid_over(under: Options, over: Options) -> dict[str, Option]:
    """Options with others over them: another page or type size has the rest of the measure counted anew."""
    changed = {key for key in over if key in under and over[key] != under[key]}
    counted = {"characters": 0, "lines": 0} if _COUNTED_FROM & changed else {}
    settled = {**under, **counted, **over}
    if "page" in changed and "type_size" not in over:
        settled["type_size"] = ""
    return settled


def settled(defaults: Options, asked: Options) -> dict[str, Option]:
    """The theme's options with what is asked; in black ink the accent is black."""
    options = laid_over(defaults, asked)
    if options.get("ink") == "black" and "accent" in options:
        options["accent"] = _BLACK
    return options


def choices_in(table: Mapping[str, Any], options: Options) -> Choices:
    """What some of `options` may be: the lists of `[choices]`."""
    return {key: tuple(known) for key, known in table.items() if key in options and isinstance(known, list)}


def checked(key: str, value: object, defaults: Options, choices: Choices) -> Option:
    """`value` if the option `key` may have it.

    Raises InputError `layout.option-unknown`, `layout.option-choice`, `layout.option-value`.
    """
    if key not in defaults:
        near = get_close_matches(key, defaults, 1) or sorted(defaults)
        raise InputError("layout.option-unknown", key=key, theme="", known=", ".join(near))
    known = choices.get(key, ())
    if known and (value not in known or isinstance(value, bool)):
        raise InputError("layout.option-choice", key=key, value=value, known=", ".join(map(str, known)))
    if not isinstance(value, str | int | float) or not _fits(key, value, defaults[key]):
        raise InputError("layout.option-value", key=key, value=value, default=defaults[key])
    return value


def _fits(key: str, value: Option, default: Option) -> bool:
    """True if `value` is of the kind of `default`."""
    if key == "numbers":
        return value in ("region", *NumberStyle)
    if isinstance(value, bool) or isinstance(default, bool):
        return type(value) is type(default)
    if isinstance(default, str) and default.startswith("#"):
        return isinstance(value, str) and _COLOUR.fullmatch(value) is not None
    if isinstance(value, str) and not _CSS_VALUE.fullmatch(value):
        return False
    if isinstance(value, str) or isinstance(default, str):
        return type(value) is type(default) or key in SIZES
    return isinstance(value, int) or isinstance(default, float)
