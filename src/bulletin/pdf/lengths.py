"""The lengths of a box. In: a box with its style. Out: its margins, paddings, borders and sizes in px, told once for each style.

WeasyPrint 70.0 resolves eighteen lengths of every box in every try (`layout.percent.resolve_percentages`). Where none of
them is a percentage they hang on the style alone. Reaches into its internals; on another version `applied` does nothing.
"""

from operator import attrgetter, itemgetter
from typing import Any, Final

from weasyprint.layout import absolute, block, column, inline, page, percent, table
from weasyprint.layout import float as floats

from bulletin.pdf.engine import Replacement, on_pinned

_SIDES: Final = ("top", "right", "bottom", "left")
_LENGTHS: Final = (
    *(f"{edge}_{side}" for edge in ("margin", "padding") for side in _SIDES),
    *(f"{limit}{size}" for limit in ("", "min_", "max_") for size in ("width", "height")),
    *(f"border_{side}_width" for side in _SIDES),
)
_computed: Final = itemgetter(*_LENGTHS, "border_collapse", "box_sizing")
_used: Final = attrgetter(*_LENGTHS)
_RESOLVING: Final = (absolute, block, column, floats, inline, page, table)


@on_pinned
def applied() -> list[Replacement]:
    """Tell the lengths of every document laid out inside the `with` block so."""
    resolve = percent.resolve_percentages
    told: dict[tuple[Any, ...], dict[str, Any]] = {}

    def resolve_percentages(box: Any, containing_block: Any) -> None:
        computed = _computed(box.style)
        try:
            used = told.get(computed)
        except TypeError:  # a `calc()` has no hash
            resolve(box, containing_block)
            return
        if used is not None:
            vars(box).update(used)
            return
        resolve(box, containing_block)
        if computed[-2] != "collapse" and all(map(_is_fixed, computed[: len(_LENGTHS)])):
            told[computed] = dict(zip(_LENGTHS, _used(box), strict=True))

    return [(module, "resolve_percentages", resolve_percentages) for module in _RESOLVING]


def _is_fixed(value: Any) -> bool:
    return value == "auto" or isinstance(value, int | float) or getattr(value, "unit", None) == "px"
