"""`bulletin library check|backup|export|import`: the library as a whole."""

from pathlib import Path
from typing import Annotated

import typer

from bulletin.cli.language import say
from bulletin.cli.options import LibraryOption, library_folder

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)


@app.command(help=say("help-library-check"))
def check(library: LibraryOption = None) -> None:
    """Say what is wrong; exits 1 if anything is."""
    from bulletin.cli import shelf
    from bulletin.cli.report import show_notices
    from bulletin.library import open_library
    from bulletin.script import fold

    with open_library(library_folder(library), fold=fold) as opened:
        notices, articles = opened.check(), len(opened)
    show_notices(notices)
    if not notices:
        shelf.show_done("library-well", articles=articles)
    raise typer.Exit(int(any(notice.severity != "info" for notice in notices)))


@app.command(help=say("help-library-backup"))
def backup(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help=say("arg-backup"), show_default=False)],
    library: LibraryOption = None,
) -> None:
    """Copy the library."""
    from bulletin.cli import shelf
    from bulletin.library import open_library
    from bulletin.script import fold

    with open_library(library_folder(library), fold=fold) as opened:
        opened.backup(folder)
    shelf.show_done("written", path=folder)


@app.command(help=say("help-library-export"))
def export(
    file: Annotated[Path, typer.Argument(metavar="FILE.zip", help=say("arg-export"), show_default=False)],
    library: LibraryOption = None,
) -> None:
    """Write all articles to one file."""
    from bulletin.cli import shelf
    from bulletin.library import open_library
    from bulletin.script import fold

    with open_library(library_folder(library), fold=fold) as opened:
        opened.export(file)
    shelf.show_done("written", path=file)


@app.command("import", help=say("help-library-import"))
def import_(
    file: Annotated[Path, typer.Argument(metavar="FILE.zip", help=say("arg-import"), show_default=False)],
    library: LibraryOption = None,
) -> None:
    """Take in what another library has exported; exits 1 if an article was refused."""
    from collections import Counter

    from bulletin.cli import shelf
    from bulletin.cli.report import has_fatal, show_notices
    from bulletin.press.files_guarded import import_guarded

    outcome = import_guarded(library_folder(library), file)
    show_notices(outcome.notices)
    states = Counter(filed.state for filed in outcome.value)
    numbers = {"added": states["added"], "updated": states["updated"], "unchanged": states["unchanged"]}
    shelf.show_done("collected", articles=len(outcome.value), **numbers)
    raise typer.Exit(int(has_fatal(outcome.notices, strict=False)))
