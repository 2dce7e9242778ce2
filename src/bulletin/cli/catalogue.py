"""`bulletin catalogue`: a folder of e-books that an e-reader can subscribe to."""

from pathlib import Path
from typing import Annotated

import typer

from bulletin.cli import report
from bulletin.cli.language import say


def catalogue(
    folder: Annotated[
        Path,
        typer.Argument(metavar="FOLDER", help=say("arg-shelf"), show_default=False, exists=False),
    ],
    title: Annotated[str, typer.Option(help=say("opt-shelf-title"), show_default=False)] = "",
) -> None:
    """Write the catalogues and say what they list; exits 1 if a file could not be listed."""
    from bulletin.press.files_guarded import shelve_guarded

    shelved = shelve_guarded(folder, title)
    for path in shelved.paths:
        report.console.print(f"[green]✓[/] {path}")
    report.show_notices(shelved.notices)
    report.console.print(say("shelved", books=shelved.books), style="dim")
    raise typer.Exit(int(bool(shelved.notices)))
