"""glossary.toml, glossary.csv and decisions.toml → Glossary. An entry that cannot be used becomes a notice; the others count.

The issue's own glossary stands over the periodical's. What the entries mean for a conversion is the script room's.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from bulletin.errors import InputError
from bulletin.model import Entry, EntryKind, Glossary, Notice, Outcome, Script
from bulletin.planning.check import examined
from bulletin.planning.decisions import decisions_in
from bulletin.planning.document import read_tolerantly
from bulletin.planning.glossary_csv import read_csv
from bulletin.planning.term_keys import DECISIONS, GLOSSARY
from bulletin.planning.values import Values

GLOSSARY_FILES: Final = ("glossary.toml", "glossary.csv")
DECISIONS_FILE: Final = "decisions.toml"

_SCRIPTS: Final = (Script.ZH_HANS, Script.ZH_HANT, Script.ZH_HANT_TW, Script.ZH_HANT_HK)


def read_glossary(*files: Path) -> Outcome[Glossary]:
    """The entries of `files`, those of an earlier file over those of a later.

    Raises InputError for a file that cannot be opened, is no TOML, or is a table without the columns needed."""
    glossary = Glossary()
    notices: list[Notice] = []
    for file in files:
        outcome = _read(file)
        glossary = glossary.over(outcome.value)
        notices += outcome.notices
    return Outcome(glossary, tuple(notices))


def glossary_files(issue: Path | None, project: Path | None, named: Path | None) -> tuple[Path, ...]:
    """The glossaries in force for an issue, the most important first: in the issue's folder, then the periodical's,
    which are the file `named` in bulletin.toml or else lie beside it. The decisions of either folder are among them."""
    common = [named, *_in(project, (DECISIONS_FILE,))] if named else _in(project)
    return tuple(dict.fromkeys(file.resolve() for file in (*_in(issue), *common)))


def read_decisions(file: Path) -> Outcome[Glossary]:
    """What a file of decisions says, whatever its name: one that the review's page has saved. Raises InputError as
    `read_glossary`."""
    document, twice = read_tolerantly(file)
    values, problems = examined(document, DECISIONS, file.parent)
    decided = decisions_in(values)
    notices = (*map(_notice, (*twice, *problems)), *decided.notices)
    return Outcome(Glossary(decided.value.entries, decided.value.decisions), notices)


def _in(folder: Path | None, names: Iterable[str] = (*GLOSSARY_FILES, DECISIONS_FILE)) -> list[Path]:
    return [folder / name for name in names if (folder / name).is_file()] if folder else []


def _read(file: Path) -> Outcome[Glossary]:
    if file.name == DECISIONS_FILE:
        return read_decisions(file)
    is_table = file.suffix.lower() == ".csv"
    document, problems = read_csv(file) if is_table else read_tolerantly(file)
    values, more = examined(document, GLOSSARY, file.parent)
    notices: list[Notice] = [*map(_notice, (*problems, *more))]
    kept: dict[str, Entry] = {}
    for entry in _entries(values):
        if complaint := _complaint(entry, kept.get(entry.text)):
            notices.append(complaint)
        else:
            kept[entry.text] = entry
    notices += _circles(kept.values())
    return Outcome(Glossary(tuple(kept.values())), tuple(notices))


def _entries(values: Values) -> Iterator[Entry]:
    """The entries, the most exact first: where a text stands twice in a file, the first counts."""
    for text, place in values.entries("keep"):
        yield Entry(EntryKind.KEEP, text, place=place)
    for (text, place), (form, _) in values.pairs("forms"):
        yield Entry(EntryKind.TERM, text, {Script.ZH_HANS: text, Script.ZH_HANT: form}, place)
    for term in values.tables("term"):
        if text := term.text(Script.ZH_HANS):
            forms = {script: form for script in _SCRIPTS if (form := term.text(script))}
            yield Entry(EntryKind.TERM, text, forms, term.place)
    for text, place in values.entries("names"):
        yield Entry(EntryKind.NAME, text, place=place)


def _complaint(entry: Entry, former: Entry | None) -> Notice | None:
    """Why an entry is left out; None where it is not."""
    if former is not None:
        values = {"text": entry.text, "first": former.place}
        return Notice("planning.glossary-twice", values, place=entry.place)
    if len(entry.text) == 1 or "\n" in entry.text:
        return Notice("planning.glossary-length", {"text": entry.text}, place=entry.place)
    if entry.kind is EntryKind.TERM and len(entry.forms) == 1:
        return Notice("planning.glossary-no-form", {"text": entry.text}, place=entry.place)
    return None


def _circles(entries: Iterable[Entry]) -> Iterator[Notice]:
    """Terms that become one another: 甲 → 乙 and 乙 → 甲, also round more corners."""
    terms = [entry for entry in entries if entry.kind is EntryKind.TERM]
    becomes = {entry.text: form for entry in terms if (form := entry.form(Script.ZH_HANT)) != entry.text}
    told: set[str] = set()
    for entry in terms:
        circle = [entry.text]
        while (after := becomes.get(circle[-1])) and after not in circle:
            circle.append(after)
        if after == entry.text and told.isdisjoint(circle):
            told.update(circle)
            values = {"circle": " → ".join((*circle, entry.text))}
            yield Notice("planning.glossary-circle", values, place=entry.place)


def _notice(problem: InputError) -> Notice:
    return Notice(problem.code, problem.values, place=problem.place)
