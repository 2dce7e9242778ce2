"""What the editor sees of a run. In: what the press made. Out: lines on stderr, a JSON value, an exit code."""

import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from bulletin.cli.language import LANGUAGE, say
from bulletin.messages import Language
from bulletin.model import Artefact, Notice, Severity
from bulletin.press.order import Checked, Made, Order, Produced, Step

# stdout belongs to results (--json, convert); everything said to a person goes to stderr.
console = Console(stderr=True, highlight=False, soft_wrap=True)

_ALIKE_SHOWN: Final = 5
# Where a long web address begins, and how it ends: what lies between tells an editor nothing.
_LONG_ADDRESS: Final = re.compile(r"(https?://[^/\s]{1,40}/)[!-~]{32,}([!-~]{12})")
_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.INFO: "dim"}


@contextmanager
def progress() -> Iterator[Callable[[Step], None]]:
    """A progress bar on a terminal, silence elsewhere; yields what the press calls at each step."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn(say("remaining")),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(say("step-start"), total=None)

        def show_step(step: Step) -> None:
            if step.stage == "wait":
                console.print(say("step-wait", what=step.what), style="dim")
                return
            bar.update(
                task,
                description=say(f"step-{step.stage}", what=step.what),
                completed=step.done,
                total=step.total,
            )

        yield show_step


def renewed(order: Order, *, force: bool, as_json: bool) -> Made:
    """Make what of `order` is not fresh, and say what came of it. Raises as `bulletin.press.renewing.renew`."""
    from bulletin.press.foresight import Prospect, make_ready

    make_ready(Prospect(order.targets, order.output, len(order.scripts), order.processes))
    from bulletin.press.renewing import renew

    started = time.monotonic()
    with progress() as step:
        made = renew(order, step, force=force)
    if as_json:
        typer.echo(json.dumps(made_as_json(made, LANGUAGE), ensure_ascii=False, indent=2))
    show(made, time.monotonic() - started)
    return made


def show(made: Made, seconds: float) -> None:
    """The files, what needs a human eye, and how long it took; of those that are fresh, that they are."""
    for artefact in made.artefacts:
        is_fresh = artefact.path in made.fresh
        mark = f"[dim]=[/] {_line(artefact)}  [dim]{say('state-fresh')}[/]"
        console.print(mark if is_fresh else f"[green]✓[/] {_line(artefact)}", style=None)
    show_notices(made.notices)
    count = len(made.artefacts) - len(made.fresh)
    if made.fresh and not count:
        console.print(say("summary-fresh", seconds=f"{seconds:.1f}"), style="dim")
    else:
        console.print(say("summary", files=count, seconds=f"{seconds:.1f}"), style="dim")


def show_notices(notices: Sequence[Notice]) -> None:
    """How many of each severity, and each with its hint, those of one kind together; nothing when there are none."""
    show_grouped({"": notices})


def show_grouped(groups: Mapping[str, Sequence[Notice]]) -> None:
    """As `show_notices`, of all groups; a group that has a name is headed by it."""
    counts = Counter(notice.severity for notices in groups.values() for notice in notices)
    if counts:
        console.print(say("notices", **{severity.value: counts[severity] for severity in Severity}))
    for name, notices in groups.items():
        if name:
            console.print(name, style="bold", markup=False)
        alike: dict[tuple[str, str], list[Notice]] = {}
        for notice in notices:
            alike.setdefault((notice.article, notice.hint(LANGUAGE)), []).append(notice)
        for group in alike.values():
            _show_alike(group)


def finish(paths: Sequence[Path], notices: Sequence[Notice], seconds: float, *, open_after: bool) -> int:
    """The notices of a run that made `paths`, how long it took, and the first of them opened if that is wished.

    The exit code is 3 if nothing was made, 1 if something is missing, 0 otherwise."""
    show_notices(notices)
    console.print(say("summary", files=len(paths), seconds=f"{seconds:.1f}"), style="dim")
    if open_after and paths:
        typer.launch(str(paths[0]))
    return int(has_fatal(notices, strict=False)) if paths else 3


def show_produced(produced: Produced) -> int:
    """A file for the printing house and its notices; the exit code is 1 if one of them is an error."""
    facts = _facts(say("sides", sides=produced.sides), produced.bytes, produced.seconds)
    console.print(f"[green]✓[/] {produced.path}  [dim]{facts}[/]", style=None)
    show_notices(produced.notices)
    return int(has_fatal(produced.notices, strict=False))


def show_checked(checked: Checked) -> None:
    """What was found in a target, what is silenced and why, and a word when all is well."""
    console.print(str(checked.target), style="bold", markup=False)
    show_notices(checked.notices)
    for notice, reason in checked.silenced:
        console.print(f"  {say('silenced', code=notice.code, reason=reason)}", style="dim", markup=False)
    if not has_fatal(checked.notices, strict=True):
        console.print(f"[green]✓[/] {say('check-well')}")


def checked_as_json(checked: Checked, language: Language) -> dict[str, object]:
    """A target, its notices and those silenced, as `check --json` prints them."""
    return {
        "target": str(checked.target),
        "notices": [notice_as_json(notice, language) for notice in checked.notices],
        "silenced": [
            {**notice_as_json(notice, language), "reason": reason} for notice, reason in checked.silenced
        ],
    }


def made_as_json(made: Made, language: Language) -> dict[str, object]:
    """`artefacts` and `notices` as the command's `--json` prints them."""
    return {
        "artefacts": [
            {
                "path": str(artefact.path),
                **artefact.facts,
                "fresh": artefact.path in made.fresh,
            }
            for artefact in made.artefacts
        ],
        "notices": [notice_as_json(notice, language) for notice in made.notices],
    }


def notice_as_json(notice: Notice, language: Language) -> dict[str, object]:
    """A notice as every `--json` prints it."""
    return {
        "code": notice.code,
        "severity": notice.severity.value,
        "message": notice.message(language),
        "article": notice.article,
        "place": notice.place,
        "hint": notice.hint(language),
    }


def exit_code(made: Made, *, strict: bool) -> int:
    """3 nothing made; 1 something is missing, or any warning under `strict`; 0 otherwise."""
    if not made.artefacts:
        return 3
    return int(has_fatal(made.notices, strict=strict))


def has_fatal(notices: Sequence[Notice], *, strict: bool) -> bool:
    """True if one of them is an error, or a warning under `strict`."""
    fatal = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(notice.severity in fatal for notice in notices)


def _line(artefact: Artefact) -> str:
    pages = say("pages", pages=artefact.pages) if artefact.pages else ""
    return f"{artefact.path}  [dim]{_facts(pages, artefact.bytes, artefact.seconds)}[/]"


def _facts(count: str, size: int, seconds: float) -> str:
    """How many pages, how large, how long."""
    return "  ".join(filter(None, (count, room(size), f"{seconds:.1f} s")))


def room(size: int) -> str:
    """How much room so many bytes take, as a person says it."""
    return f"{size / 1024:.0f} KB" if size < 1 << 20 else f"{size / (1 << 20):.1f} MB"


def _show_alike(notices: Sequence[Notice]) -> None:
    """Notices of one article that one hint mends: a line each, no more than an eye can take in, and the hint once."""
    for notice in notices[:_ALIKE_SHOWN]:
        message = _LONG_ADDRESS.sub(r"\1…\2", notice.message(LANGUAGE))
        where = " · ".join(part for part in (notice.article, notice.place) if part and part not in message)
        console.print(
            f"  {say(f'severity-{notice.severity.value}')}", style=_STYLES[notice.severity], end=" "
        )
        console.print(f"{where}: " if where else "", message, sep="", markup=False)
    if (unseen := len(notices) - _ALIKE_SHOWN) > 0:
        console.print(f"  {say('more-alike', count=unseen)}", style="dim")
    if hint := notices[0].hint(LANGUAGE):
        console.print(f"      → {hint}", style="dim", markup=False)
