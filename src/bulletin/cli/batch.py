"""`bulletin batch`: the issues of months and years, those that have changed."""

import datetime
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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

if TYPE_CHECKING:
    from bulletin.press.batch_plan import BatchOrder

FromOption = Annotated[
    str, typer.Option("--from", metavar="MONTH", help=say("opt-batch-from"), show_default=False)
]
ToOption = Annotated[str, typer.Option("--to", metavar="MONTH", help=say("opt-batch-to"), show_default=False)]
LastMonthOption = Annotated[bool, typer.Option("--last-month", help=say("opt-last-month"))]
ByOption = Annotated[By | None, typer.Option("--by", help=say("opt-by"), show_default=False)]
ClusterOption = Annotated[
    str, typer.Option("--cluster", metavar="ADDRESS", help=say("opt-cluster"), show_default=False)
]
PlanOption = Annotated[bool, typer.Option("--plan", help=say("opt-plan"))]
QuietOption = Annotated[bool, typer.Option("--quiet", help=say("opt-quiet"))]
BatchJsonOption = Annotated[bool, typer.Option("--json", help=say("opt-json-batch"))]


def batch(
    folder: PeriodicalArgument = None,
    first: FromOption = "",
    last: ToOption = "",
    last_month: LastMonthOption = False,
    by: ByOption = None,
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
    cluster: ClusterOption = "",
    output: OutputOption = None,
    force: ForceOption = False,
    plan: PlanOption = False,
    strict: StrictOption = False,
    quiet: QuietOption = False,
    as_json: BatchJsonOption = False,
) -> None:
    """Make what is not fresh and report on it; exits 0, 1 or 3 as `bulletin.cli.app` says."""
    from bulletin.library import Wanted
    from bulletin.planning import project_folder
    from bulletin.press.batch_plan import BatchOrder
    from bulletin.processes import processors

    if by is None and (section or source or tag or library):
        raise UsageError("cli.needs-by")
    since, until = _span(first, last, last_month=last_month)
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
    raise typer.Exit(_plan(order, as_json=as_json) if plan else _make(order, quiet=quiet, as_json=as_json))


def _span(first: str, last: str, *, last_month: bool) -> tuple[datetime.date | None, datetime.date | None]:
    """The days asked for. Raises UsageError `cli.last-month-alone`, `cli.backwards`."""
    if not last_month:
        since, until = first_day(first), last_day(last)
        if since and until and since > until:
            raise UsageError("cli.backwards", first=first, last=last)
        return since, until
    if first or last:
        raise UsageError("cli.last-month-alone")
    return days.last_month(days.today())


def _plan(order: "BatchOrder", *, as_json: bool) -> int:
    from bulletin.cli import batch_report
    from bulletin.press.batch import plan_batch

    batch_report.show_plan(plan_batch(order), as_json=as_json)
    return 0


def _make(order: "BatchOrder", *, quiet: bool, as_json: bool) -> int:
    from bulletin.cli import batch_report
    from bulletin.press.batch import batch_as_json, make_batch
    from bulletin.press.order import silent

    with report.progress() as step:
        made = make_batch(order, silent if quiet else step)
    if as_json:
        typer.echo(json.dumps(batch_as_json(made), ensure_ascii=False, indent=2))
    if quiet:
        errors = {
            issue: [notice for notice in notices if notice.severity == "error"]
            for issue, notices in made.by_issue.items()
        }
        report.show_grouped({issue: notices for issue, notices in errors.items() if notices})
    else:
        batch_report.show(made)
    return batch_report.exit_code(made, strict=order.strict)
