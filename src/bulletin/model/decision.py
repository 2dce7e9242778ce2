"""What an editor has decided about a conversion, once and for all. Nothing here knows how a character converts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain

from bulletin.model.script import Script


@dataclass(frozen=True, slots=True)
class Decision:
    """`text`, wherever `before` and `after` stand directly around it, is written as `forms` says for a script.

    With `keep` it stays as it is in every script. `place` is where the decision stands (`file:line`)."""

    text: str
    before: str = ""
    after: str = ""
    forms: Mapping[Script, str] = field(default_factory=dict, hash=False)
    keep: bool = False
    place: str = field(default="", compare=False)

    @property
    def passage(self) -> str:
        """The text and what stands around it, the text in braces: `山{里}的`; the way a decision is written down."""
        return f"{self.before}{{{self.text}}}{self.after}"

    def form(self, script: Script) -> str | None:
        """What is written in `script`; None where nothing is decided for it."""
        return self.text if self.keep else self.forms.get(script)


@dataclass(frozen=True, slots=True)
class Decisions:
    """Decisions about different passages, each passage once."""

    entries: tuple[Decision, ...] = ()

    def over(self, other: "Decisions") -> "Decisions":
        """These decisions with those of `other` about what is not decided here."""
        own = {entry.passage: entry for entry in self.entries}
        merged: dict[str, Decision] = {}
        for entry in chain(self.entries, other.entries):
            above = own.get(entry.passage, entry)
            merged[entry.passage] = above if above is entry or above.keep else _under(above, entry)
        return Decisions(tuple(merged.values()))


def _under(above: Decision, entry: Decision) -> Decision:
    """`above` with the forms of `entry` for the scripts it says nothing of."""
    forms = above.forms if entry.keep else {**entry.forms, **above.forms}
    return Decision(above.text, above.before, above.after, forms, above.keep, above.place)
