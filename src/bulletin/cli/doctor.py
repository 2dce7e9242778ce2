"""`bulletin doctor`: what is installed, what is missing, what that costs and what mends it."""

import typer

from bulletin.cli.language import LANGUAGE, say
from bulletin.cli.report import console

_MARKS = {"ok": "[green]✓[/]", "warning": "[yellow]![/]", "missing": "[bold red]✗[/]"}


def doctor() -> None:
    """Print every finding; exits 1 if something the press cannot do without is missing."""
    from bulletin.press.health import examine

    findings = examine()
    for finding in findings:
        console.print(f"{_MARKS[finding.state]} {finding.message(LANGUAGE)}")
        if finding.state != "ok" and (hint := finding.hint(LANGUAGE)):
            console.print(f"    → {hint}", markup=False)
    broken = any(finding.state == "missing" for finding in findings)
    console.print(say("doctor-broken" if broken else "doctor-well"))
    raise typer.Exit(int(broken))
