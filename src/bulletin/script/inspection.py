"""A glossary looked over before it is used. In: a Glossary. Out: each entry in every script, and what is odd."""

from typing import Final, NamedTuple

from bulletin.model import Entry, Glossary, Notice, Outcome, Script
from bulletin.script.edition import convert_text
from bulletin.script.names import is_doubtful
from bulletin.script.terms import form_in, misplaced

REGIONS: Final = (Script.ZH_HANT, Script.ZH_HANT_TW, Script.ZH_HANT_HK)


class Written(NamedTuple):
    """An entry and what is printed for it in each of `REGIONS`; None where it does not apply."""

    entry: Entry
    forms: tuple[str | None, ...]


def look_over(glossary: Glossary) -> Outcome[tuple[Written, ...]]:
    """Every entry as it will be written.

    Notices: `script.term-script` as `misplaced`; `script.term-useless` where conversion writes the same by itself,
    unless a doubtful character in it may convert otherwise inside a sentence."""
    written = tuple(
        Written(entry, tuple(form_in(entry, region) for region in REGIONS)) for entry in glossary.entries
    )
    useless = tuple(
        Notice("script.term-useless", {"text": line.entry.text}, place=line.entry.place)
        for line in written
        if _is_useless(line)
    )
    return Outcome(written, (*misplaced(glossary), *useless))


def _is_useless(line: Written) -> bool:
    text = line.entry.text
    if any(map(is_doubtful, text)):
        return False
    return all(
        form == convert_text(text, region, Script.ZH_HANS)
        for region, form in zip(REGIONS, line.forms, strict=True)
    )
