"""`bulletin themes list|show|new|check`: which themes there are, what they look like, one of the periodical's own."""

from pathlib import Path
from typing import Annotated

import typer

from bulletin.cli.help import padded
from bulletin.cli.language import LANGUAGE, say
from bulletin.cli.options import typed
from bulletin.model import Script

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)

ProjectOption = Annotated[Path, typer.Option("--project", help=say("opt-project"), show_default=False)]
_HERE = Path()


@app.command("list", help=say("help-themes-list"))
def list_themes(project: ProjectOption = _HERE) -> None:
    """Print a line for each theme; a broken one says so."""
    from bulletin import layout
    from bulletin.press.themes import own_themes

    for theme in layout.themes_in(own_themes(project)):
        about = theme.about.get(LANGUAGE, "") if theme.error is None else theme.error.message(LANGUAGE)
        parent = say("theme-extends", parent=theme.extends) if theme.extends else ""
        typer.echo("  ".join(filter(None, (padded(theme.name, 12), about, parent, str(theme.folder)))))


@app.command(help=say("help-themes-show"))
def show(
    name: Annotated[str, typer.Argument(metavar="THEME", help=say("arg-theme"), show_default=False)],
    issue: Annotated[Path | None, typer.Argument(metavar="ISSUE", help=say("arg-specimen"))] = None,
    script: Annotated[Script, typer.Option("--script", help=say("opt-specimen-script"))] = Script.ZH_HANS,
    output: Annotated[Path | None, typer.Option(help=say("opt-sheet-file"), show_default=False)] = None,
    project: ProjectOption = _HERE,
) -> None:
    """Print the options and write the contact sheet; exits 3 when no page could be made."""
    from bulletin.cli import report
    from bulletin.press.preview import save_sheet
    from bulletin.press.themes import specimen_pages, theme_for

    theme = theme_for(name, issue or project)
    typer.echo(f"{theme.name}  {theme.about.get(LANGUAGE, '')}")
    for key, value in theme.options.items():
        typer.echo(padded(f"  {key} = {value!r}", 28) + f"  {theme.meanings.get(key, {}).get(LANGUAGE, '')}")
    with report.progress() as step:
        pages = specimen_pages(theme, issue, script, step)
    report.show_notices(pages.notices)
    if not pages.pages:
        raise typer.Exit(3)
    path = output or Path("out") / f"{name}.png"
    save_sheet(pages, path, columns=6, width_px=300)
    report.console.print(f"[green]✓[/] {path}  [dim]{say('pages', pages=pages.pages)}[/]")


@app.command(help=say("help-themes-new"))
def new(
    name: Annotated[str, typer.Argument(metavar="THEME", help=say("arg-theme"), show_default=False)],
    extends: Annotated[str, typer.Option(help=say("opt-extends"))] = "circular",
    copy: Annotated[bool, typer.Option("--copy", help=say("opt-copy"))] = False,
    project: ProjectOption = _HERE,
) -> None:
    """Write the folder of a new theme and say what to do next."""
    from bulletin import layout
    from bulletin.press.themes import own_themes

    folders = own_themes(project)
    home = folders[0] if folders else project / "templates"
    for path in layout.new_theme(name, home, extends=extends, copy=copy, folders=folders):
        typer.echo(f"  {path}", err=True)
    typer.echo(say("themes-new-made", theme=typed(name)), err=True)


@app.command(help=say("help-themes-check"))
def check(
    names: Annotated[list[str] | None, typer.Argument(metavar="THEME…", help=say("arg-themes"))] = None,
    project: ProjectOption = _HERE,
) -> None:
    """Say what is wrong; exits 1 if anything is."""
    from bulletin import layout
    from bulletin.cli import report
    from bulletin.press.guarded import check_theme_guarded
    from bulletin.press.themes import own_themes

    is_well = True
    for name in names or [theme.name for theme in layout.themes_in(own_themes(project))]:
        with report.progress() as step:
            notices = check_theme_guarded(name, project, step)
        report.show_notices(notices)
        if any(notice.severity != "info" for notice in notices):
            is_well = False
        else:
            report.console.print(f"[green]✓[/] {say('theme-well', theme=name)}")
    raise typer.Exit(0 if is_well else 1)
