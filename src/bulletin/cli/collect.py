"""`bulletin collect`: web pages, feeds, files and folders into the library."""

import datetime
import json
from typing import Annotated

import typer

from bulletin.cli import report
from bulletin.cli.language import LANGUAGE, say


def collect(
    sources: Annotated[
        list[str], typer.Argument(metavar="SOURCE…", help=say("arg-source"), show_default=False)
    ],
    section: Annotated[str, typer.Option(help=say("opt-section"), show_default=False)] = "",
    since: Annotated[
        datetime.datetime | None,
        typer.Option(
            metavar="DATE", formats=["%Y-%m-%d", "%Y-%m"], help=say("opt-since"), show_default=False
        ),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=say("opt-dry-run"))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=say("opt-collect-json"))] = False,
) -> None:
    """Collect and report; exits 0, 1 (something was left out) or 3 (nothing was found)."""
    from bulletin.cli import shelf
    from bulletin.press.collecting import Collection, look

    order = Collection(tuple(sources), section, since.date() if since else None)
    with report.progress() as step:
        collected = look(order, step)
    if as_json:
        found = [shelf.found_as_json(each, LANGUAGE) for each in collected.found]
        typer.echo(json.dumps({"articles": found}, ensure_ascii=False, indent=2))
    shelf.show_collected(collected)
    raise typer.Exit(shelf.exit_code(collected))
