"""`bulletin check`: an issue before it is printed, or a finished file against what it claims."""

import json
from pathlib import Path
from typing import Annotated

import typer

from bulletin.cli import report
from bulletin.cli.language import LANGUAGE, say


def check(
    targets: Annotated[
        list[Path], typer.Argument(metavar="ISSUE|FILE…", help=say("arg-check"), show_default=False)
    ],
    strict: Annotated[bool, typer.Option("--strict", help=say("opt-strict-check"))] = False,
    as_json: Annotated[bool, typer.Option("--json", help=say("opt-json-check"))] = False,
) -> None:
    """Report on each target; exits 1 if there is an error, or any warning under `--strict`."""
    from bulletin.press.guarded import check_guarded

    found = []
    for target in targets:
        with report.progress() as step:
            found.append(check_guarded(target, step))
    if as_json:
        values = [report.checked_as_json(checked, LANGUAGE) for checked in found]
        typer.echo(json.dumps(values, ensure_ascii=False, indent=2))
    for checked in found:
        report.show_checked(checked)
    notices = [notice for checked in found for notice in checked.notices]
    raise typer.Exit(int(report.has_fatal(notices, strict=strict)))
