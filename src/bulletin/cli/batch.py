"""`bulletin batch`: the issues of months and years, those that have changed."""

import json
from pathlib import Path
from typing import Annotated

import typer

from bulletin.cli import days, report
from bulletin.cli.days import first_day, last_day
from bulletin.cli.language import say
from bulletin.cli.options import (
    EpubOption,
    ForceOption,
    JobsOption,
    KoboOption,
    LibraryOption,
    OutputOption,
    PdfOption,
    PeriodicalArgument,
    ScriptsOption,
    SectionOption,
    SourceOption,
    StrictOption,
    TagOption,
    ThemeOption,
    formats_of,
)
from bulletin.errors import UsageError
from bulletin.press.order import By


def batch(
    folder: PeriodicalArgument = None,
    first: Annotated[
        str, typer.Option("--from", metavar="MONTH", help=say("opt-batch-from"), show_default=False)
    ] = "",
    last: Annotated[
        str, typer.Option("--to", metavar="MONTH", help=say("opt-batch-to"), show_default=False)
    ] = "",
    last_month: Annotated[bool, typer.Option("--last-month", help=say("opt-last-month"))] = False,
    by: Annotated[By | None, typer.Option("--by", help=say("opt-by"), show_default=False)] = None,
    section: SectionOption = "",
    source: SourceOption = "",
    tag: TagOption = "",
    library: LibraryOption = None,
    pdf: PdfOption = False,
    epub: EpubOption = False,
    kobo: KoboOption = False,
    script: ScriptsOption = None,
    theme: ThemeOption = None,
    jobs: JobsOption = None,
    cluster: Annotated[
        str, typer.Option("--cluster", metavar="ADDRESS", help=say("opt-cluster"), show_default=False)
    ] = "",
    output: OutputOption = None,
    force: ForceOption = False,
    plan: Annotated[bool, typer.Option("--plan", help=say("opt-plan"))] = False,
    strict: StrictOption = False,
    quiet: Annotated[bool, typer.Option("--quiet", help=say("opt-quiet"))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=say("opt-json-batch"))] = False,
) -> None:
    """Make what is not fresh and report on it; exits 0, 1 or 3 as `bulletin.cli.app` says."""
    from bulletin.cli import batch_report
    from bulletin.library import Wanted
    from bulletin.planning import project_folder
    from bulletin.press.batch import batch_as_json, make_batch, plan_batch
    from bulletin.press.batch_plan import BatchOrder
    from bulletin.press.order import silent
    from bulletin.processes import processors

    if by is None and (section or source or tag or library):
        raise UsageError("cli.needs-by")
    if last_month and (first or last):
        raise UsageError("cli.last-month-alone")
    since, until = days.last_month(days.today()) if last_month else (first_day(first), last_day(last))
    where, into = folder or project_folder(Path.cwd()), output or Path("out")
    order = BatchOrder(
        # Workers of a cluster stand in folders of their own.
        folder=where.absolute() if cluster else where,
        output=into.absolute() if cluster else into,
        first=since,
        last=until,
        formats=formats_of(pdf=pdf, epub=epub, kobo=kobo),
        scripts=tuple(script or ()),
        theme=theme or "",
        processes=jobs or processors(),
        cluster=cluster,
        force=force,
        by=by,
        wanted=Wanted(section=section, source=source, tag=tag),
        library=library,
        strict=strict,
    )
    if plan:
        batch_report.show_plan(plan_batch(order), as_json=as_json)
        return
    with report.progress() as step:
        made = make_batch(order, silent if quiet else step)
    if as_json:
        typer.echo(json.dumps(batch_as_json(made), ensure_ascii=False, indent=2))
    if quiet:
        report.show_notices([notice for notice in made.all_notices if notice.severity == "error"])
    else:
        batch_report.show(made)
    raise typer.Exit(batch_report.exit_code(made, strict=strict))
