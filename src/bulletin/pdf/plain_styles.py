"""Properties that no rule sets. In: an element's style. Out: what it inherits, or the initial value, by the shortest way.

WeasyPrint 70.0 works out each property of each element when it is asked for first, nine in ten of which no rule sets
(`ComputedStyle.__missing__`). Reaches into its internals; on another version `applied` does nothing.
"""

from typing import Any, Final

from weasyprint.css import ComputedStyle
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
from weasyprint.css.functions import check_math
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES

from bulletin.pdf.engine import Replacement, on_pinned

# Those that hang on one another, or on the element's ancestors in a way of their own.
_OF_THEIR_OWN: Final = frozenset({"float", "position", "display", "page"})
_PROPAGATED: Final = "text_decoration_"
_NEVER_MATH: Final = frozenset({str, int, float})


def _logical(name: str) -> frozenset[str]:
    """The logical properties that may stand for a physical one, whichever way the text runs."""
    function = PHYSICAL_FUNCTIONS.get(name)
    return frozenset(function(block="ttb", inline=run) for run in ("ltr", "rtl")) if function else frozenset()


_PLAIN: Final = {
    name: _logical(name)
    for name in INITIAL_VALUES
    if name not in _OF_THEIR_OWN
    and not name.startswith(_PROPAGATED)
    and (name in INHERITED or name not in INITIAL_NOT_COMPUTED)
}


@on_pinned
def applied() -> list[Replacement]:
    """Work out the styles of every document laid out inside the `with` block so."""
    work_out = ComputedStyle.__missing__

    def missing(self: Any, name: str) -> Any:
        logical, parent = _PLAIN.get(name), self.parent_style
        if logical is None or parent is None or name in self.cascaded:
            return work_out(self, name)
        if logical and not self.cascaded.keys().isdisjoint(logical):
            return work_out(self, name)
        if name not in INHERITED:
            value = self[name] = INITIAL_VALUES[name]
            return value
        value = parent[name]
        if type(value) not in _NEVER_MATH and check_math(value):
            return work_out(self, name)
        self[name] = value
        return value

    return [(ComputedStyle, "__missing__", missing)]
