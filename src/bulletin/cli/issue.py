"""`bulletin issue new|add|move|drop|from`: choose articles and write issue.toml."""

import datetime
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bulletin.cli.days import first_day, last_day
from bulletin.cli.language import LANGUAGE, say
from bulletin.cli.options import LibraryOption, SourceOption, TagOption, library_folder, numbers_of, typed
from bulletin.errors import UsageError

if TYPE_CHECKING:  # that room is imported when a command runs
    from bulletin.press.issues import Changed

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

IssueOption = Annotated[
    Path | None, typer.Option("--issue", metavar="FOLDER", help=say("opt-issue"), show_default=False)
]
IntoOption = Annotated[str | None, typer.Option("--section", help=say("opt-into"), show_default=False)]
AtOption = Annotated[int | None, typer.Option("--at", min=1, help=say("opt-at"), show_default=False)]
What = Annotated[list[str], typer.Argument(metavar="ID|FILE…", help=say("arg-what"), show_default=False)]


@app.command(help=say("help-issue-new"))
def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help=say("arg-issue-name"), show_default=False)],
    number: Annotated[int | None, typer.Option(min=1, help=say("opt-number"), show_default=False)] = None,
    date: Annotated[str, typer.Option(metavar="DATE", help=say("opt-date"), show_default=False)] = "",
) -> None:
    """Write the folder of a new issue."""
    from bulletin.cli import shelf
    from bulletin.planning import current_issue, file_stem, project_folder
    from bulletin.press.issues import start_issue

    # As every file system takes it: the folder may go to another machine.
    if file_stem(name) != unicodedata.normalize("NFC", name):
        raise UsageError("cli.bad-issue-name", name=name)
    project = project_folder(Path.cwd())
    shelf.tell_where(project / name, project)
    issue = start_issue(Path.cwd(), name, _day(name, date), number=number, language=LANGUAGE)
    is_meant = current_issue(Path.cwd()).resolve() == issue.resolve()
    command = "bulletin issue add" if is_meant else f"bulletin issue add {typed(issue.name)}"
    shelf.show_done("issue-started", issue=issue.name, command=command)


@app.command(help=say("help-issue-add"))
def add(
    what: What,
    section: IntoOption = None,
    at: AtOption = None,
    issue: IssueOption = None,
    library: LibraryOption = None,
) -> None:
    """List articles in an issue."""
    from bulletin.press import issues

    folder, what = _named(issue, what)
    _show(issues.add(folder, what, library_folder(library), section=section, at=at), "issue-added")


@app.command(help=say("help-issue-move"))
def move(
    what: Annotated[str, typer.Argument(metavar="ID|FILE", help=say("arg-what"), show_default=False)],
    section: IntoOption = None,
    at: AtOption = None,
    issue: IssueOption = None,
    library: LibraryOption = None,
) -> None:
    """Put an article elsewhere in its issue."""
    from bulletin.press import issues

    _show(issues.move(_issue(issue), what, library_folder(library), section=section, at=at), "issue-moved")


@app.command(help=say("help-issue-drop"))
def drop(what: What, issue: IssueOption = None, library: LibraryOption = None) -> None:
    """Take articles off an issue's list."""
    from bulletin.press import issues

    folder, what = _named(issue, what)
    _show(issues.drop(folder, what, library_folder(library)), "issue-dropped")


@app.command("from", help=say("help-issue-from"))
def from_(
    month: Annotated[
        str, typer.Option("--month", metavar="2026-03", help=say("opt-month"), show_default=False)
    ],
    section: Annotated[str, typer.Option("--section", help=say("opt-in-section"), show_default=False)] = "",
    source: SourceOption = "",
    tag: TagOption = "",
    issue: IssueOption = None,
    library: LibraryOption = None,
) -> None:
    """List every article of a month that no issue has yet."""
    from bulletin.library import Wanted
    from bulletin.press import issues

    wanted = Wanted(first_day(month), last_day(month), section, source, tag, unused=True)
    _show(issues.fill(issue or _issue_of(month), wanted, library_folder(library)), "issue-added")


def _issue_of(month: str) -> Path:
    """The issue we are in, else the one named after the month, else the last."""
    from bulletin.planning import current_issue, issues_inside, project_folder

    here = current_issue(Path.cwd())
    if Path.cwd().is_relative_to(here.resolve()):
        return here
    return next((issue for issue in issues_inside(project_folder(Path.cwd())) if issue.name == month), here)


def _issue(choice: Path | None) -> Path:
    from bulletin.planning import current_issue

    return current_issue(Path.cwd()) if choice is None else choice


def _named(choice: Path | None, what: list[str]) -> tuple[Path, list[str]]:
    """The issue and the articles: who types the issue first, as for `issue new`, means it."""
    first = Path(what[0])
    if choice is None and len(what) > 1 and (first / "issue.toml").is_file():
        return first, _each(what[1:])
    return _issue(choice), _each(what)


def _each(what: list[str]) -> list[str]:
    """The articles one by one: `12-15` is a run of numbers unless a file is called so."""
    runs = (re.fullmatch(r"#?\d{1,9}-\d{1,9}", each) and not Path(each).exists() for each in what)
    return [
        one
        for each, run in zip(what, runs, strict=True)
        for one in (map(str, numbers_of([each])) if run else [each])
    ]


def _day(name: str, date: str) -> datetime.date:
    """The day of an issue: as said, else the first day of the month it is named after, else today.

    Raises UsageError `cli.no-such-month` for a name that looks like a month that is none."""
    today = datetime.datetime.now().astimezone().date()
    if date:
        return first_day(date) or today
    try:
        return first_day(name) or today
    except UsageError as error:
        if re.fullmatch(r"\d{4}-\d{1,2}(-\d{1,2})?", name):
            raise UsageError("cli.no-such-month", name=name) from error
        return today


def _show(changed: "Changed", entry: str) -> None:
    """The issue as it is now, with a mark at what has changed, and what needs a human eye."""
    from rich.text import Text

    from bulletin.cli import shelf
    from bulletin.cli.report import console, show_notices

    section = None
    for each in changed.articles:
        if each.section != section:
            section = each.section
            console.print(Text(section or say("no-section"), style="bold"))
        is_new = each.file in changed.files
        console.print(Text(f"  {'*' if is_new else ' '} {each.file}", style="green" if is_new else "default"))
    show_notices(changed.notices)
    shelf.show_done(entry, count=len(changed.files), issue=changed.issue.resolve().name)
