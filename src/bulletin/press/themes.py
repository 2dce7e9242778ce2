"""Themes seen and tried. In: a theme's name, a periodical's folder. Out: its pages on a sheet, what is wrong with it."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import Final

from bulletin import layout
from bulletin.errors import BulletinError
from bulletin.layout import Theme
from bulletin.model import Format, Notice, Script, Severity
from bulletin.planning import read_settings
from bulletin.press import limits
from bulletin.press.checking import check
from bulletin.press.make import make
from bulletin.press.order import Order, Progress, silent
from bulletin.press.preview import Preview, preview
from bulletin.press.run import notice_of

_SCRIPTS: Final = (Script.ZH_HANS, Script.ZH_HANT_TW, Script.ZH_HANT_HK)
# What the specimen is made to be told of: a picture without words, a table that is wider than the page, and everything
# an issue may say, which not every kind of paper has a place for.
_MEANT: Final = ("pdf.no-alt", "epub.no-alt", "layout.table-cut", "layout.not-printed")


def own_themes(project: Path) -> tuple[Path, ...]:
    """The periodical's own folder of themes, none if `project` belongs to no periodical."""
    folder = read_settings(project).folder
    return (folder / "templates",) if folder else ()


def theme_for(name: str, project: Path) -> Theme:
    """A theme with its own options. Raises as `layout.load_theme`."""
    return layout.load_theme(name, folders=own_themes(project))


def specimen_pages(theme: Theme, issue: Path | None, script: Script, progress: Progress = silent) -> Preview:
    """The pages of `issue`, or of a small specimen, in the theme. Raises what `press.make` raises."""
    with _specimen(theme) as specimen:
        order = Order((issue or specimen,), scripts=(script,), theme=theme.name)
        return preview(order, progress)[0]


def check_theme(theme: Theme, progress: Progress = silent) -> tuple[Notice, ...]:
    """What is wrong with the theme: its templates, then what is told of a specimen in three scripts, then whether its
    PDF keep the standards they claim and its e-books theirs."""
    with limits.within(limits.for_bytes(0)):
        problems = tuple(notice_of(error, theme.name) for error in layout.check_templates(theme))
    if problems:
        return problems
    try:
        with _specimen(theme) as issue, tempfile.TemporaryDirectory(prefix="bulletin-") as folder:
            order = Order((issue,), (Format.PDF, Format.EPUB), _SCRIPTS, theme.name, output=Path(folder))
            made = make(order, progress)
            notices = [*made.notices]
            for artefact in made.artefacts:
                notices += (
                    replace(notice, article=artefact.path.name)
                    for notice in check(artefact.path).notices
                    if notice.severity is not Severity.INFO
                )
        return tuple(notice for notice in dict.fromkeys(notices) if notice.code not in _MEANT)
    except BulletinError as error:
        return (notice_of(error, theme.name),)


@contextmanager
def _specimen(theme: Theme) -> Iterator[Path]:
    """An issue with everything an article may hold, in a periodical that has the theme among its own."""
    with tempfile.TemporaryDirectory(prefix="bulletin-") as folder:
        project = Path(folder) / "specimen"
        with resources.as_file(resources.files("bulletin.press") / "specimen") as shipped:
            shutil.copytree(shipped, project)
        for each in theme.folders:
            if not (project / "templates" / each.name).exists():
                shutil.copytree(each, project / "templates" / each.name)
        yield project / "issue"
