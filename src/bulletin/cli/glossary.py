"""`bulletin glossary`: look over the names and terms, add to them, take them from a table, find what is missing."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from bulletin.cli import report
from bulletin.cli.language import say
from bulletin.errors import UsageError
from bulletin.model import Entry, EntryKind, Script, Severity

if TYPE_CHECKING:
    from bulletin.model import Glossary, Outcome
    from bulletin.script import Suggestion

glossary = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

# Files of a periodical that hold no glossary, whatever stands in them; and tables that are no CSV.
_OTHER_FILES: Final = frozenset({"bulletin.toml", "issue.toml", "decisions.toml", "theme.toml"})
_WORKBOOKS: Final = frozenset({".xlsx", ".xls", ".et", ".ods"})

_Place = Annotated[Path, typer.Argument(metavar="ISSUE|FILE", help=say("arg-glossary"))]
_Into = Annotated[Path, typer.Option("--to", metavar="FOLDER", help=say("opt-glossary-to"))]


@glossary.command(help=say("help-glossary-check"))
def check(place: _Place = Path()) -> None:
    """Print how each entry is written in every region; exit 1 where an entry is left out or doubtful."""
    from bulletin.script import REGIONS, look_over

    read = _read(place)
    if not (read.value.entries or read.notices):
        raise UsageError("cli.no-glossary", place=str(place))
    looked = look_over(read.value)
    for entry, forms in looked.value:
        line = "  ".join(f"{region.value} {form or '—'}" for region, form in zip(REGIONS, forms, strict=True))
        typer.echo(f"{entry.text}  →  {line}")
    notices = (*read.notices, *looked.notices)
    report.show_notices(notices)
    raise typer.Exit(int(any(notice.severity is not Severity.INFO for notice in notices)))


@glossary.command(help=say("help-glossary-add"))
def add(
    entries: Annotated[list[str], typer.Argument(metavar="TEXT|TEXT=FORM…", help=say("arg-entries"))],
    to: _Into = Path(),
    keep: Annotated[bool, typer.Option("--keep", help=say("opt-keep"))] = False,
) -> None:
    """Write names, pairs or kept texts into the glossary of a folder."""
    _add(to, [_entry(text, keep=keep) for text in entries])


@glossary.command("import", help=say("help-glossary-import"))
def import_(
    table: Annotated[Path, typer.Argument(metavar="FILE.csv", help=say("arg-table"), show_default=False)],
    to: _Into = Path(),
) -> None:
    """Write the entries of a table into the glossary of a folder."""
    from bulletin.planning import read_glossary

    if table.suffix.lower() in _WORKBOOKS:
        raise UsageError("cli.table-is-workbook", place=str(table))
    read = read_glossary(table)
    report.show_notices(read.notices)
    _add(to, read.value.entries)


@glossary.command(help=say("help-glossary-suggest"))
def suggest(issue: Annotated[Path, typer.Argument(metavar="ISSUE", help=say("arg-issue-suggest"))]) -> None:
    """Print what the glossary of an issue lacks, as lines to paste into it."""
    from bulletin.press.files_guarded import of_one_file
    from bulletin.press.suggesting import suggestions

    outcome = of_one_file(suggestions, issue, str(issue))
    found = outcome.value
    report.show_notices(tuple(notice for notice in outcome.notices if notice.severity is Severity.ERROR))
    names = [each for each in found if each.kind is EntryKind.NAME]
    words = [each for each in found if each.kind is not EntryKind.NAME]
    if names:
        typer.echo("\n".join(["names = [", *(f'  "{each.text}",  {_remark(each)}' for each in names), "]"]))
    if words:
        lines = (f'# "{each.text}" = "{each.form}"  {_remark(each)}' for each in words)
        typer.echo("\n".join(["", "[forms]", f"# {say('suggest-words')}", *lines]))
    if not found:
        typer.echo(say("suggest-nothing"), err=True)


def _remark(suggestion: "Suggestion") -> str:
    return f"# ×{suggestion.times} {say('suggest-now', now=suggestion.now)}"


def _entry(text: str, *, keep: bool) -> Entry:
    """The entry that `余仲安` or `软件园路=軟件園路` asks for."""
    simplified, sign, form = (part.strip() for part in text.partition("="))
    if len(simplified) < 2 or (sign and (keep or not form)) or "\n" in text:
        raise UsageError("cli.no-entry", text=text)
    if sign:
        return Entry(EntryKind.TERM, simplified, {Script.ZH_HANS: simplified, Script.ZH_HANT: form})
    return Entry(EntryKind.KEEP if keep else EntryKind.NAME, simplified)


def _add(folder: Path, entries: Sequence[Entry]) -> None:
    from bulletin.planning import add_entries, read_glossary

    file = _file_in(folder)
    known = {entry.text: entry for entry in read_glossary(file).value.entries} if file.exists() else {}
    new = [entry for entry in entries if entry.text not in known]
    other = [entry for entry in entries if entry.text in known and not _same(entry, known[entry.text])]
    for entry in entries:
        if entry in other:
            typer.echo(say("entry-differs", text=entry.text, file=file), err=True)
        elif entry.text in known:
            typer.echo(say("entry-known", text=entry.text), err=True)
    if new:
        add_entries(file, new)
    typer.echo(say("entries-added", count=len(new), file=file), err=True)
    raise typer.Exit(int(bool(other)))


def _same(one: Entry, other: Entry) -> bool:
    """Whether two entries of one text write it alike; a name's own form is not known here, and is taken as it stands."""
    return one.forms.get(Script.ZH_HANT, one.text) == other.forms.get(Script.ZH_HANT, other.text)


def _file_in(folder: Path) -> Path:
    """The glossary to write for `folder`: glossary.toml there, or the file that its bulletin.toml names; `folder`
    itself where it is a glossary. Raises UsageError `cli.no-glossary-folder`, `cli.glossary-is-table`."""
    from bulletin.planning import read_settings

    if not folder.is_dir():
        if folder.suffix.lower() != ".toml" or folder.name in _OTHER_FILES or not folder.parent.is_dir():
            raise UsageError("cli.no-glossary-folder", place=str(folder))
        return folder
    settings = read_settings(folder)
    is_named = settings.glossary is not None and settings.folder == folder.resolve()
    file = settings.glossary if settings.glossary and is_named else folder / "glossary.toml"
    if file.suffix.lower() == ".csv":
        raise UsageError("cli.glossary-is-table", place=str(file))
    return file


def _read(place: Path) -> "Outcome[Glossary]":
    """The glossary in force at `place`, an issue's folder or a periodical's, or the one in a file."""
    from bulletin.planning import glossary_files, read_glossary, read_settings

    if place.is_file() and place.name != "issue.toml":
        return read_glossary(place)
    folder = place if place.is_dir() else place.parent
    settings = read_settings(folder)
    return read_glossary(*glossary_files(folder, settings.folder, settings.glossary))
