"""`bulletin preview`: pictures of the pages, on a sheet, in the terminal, or in a browser that follows one's work."""

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bulletin.cli import report
from bulletin.cli.language import LANGUAGE, say
from bulletin.cli.options import ScriptsOption, ThemeOption
from bulletin.cli.report import console
from bulletin.errors import UsageError

if TYPE_CHECKING:
    from PIL import Image

    from bulletin.press.order import Order

_LOOK_SECONDS = 0.25
_SETTLE_SECONDS = 0.1  # an editor writes a file in several steps


def preview(
    targets: Annotated[
        list[Path], typer.Argument(metavar="TARGET…", help=say("arg-target"), show_default=False)
    ],
    script: ScriptsOption = None,
    theme: ThemeOption = None,
    output: Annotated[Path | None, typer.Option(help=say("opt-sheet-folder"), show_default=False)] = None,
    columns: Annotated[int, typer.Option(min=1, max=20, help=say("opt-columns"))] = 6,
    width: Annotated[int, typer.Option(min=40, max=1000, help=say("opt-page-width"))] = 220,
    watch: Annotated[bool, typer.Option("--watch", help=say("opt-watch"))] = False,
    port: Annotated[int, typer.Option(min=0, max=65535, help=say("opt-port"))] = 0,
) -> None:
    """Show the pages; exits 0 when pages were shown or watching was ended, 3 when there are none."""
    from bulletin.press.order import Order

    order = Order(tuple(targets), scripts=tuple(script or ()), theme=theme)
    if watch:
        _watch(order, port)
        return
    from bulletin.press.preview import preview as press_preview
    from bulletin.press.preview import save_sheet

    with report.progress() as step:
        previews = press_preview(order, step)
    shown = [edition for edition in previews if edition.pages]
    for edition in shown:
        path = (output or Path("out")) / f"{edition.name}.png"
        sheet = save_sheet(edition, path, columns=columns, width_px=width)
        _draw(sheet)
        console.print(f"[green]✓[/] {path}  [dim]{say('pages', pages=edition.pages)}[/]")
    report.show_notices(previews[0].notices)
    raise typer.Exit(0 if shown else 3)


def _watch(order: "Order", port: int) -> None:
    """Make, show, and make again whatever changes, until Ctrl-C."""
    from bulletin.press.foresight import let_go, stand_by

    stand_by()
    from bulletin.press.preview import attempted
    from bulletin.press.showing import Stage, serving
    from bulletin.press.watching import snapshot, watched_folders

    stage = Stage(LANGUAGE)
    folders = watched_folders(order.targets)
    try:
        with serving(stage, port):
            console.print(say("watching", address=stage.address))
            seen = None
            while True:
                now = snapshot(folders)
                if now != seen:
                    time.sleep(_SETTLE_SECONDS if seen is not None else 0)
                    seen = snapshot(folders)
                    started = time.monotonic()
                    previews = attempted(order)
                    stage.show(previews)
                    stand_by()
                    pages = sum(edition.pages for edition in previews)
                    console.print(
                        say("remade", pages=pages, seconds=f"{time.monotonic() - started:.1f}"), style="dim"
                    )
                time.sleep(_LOOK_SECONDS)
    except OSError as error:
        raise UsageError("cli.port-taken", port=port, reason=error) from error
    except KeyboardInterrupt:
        console.print(say("watch-ended"))
    finally:
        let_go()


def _draw(sheet: "Image.Image") -> None:
    """Show a picture where the terminal can: as pixels (kitty, iTerm, sixel) or in half blocks."""
    if not console.is_terminal:
        return
    from textual_image.renderable import Image

    console.print(Image(sheet, width="auto", height="auto"))
