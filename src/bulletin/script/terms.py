"""A glossary at work. In: a text and the script it is written in. Out: where its terms stand, and what is written there.

What is found here is cut out of the text before any dictionary sees it, so a term wins over every phrase, and no
later stage touches it. At each place the longest entry counts; where two entries want the same text, the earlier.
"""

from functools import cache
from typing import Final, NamedTuple

from bulletin.model import Entry, EntryKind, Glossary, Notice, Script
from bulletin.script.conversion import GLOSSARY
from bulletin.script.detect import script_of
from bulletin.script.matcher import Matcher
from bulletin.script.names import name_in

_REGIONS: Final = (Script.ZH_HANT, Script.ZH_HANT_TW, Script.ZH_HANT_HK)
# In a name of two characters printers put a space, to make it as long as one of three.
_SPACES: Final = ("\u3000", " ")


class Fixed(NamedTuple):
    """`text[start:end]` of a passage is written as `form`, whatever a dictionary says; `rule` is who says so."""

    start: int
    end: int
    form: str
    rule: str = GLOSSARY


class Terms:
    """The entries of a glossary for texts that become `target`."""

    def __init__(self, glossary: Glossary, target: Script) -> None:
        self._simplified: Final = _matcher(glossary, False, target)
        self._traditional: Final = _matcher(glossary, True, target)

    def found(self, text: str, source: Script) -> list[Fixed]:
        """The entries in `text`, written in `source`, from left to right, none overlapping."""
        matcher = self._traditional if source.is_traditional else self._simplified
        return [
            Fixed(start, end, matcher.phrases[text[start:end]])
            for start, end in (matcher.matches(text) if matcher.phrases else ())
        ]


def form_in(entry: Entry, script: Script) -> str | None:
    """What `entry` is written as in `script`; None for a term without a form in it."""
    if entry.kind is EntryKind.KEEP:
        return entry.text
    return name_in(entry.text, script) if entry.kind is EntryKind.NAME else entry.form(script)


def misplaced(glossary: Glossary) -> tuple[Notice, ...]:
    """Notice `script.term-script` for every form that is written in the other script than its column says."""
    return tuple(
        Notice("script.term-script", {"form": form, "script": script.value}, place=entry.place)
        for entry in glossary.entries
        for script, form in entry.forms.items()
        if (seen := script_of(form)) is not None and seen.is_traditional != script.is_traditional
    )


@cache
def _matcher(glossary: Glossary, from_traditional: bool, target: Script) -> Matcher:
    forms: dict[str, str] = {}
    for entry in glossary.entries:
        form = form_in(entry, target)
        for source in _REGIONS if from_traditional else (Script.ZH_HANS,):
            text = form_in(entry, source)
            if text and form:
                forms.setdefault(text, form)
                forms |= _spaced(entry, text, form)
    return Matcher(forms)


def _spaced(entry: Entry, text: str, form: str) -> dict[str, str]:
    """A name of two characters with a space between them."""
    if entry.kind is not EntryKind.NAME or not len(text) == len(form) == 2:
        return {}
    return {space.join(text): space.join(form) for space in _SPACES}
