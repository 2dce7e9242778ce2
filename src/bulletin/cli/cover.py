"""`bulletin cover`: back, spine and front in one piece, as wide as the paper makes them."""

from pathlib import Path
from typing import Annotated

import typer

from bulletin.cli import report
from bulletin.cli.impose import (
    BarsOption,
    BleedOption,
    MarksOption,
    OutputFileOption,
    PdfXOption,
    ProfileOption,
    bleed_of,
)
from bulletin.cli.language import say
from bulletin.cli.report import console
from bulletin.errors import UsageError
from bulletin.pdf.imposition import PAPER_BULK


def cover(
    file: Annotated[Path, typer.Argument(metavar="FILE.pdf", help=say("arg-pdf"), show_default=False)],
    weight: Annotated[
        float, typer.Option("--weight", metavar="G", min=20, max=500, help=say("opt-weight"))
    ] = 80,
    paper: Annotated[
        str, typer.Option("--paper", metavar="|".join(PAPER_BULK), help=say("opt-stock"))
    ] = "offset",
    thickness: Annotated[
        float | None,
        typer.Option(
            "--thickness", metavar="MM", min=0.01, max=2, help=say("opt-thickness"), show_default=False
        ),
    ] = None,
    pages: Annotated[
        int | None, typer.Option("--pages", min=1, help=say("opt-block-pages"), show_default=False)
    ] = None,
    spine: Annotated[
        float | None,
        typer.Option("--spine", metavar="MM", min=0, max=200, help=say("opt-spine"), show_default=False),
    ] = None,
    title: Annotated[str, typer.Option("--title", help=say("opt-spine-title"), show_default=False)] = "",
    binding: Annotated[
        str, typer.Option("--binding", metavar="left|right", help=say("opt-binding"))
    ] = "left",
    marks: MarksOption = False,
    bleed: BleedOption = None,
    bars: BarsOption = False,
    pdf_x: PdfXOption = False,
    profile: ProfileOption = None,
    output: OutputFileOption = None,
) -> None:
    """Write the cover and say how wide its spine is; exits 1 if a notice is an error."""
    from bulletin.pdf.imposition import Cover
    from bulletin.press.files_guarded import cover_guarded

    if paper not in PAPER_BULK:
        raise UsageError("cli.no-such-stock", text=paper, known=", ".join(PAPER_BULK))
    if binding not in ("left", "right"):
        raise UsageError("cli.no-such-binding", binding=binding)
    job = Cover(
        thickness_mm=thickness or weight * PAPER_BULK[paper] / 1000,
        block_pages=pages,
        spine_mm=spine,
        title=title.strip(),
        right_bound=binding == "right",
        marks=marks,
        bleed_mm=bleed_of(bleed, marks=marks),
        bars=bars,
        pdf_x=pdf_x,
        profile=profile,
    )
    produced, width_mm = cover_guarded(file, job, output or file.with_suffix(".cover.pdf"))
    code = report.show_produced(produced)
    console.print(say("spine-width", width=f"{width_mm:.1f}", thickness=f"{job.thickness_mm:.3f}"))
    raise typer.Exit(code)
