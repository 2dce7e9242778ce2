"""`[typography]` → TypeStyle. In: the checked table. Out: the style; what the table does not say is the default."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

from bulletin.model import Emphasis, NoteMarks, Numerals, Quotes, Squeezing, TextRule, TypeStyle
from bulletin.planning.values import Values

# Keys that are called otherwise in the style, and those whose value is made into one of its types.
_FIELDS: Final[Mapping[str, str]] = {
    "autospace": "autospace_em",
    "max_gap": "gap_max_em",
    "indent": "indent_em",
}
_TYPES: Final[Mapping[str, Callable[[Any], object]]] = {
    "squeezing": Squeezing,
    "numerals": Numerals,
    "quotes": Quotes,
    "notes": NoteMarks,
    "emphasis": Emphasis,
    "off": lambda names: frozenset(map(TextRule, names)),
}


def type_style(values: Values) -> TypeStyle:
    """The style of a house."""
    said: dict[str, Any] = {}
    for key, value in values.found.items():
        made = _TYPES.get(key)
        said[_FIELDS.get(key, key)] = made(value) if made else value
    return replace(TypeStyle(), **said)
