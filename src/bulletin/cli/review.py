"""`bulletin review`: what of a conversion deserves a human eye, and what an editor decided of it."""

import time
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bulletin.cli import report
from bulletin.cli.language import LANGUAGE, say
from bulletin.cli.options import OpenOption, OutputOption, ScriptsOption
from bulletin.model import Severity, Tier


class Form(StrEnum):
    """What a review can be."""

    HTML = "html"
    JSON = "json"
    XLSX = "xlsx"


def review(
    target: Annotated[
        Path, typer.Argument(metavar="ISSUE", help=say("arg-issue-to-proof"), show_default=False)
    ],
    script: ScriptsOption = None,
    form: Annotated[Form, typer.Option("--format", help=say("opt-review-format"))] = Form.HTML,
    decisions: Annotated[
        Path | None,
        typer.Option("--decisions", metavar="FILE", help=say("opt-decisions"), show_default=False),
    ] = None,
    replace: Annotated[bool, typer.Option("--replace", help=say("opt-replace"))] = False,
    output: OutputOption = None,
    open_after: OpenOption = False,
) -> None:
    """Apply a file of decisions, or make the reviews; exits 0, 1 (clashes, errors) or 3 (nothing made)."""
    from bulletin.press.order import Order

    order = Order((target,), scripts=tuple(script or ()), output=output)
    if decisions is not None:
        from bulletin.press.deciding import apply_decisions

        applied = apply_decisions(order, decisions, replace_former=replace)
        report.show_notices(applied.notices)
        counts = say("decisions-added", decisions=applied.decisions, entries=applied.entries)
        report.console.print(counts, markup=False)
        raise typer.Exit(int(any(notice.severity is not Severity.INFO for notice in applied.notices)))
    from bulletin.press.guarded import make_reviews_guarded

    started = time.monotonic()
    with report.progress() as step:
        made = make_reviews_guarded(order, form.value, LANGUAGE, step)
    for path, each in zip(made.paths, made.reviews, strict=True):
        counts = say("review-counts", **{tier.value: each.count(tier) for tier in Tier}, decided=each.decided)
        report.console.print(f"[green]✓[/] {path}  [dim]{counts}[/]")
    raise typer.Exit(
        report.finish(made.paths, made.notices, time.monotonic() - started, open_after=open_after)
    )
