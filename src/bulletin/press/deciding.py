"""What an editor has decided → where it is kept. In: an `Order`, a file of decisions. Out: decisions.toml, the glossary."""

from pathlib import Path
from typing import NamedTuple

from bulletin.errors import UsageError
from bulletin.model import Decision, Decisions, Notice, Script
from bulletin.planning import (
    DECISIONS_FILE,
    add_decisions,
    add_entries,
    clashes,
    drop_decisions,
    read_decisions,
    read_glossary,
)
from bulletin.press.order import Order
from bulletin.press.plans import plan_of, settings_of


class Applied(NamedTuple):
    """How many decisions and entries a file added, and where it clashes with what was decided before."""

    decisions: int
    entries: int
    notices: tuple[Notice, ...]


def apply_decisions(order: Order, file: Path, *, replace_former: bool = False) -> Applied:
    """Add what `file` decides to the decisions.toml of the issue's periodical, and its entries to the glossary.

    What contradicts an earlier decision is told and left out, or with `replace_former` takes its place.
    Raises InputError for a file that cannot be used."""
    plan = plan_of(order)
    settings = settings_of(order, plan)
    home = settings.folder or plan.folder
    if home is None:
        raise UsageError("press.decisions-of-loose-files", place=str(order.targets[0]))
    kept = home / DECISIONS_FILE
    read = read_decisions(file)
    old = read_decisions(kept).value.decisions if kept.is_file() else Decisions()
    differing = {notice.place: notice for notice in clashes(read.value.decisions, old)}
    known = {entry.passage: entry for entry in old.entries}
    new = [entry for entry in read.value.decisions.entries if not _is_said(entry, known.get(entry.passage))]
    former = {entry.passage for entry in new if entry.place in differing}
    if replace_former:
        merged = Decisions(tuple(new)).over(old).entries
        new = [entry for entry in merged if entry.passage in former] + [
            entry for entry in new if entry.passage not in former
        ]
        differing = {}
    else:
        new = [entry for entry in new if entry.passage not in former]
    glossary = settings.glossary or home / "glossary.toml"
    terms = (
        {entry.text for entry in read_glossary(glossary).value.entries} if glossary.is_file() else set[str]()
    )
    entries = [entry for entry in read.value.entries if entry.text not in terms]
    if entries and glossary.suffix.lower() == ".csv":
        raise UsageError("cli.glossary-is-table", place=str(glossary))
    if entries:
        add_entries(glossary, entries)
    if replace_former and former:
        drop_decisions(kept, former)
    if new:
        add_decisions(kept, new)
    return Applied(len(new), len(entries), (*read.notices, *differing.values()))


def _is_said(decision: Decision, former: Decision | None) -> bool:
    """True if `former` decides all that `decision` does."""
    return former is not None and all(
        decision.form(script) in (None, former.form(script))
        for script in Script
        if script is not Script.SOURCE
    )
