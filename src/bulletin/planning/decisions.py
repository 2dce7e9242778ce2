"""The `[[decision]]` blocks of a decisions.toml → Decisions. A decision that cannot be used becomes a notice; the others count.

The file is what the review saves, and what an editor may write by hand:

    [[decision]]
    text = "山{里}的"
    zh-Hant-TW = "裡"

An issue's own decisions stand over the periodical's. What a decision means for a conversion is the script
room's.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from bulletin.errors import InputError
from bulletin.model import Decision, Decisions, Entry, EntryKind, Notice, Outcome, Script
from bulletin.planning.values import Values

_SCRIPTS: Final = (Script.ZH_HANS, Script.ZH_HANT, Script.ZH_HANT_TW, Script.ZH_HANT_HK)
_PASSAGE: Final = re.compile(r"([^{}]*)\{([^{}]+)\}([^{}]*)", re.DOTALL)


class Decided(NamedTuple):
    """The decisions of a file, and the entries for the glossary among them."""

    decisions: Decisions
    entries: tuple[Entry, ...]


def decisions_in(values: Values) -> Outcome[Decided]:
    """What the checked `values` of a file decide."""
    notices: list[Notice] = []
    kept: dict[str, Decision] = {}
    entries: dict[str, Entry] = {}
    for table in values.tables("decision"):
        if "text" not in table:
            continue  # said already
        try:
            decision = _decision(table)
            if kind := table.text("glossary"):
                entries.setdefault(decision.text, _entry(decision, EntryKind(kind)))
            else:
                former = kept.get(decision.passage)
                kept[decision.passage] = _joined(former, decision) if former else decision
        except InputError as problem:
            notices.append(Notice(problem.code, problem.values, place=problem.place))
    return Outcome(Decided(Decisions(tuple(kept.values())), tuple(entries.values())), tuple(notices))


def _decision(table: Values) -> Decision:
    """Raises InputError for a table that decides nothing, or of nothing in particular."""
    written = table.text("text")
    passage = _PASSAGE.fullmatch(written)
    forms = {script: form for script in _SCRIPTS if (form := table.text(script))}
    keep = bool(table.flag("keep"))
    kind = table.text("glossary")
    if passage is None:
        raise InputError("planning.decision-braces", place=table.place, text=written)
    if len(passage[2]) == 1 and (kind or not (passage[1] or passage[3])):
        raise InputError("planning.decision-bare", place=table.place, text=written)
    if keep and forms:
        raise InputError("planning.decision-both", place=table.place, text=written)
    if not (keep or forms or kind in (EntryKind.NAME, EntryKind.KEEP)):
        raise InputError("planning.decision-empty", place=table.place, text=written)
    return Decision(passage[2], passage[1], passage[3], forms, keep, table.place)


def _entry(decision: Decision, kind: EntryKind) -> Entry:
    forms = {Script.ZH_HANS: decision.text, **decision.forms} if kind is EntryKind.TERM else {}
    return Entry(kind, decision.text, forms, decision.place)


def _joined(former: Decision, later: Decision) -> Decision:
    """Two decisions about one passage as one. Raises InputError where they contradict each other."""
    for script in _SCRIPTS:
        first, second = former.form(script), later.form(script)
        if first is not None and second is not None and first != second:
            values = {"text": later.passage, "form": second, "first": former.place, "kept": first}
            raise InputError("planning.decision-twice", place=later.place, **values)
    every = Decisions((former,)).over(Decisions((later,)))
    return every.entries[0]


def clashes(new: Decisions, old: Decisions) -> Iterator[Notice]:
    """Where `new` decides otherwise than `old` has decided."""
    known = {decision.passage: decision for decision in old.entries}
    for decision in new.entries:
        former = known.get(decision.passage)
        if former is not None:
            try:
                _joined(former, decision)
            except InputError as problem:
                yield Notice(problem.code, problem.values, place=problem.place)
