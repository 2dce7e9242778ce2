"""`bulletin bind`: the issues of a year, or of some months, in one volume."""

from pathlib import Path
from typing import Annotated

import typer

from bulletin.cli import report
from bulletin.cli.days import first_day, last_day
from bulletin.cli.language import say
from bulletin.cli.options import (
    EpubOption,
    ForceOption,
    JobsOption,
    KoboOption,
    MadeJsonOption,
    OutputOption,
    PdfOption,
    PeriodicalArgument,
    ScriptsOption,
    StrictOption,
    formats_of,
)
from bulletin.errors import UsageError


def bind(
    span: Annotated[str, typer.Argument(metavar="YEAR|FROM..TO", help=say("arg-span"), show_default=False)],
    folder: PeriodicalArgument = None,
    theme: Annotated[str, typer.Option(help=say("opt-theme"))] = "anthology",
    title: Annotated[str, typer.Option(help=say("opt-volume-title"), show_default=False)] = "",
    from_library: Annotated[bool, typer.Option("--from-library", help=say("opt-from-library"))] = False,
    pdf: PdfOption = False,
    epub: EpubOption = False,
    kobo: KoboOption = False,
    script: ScriptsOption = None,
    output: OutputOption = None,
    jobs: JobsOption = None,
    force: ForceOption = False,
    strict: StrictOption = False,
    as_json: MadeJsonOption = False,
) -> None:
    """Bind the volume and report on it; exits 0, 1 or 3 as `bulletin.cli.app` says."""
    from bulletin.planning import LIBRARY_FOLDER, project_folder
    from bulletin.press.library_issues import span_name
    from bulletin.press.order import Order, Volume

    begin, _, end = span.partition("..")
    first, last = first_day(begin), last_day(end or begin)
    if first is None or last is None or last < first:
        raise UsageError("cli.bad-span", text=span)
    where = folder or project_folder(Path.cwd())
    name = span_name(first, last)
    library = project_folder(where) / LIBRARY_FOLDER if from_library else None
    volume = Volume(f"{name}-bound", title.strip() or _title(name), first, last, library)
    order = Order(
        (where,),
        formats_of(pdf=pdf, epub=epub, kobo=kobo),
        tuple(script or ()),
        theme,
        output=output,
        processes=jobs or 0,
        volume=volume,
        strict=strict,
    )
    made = report.renewed(order, force=force, as_json=as_json)
    raise typer.Exit(report.exit_code(made, strict=strict))


def _title(name: str) -> str:
    """2026年合订本, 2026年1月—6月合订本: printed, so in Chinese whatever language we speak; each edition converts it."""
    words = [_in_words(part) for part in name.split("--")]
    if len(words) > 1:
        year = words[0].partition("年")[0]
        words[1] = words[1].removeprefix(f"{year}年")
    return f"{'—'.join(words)}合订本"


def _in_words(name: str) -> str:
    """2026 → 2026年, 2026-03 → 2026年3月, 2026-03-05 → 2026年3月5日."""
    return "".join(f"{int(part)}{unit}" for part, unit in zip(name.split("-"), "年月日", strict=False))
