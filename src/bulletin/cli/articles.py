"""`bulletin articles`, `search`, `show`, `remove`, `duplicates`: what the library has."""

import json
from typing import Annotated, Literal

import typer

from bulletin.cli.days import first_day, last_day
from bulletin.cli.language import say
from bulletin.cli.options import (
    JsonOption,
    LibraryOption,
    NumberArgument,
    NumbersArgument,
    SectionOption,
    SinceOption,
    SourceOption,
    TagOption,
    UntilOption,
    library_folder,
    number_of,
    numbers_of,
)


def articles(
    since: SinceOption = "",
    until: UntilOption = "",
    section: SectionOption = "",
    source: SourceOption = "",
    tag: TagOption = "",
    unused: Annotated[bool, typer.Option("--unused", help=say("opt-unused"))] = False,
    as_json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """List the articles wanted, newest first."""
    from bulletin.cli import shelf
    from bulletin.library import Wanted, open_library
    from bulletin.script import fold

    wanted = Wanted(first_day(since), last_day(until), section, source, tag, unused=unused)
    with open_library(library_folder(library), fold=fold) as opened:
        records = opened.find(wanted)
    if as_json:
        _print_json([shelf.record_as_json(record) for record in records])
    elif records:
        shelf.show_records(records)
    else:
        typer.echo(say("none-listed"), err=True)


def search(
    words: Annotated[list[str], typer.Argument(metavar="WORDS…", help=say("arg-words"), show_default=False)],
    within: Annotated[Literal["all", "title", "body"], typer.Option("--in", help=say("opt-in"))] = "all",
    since: SinceOption = "",
    until: UntilOption = "",
    section: SectionOption = "",
    source: SourceOption = "",
    tag: TagOption = "",
    limit: Annotated[int, typer.Option(min=1, help=say("opt-limit"))] = 50,
    as_json: JsonOption = False,
    library: LibraryOption = None,
) -> None:
    """Find articles by their words; exits 1 when there is none, as grep does."""
    from bulletin.cli import shelf
    from bulletin.library import Wanted, open_library
    from bulletin.script import fold

    wanted = Wanted(first_day(since), last_day(until), section, source, tag)
    with open_library(library_folder(library), fold=fold) as opened:
        hits = opened.search(" ".join(words), wanted, within=within, limit=limit)
    if as_json:
        _print_json([shelf.hit_as_json(hit) for hit in hits])
    elif hits:
        shelf.show_hits(hits)
    else:
        typer.echo(say("nothing-found", words=" ".join(words)), err=True)
    raise typer.Exit(int(not hits))


def show(number: NumberArgument, as_json: JsonOption = False, library: LibraryOption = None) -> None:
    """Show an article with all its fields."""
    from bulletin.cli import shelf
    from bulletin.library import open_library
    from bulletin.script import fold

    with open_library(library_folder(library), fold=fold) as opened:
        holding = opened.get(number_of(number))
    if as_json:
        typer.echo(json.dumps(shelf.holding_as_json(holding), ensure_ascii=False, indent=2))
    else:
        shelf.show_holding(holding)


def remove(
    numbers: NumbersArgument,
    library: LibraryOption = None,
) -> None:
    """Take articles out of the library, all or none."""
    from bulletin.cli import shelf
    from bulletin.library import open_library
    from bulletin.script import fold

    wanted = numbers_of(numbers)
    folder = library_folder(library)
    with open_library(folder, fold=fold) as opened:  # says that there is none, instead of making one
        titles = [opened.get(number).article.title for number in wanted]
    with open_library(folder, write=True, fold=fold) as opened:
        opened.remove(*wanted)
    for number, title in zip(wanted, titles, strict=True):
        shelf.show_done("removed", number=number, title=title)


def duplicates(as_json: JsonOption = False, library: LibraryOption = None) -> None:
    """List the groups of articles that nearly repeat one another."""
    from bulletin.cli import shelf
    from bulletin.library import open_library
    from bulletin.script import fold

    with open_library(library_folder(library), fold=fold) as opened:
        groups = opened.duplicates()
    if as_json:
        found = [[shelf.record_as_json(record) for record in group] for group in groups]
        typer.echo(json.dumps({"duplicates": found}, ensure_ascii=False, indent=2))
        return
    if not groups:
        typer.echo(say("none-alike"), err=True)
    for group in groups:
        shelf.show_records(group)
        shelf.out.print()


def _print_json(found: list[dict[str, object]]) -> None:
    typer.echo(json.dumps({"articles": found}, ensure_ascii=False, indent=2))
