"""`bulletin schedule`: what to install so that a computer collects, and makes last month's issue, by itself."""

import shlex
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from bulletin.cli.language import say
from bulletin.press.folders import LOG


class System(StrEnum):
    """Who keeps the time."""

    CRON = "cron"
    SYSTEMD = "systemd"
    WINDOWS = "windows"


def schedule(
    sources: Annotated[
        list[str] | None, typer.Argument(metavar="[SOURCE…]", help=say("arg-schedule-sources"))
    ] = None,
    system: Annotated[
        System | None, typer.Option("--for", help=say("opt-schedule-for"), show_default=False)
    ] = None,
    day: Annotated[int, typer.Option("--day", min=1, max=28, help=say("opt-schedule-day"))] = 1,
    hour: Annotated[int, typer.Option("--hour", min=0, max=23, help=say("opt-schedule-hour"))] = 6,
    from_files: Annotated[bool, typer.Option("--from-files", help=say("opt-from-files"))] = False,
) -> None:
    """Print it; nothing is installed."""
    from bulletin.planning import project_folder

    folder = project_folder(Path.cwd()).resolve()
    by = [] if from_files else ["--by", "month"]
    commands = [["collect", *sources]] if sources else []
    commands.append(["batch", "--last-month", *by])
    chosen = system or (System.WINDOWS if sys.platform == "win32" else System.CRON)
    program = [sys.executable, "-m", "bulletin"]
    lines = [[*program, *command] for command in commands]
    written = {System.CRON: _cron, System.SYSTEMD: _systemd, System.WINDOWS: _windows}[chosen]
    typer.echo(written(lines, folder, day, hour))
    typer.echo(say(f"schedule-{chosen.value}"), err=True)


def _cron(lines: list[list[str]], folder: Path, day: int, hour: int) -> str:
    """A line for `crontab -e` (crontab(5)): `%` ends a command there and is escaped."""
    # Collecting may fail for a site or two: the issue is made of what there is.
    told = "; ".join(map(shlex.join, lines))
    command = f"cd {shlex.quote(str(folder))} && {{ {told}; }} >>{LOG} 2>&1".replace("%", r"\%")
    return f"0 {hour} {day} * * {command}"


def _systemd(lines: list[list[str]], folder: Path, day: int, hour: int) -> str:
    """A service and its timer (systemd.service(5), systemd.timer(5)). `-` lets the next line run whatever became of one;
    a run that was missed because the machine was off is made up for."""
    runs = "\n".join(f"ExecStart=-{' '.join(map(_quoted, line))}" for line in lines)
    where = str(folder).replace("%", "%%")
    return f"""# ~/.config/systemd/user/bulletin.service
[Unit]
Description=bulletin: collect, then make last month

[Service]
Type=oneshot
WorkingDirectory={where}
{runs}

# ~/.config/systemd/user/bulletin.timer
[Unit]
Description=bulletin, every month

[Timer]
OnCalendar=*-*-{day:02} {hour:02}:00:00
Persistent=true

[Install]
WantedBy=timers.target"""


def _quoted(word: str) -> str:
    """A word of an ExecStart line, where `%` and `$` mean something (systemd.service(5), COMMAND LINES)."""
    plain = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{plain}"'


def _windows(lines: list[list[str]], folder: Path, day: int, hour: int) -> str:
    """Lines for PowerShell: a task that runs once a month (schtasks.exe)."""
    told = " & ".join(" ".join(f'"{word}"' for word in line) for line in lines)
    action = f'cmd /c "cd /d "{folder}" & {told}"'.replace("'", "''")
    quoted = action.replace('"', '\\"')
    return f"schtasks /Create /TN bulletin /SC MONTHLY /D {day} /ST {hour:02}:00 /TR '{quoted}'"
