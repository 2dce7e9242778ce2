"""`bulletin make`: an issue, or loose article files, into PDF and EPUB."""

import json
import time
from pathlib import Path
from typing import Annotated

import typer

from bulletin.cli import report
from bulletin.cli.language import LANGUAGE, say
from bulletin.errors import UsageError
from bulletin.model import Format, Script


def make(
    targets: Annotated[
        list[Path], typer.Argument(metavar="TARGET…", help=say("arg-target"), show_default=False)
    ],
    pdf: Annotated[bool, typer.Option("--pdf", help=say("opt-pdf"))] = False,
    epub: Annotated[bool, typer.Option("--epub", help=say("opt-epub"))] = False,
    kobo: Annotated[bool, typer.Option("--kobo", help=say("opt-kobo"))] = False,
    script: Annotated[
        list[Script] | None, typer.Option("--script", help=say("opt-script"), show_default=False)
    ] = None,
    theme: Annotated[str | None, typer.Option(help=say("opt-theme"), show_default=False)] = None,
    vertical: Annotated[bool, typer.Option("--vertical", help=say("opt-vertical"))] = False,
    title: Annotated[str | None, typer.Option(help=say("opt-title"), show_default=False)] = None,
    output: Annotated[Path | None, typer.Option(help=say("opt-output"), show_default=False)] = None,
    bleed: Annotated[
        float | None,
        typer.Option("--bleed", metavar="MM", min=0, max=20, help=say("opt-make-bleed"), show_default=False),
    ] = None,
    jobs: Annotated[
        int | None, typer.Option("--jobs", metavar="N", min=1, help=say("opt-jobs"), show_default=False)
    ] = None,
    attach: Annotated[bool, typer.Option("--attach", help=say("opt-attach"))] = False,
    force: Annotated[bool, typer.Option("--force", help=say("opt-force"))] = False,
    strict: Annotated[bool, typer.Option("--strict", help=say("opt-strict"))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=say("opt-json"))] = False,
    open_after: Annotated[bool, typer.Option("--open", help=say("opt-open"))] = False,
) -> None:
    """Make the artefacts and report on them; exits 0, 1 or 3 as `bulletin.cli.app` says."""
    from bulletin.press.order import Order
    from bulletin.press.renewing import renew

    asked = ((Format.PDF, pdf), (Format.EPUB, epub), (Format.KEPUB, kobo))
    formats = tuple(form for form, wanted in asked if wanted)
    order = Order(
        tuple(targets),
        formats,
        tuple(script or ()),
        theme,
        title,
        output,
        bleed_mm=bleed,
        attach=attach or None,
        vertical=vertical,
        strict=strict,
        processes=jobs or 0,
    )
    if title is not None and not title.strip():
        raise UsageError("cli.empty-title")
    started = time.monotonic()
    with report.progress() as step:
        made = renew(order, step, force=force)
    if as_json:
        typer.echo(json.dumps(report.as_json(made, LANGUAGE), ensure_ascii=False, indent=2))
    report.show(made, time.monotonic() - started)
    if open_after and made.artefacts:
        typer.launch(str(made.artefacts[0].path))
    raise typer.Exit(report.exit_code(made, strict=strict))
