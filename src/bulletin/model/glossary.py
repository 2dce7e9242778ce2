"""The organisation's own names and terms, as conversion needs them. Nothing here knows how a character converts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bulletin.model.decision import Decisions
from bulletin.model.script import Script


class EntryKind(StrEnum):
    """What an entry asks for: a `NAME` keeps its doubtful characters, `KEEP` never changes, a `TERM` has its forms."""

    NAME = "name"
    KEEP = "keep"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `text` is what is looked for, as its editor wrote it; `place` is where it stands (`file:line`).

    `forms` are a term's forms by script, `text` among them; empty for a name and for what is kept."""

    kind: EntryKind
    text: str
    forms: Mapping[Script, str] = field(default_factory=dict, hash=False)
    place: str = ""

    def form(self, script: Script) -> str | None:
        """A term's form in `script`, a region without its own taking the general Traditional one; None for none."""
        general = Script.ZH_HANT if script.is_traditional else script
        return self.forms.get(script, self.forms.get(general))


@dataclass(frozen=True, slots=True)
class Glossary:
    """Entries with different texts, in the order of their importance where two stand for the same; and what has been
    decided of single conversions, on which an entry has the last word."""

    entries: tuple[Entry, ...] = ()
    decisions: Decisions = field(default_factory=Decisions)

    def over(self, other: "Glossary") -> "Glossary":
        """This glossary with what `other` has and it does not hold itself."""
        own = {entry.text for entry in self.entries}
        entries = (*self.entries, *(entry for entry in other.entries if entry.text not in own))
        return Glossary(entries, self.decisions.over(other.decisions))
