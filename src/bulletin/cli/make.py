"""`bulletin make`: an issue, or loose article files, into PDF and EPUB."""

from pathlib import Path
from typing import Annotated

import typer

from bulletin.cli import report
from bulletin.cli.language import say
from bulletin.cli.options import (
    EpubOption,
    ForceOption,
    JobsOption,
    KoboOption,
    MadeJsonOption,
    OpenOption,
    OutputOption,
    PdfOption,
    ScriptsOption,
    StrictOption,
    ThemeOption,
    formats_of,
)
from bulletin.errors import UsageError


def make(
    targets: Annotated[
        list[Path], typer.Argument(metavar="TARGET…", help=say("arg-target"), show_default=False)
    ],
    pdf: PdfOption = False,
    epub: EpubOption = False,
    kobo: KoboOption = False,
    script: ScriptsOption = None,
    theme: ThemeOption = None,
    vertical: Annotated[bool, typer.Option("--vertical", help=say("opt-vertical"))] = False,
    title: Annotated[str | None, typer.Option(help=say("opt-title"), show_default=False)] = None,
    output: OutputOption = None,
    bleed: Annotated[
        float | None,
        typer.Option("--bleed", metavar="MM", min=0, max=20, help=say("opt-make-bleed"), show_default=False),
    ] = None,
    jobs: JobsOption = None,
    attach: Annotated[bool, typer.Option("--attach", help=say("opt-attach"))] = False,
    force: ForceOption = False,
    strict: StrictOption = False,
    as_json: MadeJsonOption = False,
    open_after: OpenOption = False,
) -> None:
    """Make the artefacts and report on them; exits 0, 1 or 3 as `bulletin.cli.app` says."""
    from bulletin.press.order import Order

    order = Order(
        tuple(targets),
        formats_of(pdf=pdf, epub=epub, kobo=kobo),
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
    made = report.renewed(order, force=force, as_json=as_json)
    if open_after and made.artefacts:
        typer.launch(str(made.artefacts[0].path))
    raise typer.Exit(report.exit_code(made, strict=strict))
