"""`bulletin collect`: web pages, feeds, files and folders into the library."""

import json
from typing import TYPE_CHECKING, Annotated

import typer

from bulletin.cli import report
from bulletin.cli.days import first_day
from bulletin.cli.language import LANGUAGE, say
from bulletin.cli.options import LibraryOption, SinceOption, library_folder

if TYPE_CHECKING:  # that room is imported when the command runs
    from bulletin.collect.web import Rules


def collect(
    sources: Annotated[
        list[str], typer.Argument(metavar="SOURCE…", help=say("arg-source"), show_default=False)
    ],
    section: Annotated[str, typer.Option(help=say("opt-section"), show_default=False)] = "",
    tag: Annotated[list[str] | None, typer.Option(help=say("opt-tag"), show_default=False)] = None,
    since: SinceOption = "",
    is_list: Annotated[bool, typer.Option("--list", help=say("opt-list"))] = False,
    pages: Annotated[int, typer.Option(min=1, help=say("opt-pages"))] = 1,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=say("opt-dry-run"))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=say("opt-json-articles"))] = False,
    offline: Annotated[bool, typer.Option("--offline", help=say("opt-offline"))] = False,
    allow_private: Annotated[bool, typer.Option("--allow-private", help=say("opt-allow-private"))] = False,
    library: LibraryOption = None,
) -> None:
    """Collect and report; exits 0, 1 (a source failed) or 3 (nothing was found)."""
    from bulletin.cli import shelf
    from bulletin.press import collecting
    from bulletin.press.reading_guarded import read_guarded
    from bulletin.press.sources import Collection

    order = Collection(
        sources=tuple(sources),
        section=section,
        tags=tuple(tag or ()),
        since=first_day(since),
        is_list=is_list or pages > 1,
        pages=pages,
        rules=_rules(offline=offline, allow_private=allow_private),
    )
    folder = library_folder(library)
    if library is None and not dry_run:
        shelf.tell_where(folder, folder.parent)
    with report.progress() as step:
        collected = (collecting.look if dry_run else collecting.collect)(order, folder, step, read_guarded)
    if as_json:
        found = [shelf.found_as_json(each, LANGUAGE) for each in collected.found]
        typer.echo(json.dumps({"articles": found}, ensure_ascii=False, indent=2))
    shelf.show_collected(collected)
    raise typer.Exit(shelf.exit_code(collected))


def _rules(*, offline: bool, allow_private: bool) -> "Rules":
    """The fetcher's rules; the servers of an intranet listen where they like."""
    from bulletin.collect.web import Rules

    if allow_private:
        return Rules(offline=offline, allow_private=True, ports=frozenset(range(1, 1 << 16)))
    return Rules(offline=offline)
