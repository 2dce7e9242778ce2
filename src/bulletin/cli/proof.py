"""`bulletin proof`: source and edition side by side, for whoever reads an edition before it is printed."""

import time
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bulletin.cli import report
from bulletin.cli.language import say
from bulletin.cli.options import OpenOption, OutputOption, ScriptsOption


class Form(StrEnum):
    """What a proof can be."""

    PDF = "pdf"
    HTML = "html"


def proof(
    target: Annotated[
        Path, typer.Argument(metavar="ISSUE", help=say("arg-issue-to-proof"), show_default=False)
    ],
    script: ScriptsOption = None,
    form: Annotated[Form, typer.Option("--format", help=say("opt-proof-format"))] = Form.PDF,
    output: OutputOption = None,
    open_after: OpenOption = False,
) -> None:
    """Make the proofs and report on them; exits 0, 1 or 3 as `bulletin make` does."""
    from bulletin.press.guarded import make_proofs_guarded
    from bulletin.press.order import Order

    started = time.monotonic()
    with report.progress() as step:
        made = make_proofs_guarded(
            Order((target,), scripts=tuple(script or ()), output=output), form.value, step
        )
    for path in made.paths:
        report.console.print(f"[green]✓[/] {path}")
    raise typer.Exit(
        report.finish(made.paths, made.notices, time.monotonic() - started, open_after=open_after)
    )
