"""References to pages. In: a document to lay out. Out: pages with `target-counter()` laid out anew only where a number changed.

WeasyPrint 70.0 loses the names of targets that are told by `attr()`, and takes their counters for counters of the place that
refers to them (`compute_content_list`: one name for two lists). So it lays out pages of contents anew even where every number
is known, and once more when the number of all pages is, which nobody asked for. Reaches into its internals; on another
version `applied` does nothing.
"""

from collections import defaultdict
from copy import deepcopy
from typing import Any, Final
from weakref import WeakKeyDictionary

from weasyprint.css.targets import TargetCollector, anchor_name_from_token
from weasyprint.urls import get_url_tuple

from bulletin.pdf.engine import Replacement, on_pinned

_OF_THE_PLACE: Final = frozenset({"counter()", "counters()"})
_OF_TARGETS: Final = frozenset({"target-counter()", "target-counters()"})


@on_pinned
def applied() -> list[Replacement]:
    """Tell the two apart, and name the targets, in every document laid out inside the `with` block."""
    asked: WeakKeyDictionary[TargetCollector, dict[str, set[str]]] = WeakKeyDictionary()
    collect, find = TargetCollector.collect_missing_counters, TargetCollector.cache_target_page_counters

    def collect_missing_counters(self: Any, box: Any, use: str, parse_again: Any, *counters: Any) -> None:
        missing, of_targets = counters
        kinds = {kind for kind, _ in box.style["content"]} if use == "content" and of_targets else set()
        if kinds & _OF_TARGETS and not kinds & _OF_THE_PLACE:
            missing, of_targets = [], _named(box, of_targets)
        collect(self, box, use, parse_again, missing, of_targets)

    def cache_target_page_counters(
        self: Any, name: str, values: dict[str, list[int]], index: int, *rest: Any
    ) -> None:
        target = self.target_lookup_items.get(name)
        if not self.collecting and self not in asked:
            asked[self] = _asked(self)
        known = target.cached_page_counter_values if target else {}
        if known and all(known.get(counter) == values.get(counter) for counter in asked[self][name]):
            target.page_maker_index = index
            target.cached_page_counter_values = deepcopy(values)
        else:
            find(self, name, values, index, *rest)

    return [
        (TargetCollector, "collect_missing_counters", collect_missing_counters),
        (TargetCollector, "cache_target_page_counters", cache_target_page_counters),
    ]


def _asked(targets: Any) -> dict[str, set[str]]:
    """The counters of each target that are told anywhere."""
    found: dict[str, set[str]] = defaultdict(set)
    for item in targets.counter_lookup_items.values():
        for name, counters in item.missing_target_counters.items():
            found[name].update(counters)
    return found


def _named(box: Any, missing: dict[str, list[str]]) -> dict[str, list[str]]:
    """The missing counters by the targets that the content of a box names."""
    wanted = {counter for counters in missing.values() for counter in counters}
    named: dict[str, list[str]] = {}
    for kind, value in box.style["content"]:
        if kind in _OF_TARGETS and value[1] in wanted:
            named.setdefault(_target(box, value[0]), []).append(value[1])
    return named


def _target(box: Any, token: Any) -> str:
    """As `TargetCollector.lookup_target` finds it."""
    if token[0] == "attr()":
        attribute, kind, fallback = token[1]
        value = box.element.get(attribute, fallback)
        token = (kind, get_url_tuple(value, box.style.base_url) if kind == "url" else value)
    return str(anchor_name_from_token(token))
