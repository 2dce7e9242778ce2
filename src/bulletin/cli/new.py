"""`bulletin new`: a folder with a periodical that can be made at once."""

import datetime
from pathlib import Path
from typing import Annotated

import typer

from bulletin.cli.language import LANGUAGE, say
from bulletin.cli.options import typed


def new(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help=say("arg-folder"), show_default=False)],
    name: Annotated[str | None, typer.Option(help=say("opt-name"), show_default=False)] = None,
) -> None:
    """Write the scaffold and say what to do next."""
    from bulletin.planning import new_periodical

    today = datetime.datetime.now().astimezone().date()
    written = new_periodical(folder, name, language=LANGUAGE, today=today)
    for path in written:
        typer.echo(f"  {path}", err=True)
    issue = next(path.parent for path in written if path.name == "issue.toml")
    typer.echo(say("new-made", folder=folder, issue=typed(issue)), err=True)
