"""Options that several commands share. In: what was typed. Out: paths and numbers."""

import re
from pathlib import Path
from typing import Annotated

import typer

from bulletin.cli.language import say
from bulletin.errors import UsageError
from bulletin.model import Format, Script

# What is to be made, and how a run that makes it behaves.
PdfOption = Annotated[bool, typer.Option("--pdf", help=say("opt-pdf"))]
EpubOption = Annotated[bool, typer.Option("--epub", help=say("opt-epub"))]
KoboOption = Annotated[bool, typer.Option("--kobo", help=say("opt-kobo"))]
ScriptsOption = Annotated[
    list[Script] | None, typer.Option("--script", help=say("opt-script"), show_default=False)
]
ThemeOption = Annotated[str | None, typer.Option("--theme", help=say("opt-theme"), show_default=False)]
OutputOption = Annotated[Path | None, typer.Option("--output", help=say("opt-output"), show_default=False)]
JobsOption = Annotated[
    int | None, typer.Option("--jobs", metavar="N", min=1, help=say("opt-jobs"), show_default=False)
]
ForceOption = Annotated[bool, typer.Option("--force", help=say("opt-force"))]
StrictOption = Annotated[bool, typer.Option("--strict", help=say("opt-strict"))]
MadeJsonOption = Annotated[bool, typer.Option("--json", help=say("opt-json"))]
OpenOption = Annotated[bool, typer.Option("--open", help=say("opt-open"))]
PeriodicalArgument = Annotated[
    Path | None, typer.Argument(metavar="[FOLDER]", help=say("arg-periodical"), show_default=False)
]

# Which articles of the library.
LibraryOption = Annotated[
    Path | None, typer.Option("--library", metavar="FOLDER", help=say("opt-library"), show_default=False)
]
JsonOption = Annotated[bool, typer.Option("--json", help=say("opt-json-articles"))]
SectionOption = Annotated[str, typer.Option("--section", help=say("opt-in-section"), show_default=False)]
SourceOption = Annotated[str, typer.Option("--source", help=say("opt-from-source"), show_default=False)]
TagOption = Annotated[str, typer.Option("--tag", help=say("opt-with-tag"), show_default=False)]
SinceOption = Annotated[
    str, typer.Option("--since", metavar="DATE", help=say("opt-since"), show_default=False)
]
UntilOption = Annotated[
    str, typer.Option("--until", metavar="DATE", help=say("opt-until"), show_default=False)
]
NumbersArgument = Annotated[
    list[str], typer.Argument(metavar="ID…", help=say("arg-numbers"), show_default=False)
]
NumberArgument = Annotated[str, typer.Argument(metavar="ID", help=say("arg-number"), show_default=False)]


def formats_of(*, pdf: bool, epub: bool, kobo: bool) -> tuple[Format, ...]:
    """The formats that were asked for; none leaves the choice to bulletin.toml."""
    asked = ((Format.PDF, pdf), (Format.EPUB, epub), (Format.KEPUB, kobo))
    return tuple(form for form, wanted in asked if wanted)


def library_folder(choice: Path | None) -> Path:
    """Where the library lies: as chosen, else the folder `library` of the periodical we are in."""
    from bulletin.planning import LIBRARY_FOLDER, project_folder

    return choice or project_folder(Path.cwd()) / LIBRARY_FOLDER


def numbers_of(texts: list[str]) -> list[int]:
    """The numbers of articles as they may be typed: 12, #12, 12-15. Raises UsageError `cli.not-a-number`, and
    `cli.numbers-backwards` for 15-12."""
    numbers: list[int] = []
    for text in texts:
        first, dash, last = text.partition("-")
        if dash and number_of(first) > number_of(last):
            raise UsageError("cli.numbers-backwards", text=text)
        numbers += range(number_of(first), number_of(last) + 1) if dash else [number_of(text)]
    return list(dict.fromkeys(numbers))


def number_of(text: str) -> int:
    """The number of an article as it may be typed: 12, #12. Raises UsageError `cli.not-a-number`."""
    found = re.fullmatch(r"#?(\d{1,9})", text.strip())
    if found is None:
        raise UsageError("cli.not-a-number", text=text)
    return int(found[1])


def typed(path: Path | str) -> str:
    """A path as it can be typed at a prompt: in quotation marks where a space or a mark would part or change it."""
    text = str(path)
    return text if re.fullmatch(r"[\w./\\:@%+=,~-]+", text) else f'"{text}"'
