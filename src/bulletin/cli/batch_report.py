"""What the editor sees of a batch. In: its plan, what became of it. Out: lines and a table on stderr, an exit code."""

import json

import typer
from rich.table import Table

from bulletin.cli import report
from bulletin.cli.language import LANGUAGE, say
from bulletin.press.batch import BatchMade
from bulletin.press.batch_plan import BatchPlan
from bulletin.press.editions import EditionMade

_STYLES = {"made": "green", "fresh": "dim", "failed": "bold red"}


def show_plan(plan: BatchPlan, *, as_json: bool) -> None:
    """Each edition, and why it would be made."""
    if as_json:
        editions = [
            {
                "name": edition.name,
                "state": "make" if edition.why else "fresh",
                "why": [{"kind": reason.kind, "what": reason.what} for reason in edition.why],
            }
            for edition in plan.editions
        ]
        notices = [report.notice_as_json(notice, LANGUAGE) for notice in plan.notices]
        typer.echo(json.dumps({"editions": editions, "notices": notices}, ensure_ascii=False, indent=2))
        return
    for edition in plan.editions:
        state = say("plan-make") if edition.why else say("plan-fresh")
        report.console.print(f"{edition.name}  {state}", style=None if edition.why else "dim", markup=False)
        for reason in edition.why:
            report.console.print(
                f"  {say(f'why-{reason.kind}', what=reason.what)}", style="dim", markup=False
            )
    report.show_notices(plan.notices)
    for issue in plan.unplanned:
        report.console.print(f"{issue}  {say('state-failed')}", style=_STYLES["failed"], markup=False)
    to_make = sum(bool(edition.why) for edition in plan.editions)
    fresh = len(plan.editions) - to_make
    report.console.print(say("plan-summary", make=to_make, fresh=fresh), style="dim")


def show(made: BatchMade) -> None:
    """A table of the editions, what needs a human eye, and how long it took."""
    table = Table(box=None, pad_edge=False, header_style="dim")
    for heading in ("edition", "state", "pages", "size", "seconds", "notices"):
        table.add_column(
            say(f"column-{heading}"), justify="left" if heading in ("edition", "state") else "right"
        )
    for edition in made.editions:
        table.add_row(*_row(edition), style=_STYLES[edition.state])
    report.console.print(table)
    report.show_grouped(made.by_issue)
    states = [edition.state for edition in made.editions]
    counts = {state: states.count(state) for state in ("made", "fresh", "failed")}
    report.console.print(say("batch-summary", seconds=f"{made.seconds:.1f}", **counts), style="dim")


def _row(edition: EditionMade) -> tuple[str, ...]:
    size = sum(artefact.bytes for artefact in edition.artefacts)
    severities = [notice.severity.value for notice in edition.notices]
    counts = [severities.count(severity) for severity in ("error", "warning", "info")]
    return (
        edition.name,
        say(f"state-{edition.state}"),
        str(max((artefact.pages for artefact in edition.artefacts), default=0)),
        f"{size / (1 << 20):.1f} MB",
        f"{edition.seconds:.1f}",
        "/".join(map(str, counts)),
    )


def exit_code(made: BatchMade, *, strict: bool) -> int:
    """3 nothing lies there; 1 something is missing, or any warning under `strict`; 0 otherwise."""
    if all(edition.state == "failed" for edition in made.editions):
        return 3
    return int(report.has_fatal(made.all_notices, strict=strict))
