"""An issue folder, its issue.toml, or loose files → IssuePlan."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final, cast

from bulletin.errors import InputError
from bulletin.model import Event, Script, SectionKind
from bulletin.model.event import in_order
from bulletin.planning.check import checked
from bulletin.planning.document import read_document
from bulletin.planning.keys import ARTICLE, ISSUE
from bulletin.planning.names import file_stem
from bulletin.planning.paths import ISSUE_FILE, article_files, issues_inside, settings_file
from bulletin.planning.plan import ArticleReference, IssuePlan, SectionPlan
from bulletin.planning.settings import choices_in
from bulletin.planning.values import Values

_OVERRIDES: Final = tuple(key for key in ARTICLE if key != "file")


def read_issue_plan(target: Path) -> IssuePlan:
    """The plan of an issue. `target` is its folder, its issue.toml, or the folder of a periodical with one issue.

    Without issue.toml, or when that names no articles, all article files of the folder in name order make one
    untitled section. Raises InputError: nothing there, no articles, or an issue.toml that cannot be used.
    """
    folder = target if target.is_dir() else target.parent
    file = folder / ISSUE_FILE if target.is_dir() else target
    if file.is_file():
        return _planned(file)
    if not target.is_dir():
        raise _no_issue(target)
    if issues := issues_inside(folder):
        if len(issues) > 1:
            known = ", ".join(str(issue) for issue in issues)
            raise InputError("planning.several-issues", place=str(target), known=known)
        return _planned(issues[0] / ISSUE_FILE)
    return IssuePlan(file_stem(folder.resolve().name), (_everything(folder),), folder)


def _no_issue(target: Path) -> InputError:
    """That nothing is at `target`, and which issues are beside it."""
    beside = issues_inside(target.parent) if target.parent.is_dir() else ()
    if not beside:
        return InputError("planning.no-issue", place=str(target))
    return InputError("planning.no-issue-but", place=str(target), known=", ".join(map(str, beside)))


def quick_plan(files: Sequence[Path], title: str | None = None) -> IssuePlan:
    """A plan for loose files, in the order given, in one untitled section and outside any periodical.

    Without a title, `compose` takes the first article's. `files` must not be empty.
    """
    section = SectionPlan("", tuple(ArticleReference(file.resolve(), place=str(file)) for file in files))
    return IssuePlan(file_stem(title or files[0].stem), (section,), title=title or "")


def _planned(file: Path) -> IssuePlan:
    folder = file.parent
    settings = settings_file(folder)
    values = checked(read_document(file), ISSUE, settings.parent if settings else folder)
    if "editors_note" in values and "editors_note_file" in values:
        raise InputError("planning.two-notes", place=values.place)
    return IssuePlan(
        key=file_stem(values.text("key") or folder.resolve().name),
        sections=_sections(values) or (_everything(folder),),
        folder=folder,
        title=values.text("title"),
        number=values.count("number"),
        total_number=values.count("total_number"),
        date=values.date("date"),
        cover=values.picture("cover"),
        editors_note=values.text("editors_note"),
        editors_note_file=values.file("editors_note_file"),
        events=in_order(map(_event, values.tables("event"))),
        events_title=values.text("events_title"),
        choices=choices_in(values),
    )


def _sections(values: Values) -> tuple[SectionPlan, ...]:
    """The articles before the first [[section]], then the sections; nothing when the file speaks of neither."""
    loose = (values,) if "articles" in values else ()
    return tuple(
        SectionPlan(
            table.text("title") if table is not values else "",
            tuple(_reference(article) for article in table.tables("articles")),
            table.place,
            SectionKind(table.text("kind") or SectionKind.ARTICLES)
            if table is not values
            else SectionKind.ARTICLES,
        )
        for table in (*loose, *values.tables("section"))
    )


def _event(table: Values) -> Event:
    """Raises InputError for one that ends before it begins."""
    date, until = table.date("date"), table.date("until")
    if until and (date is None or until < date):
        raise InputError("planning.event-ends-first", place=table.place_of("until"), event=table.text("what"))
    return Event(table.text("what"), date, until, table.text("time"), table.text("where"))


def _reference(article: Values) -> ArticleReference:
    overrides = {name: article.found[name] for name in _OVERRIDES if name in article}
    if "script" in overrides:
        overrides["script"] = Script(article.text("script"))
    return ArticleReference(cast(Path, article.file("file")), overrides, article.place)


def _everything(folder: Path) -> SectionPlan:
    """All articles of a folder. Raises InputError when there are none or it cannot be opened."""
    try:
        files = article_files(folder)
    except OSError as error:
        raise InputError("planning.unreadable", place=str(folder), reason=error) from error
    if not files:
        raise InputError("planning.no-articles", place=str(folder))
    return SectionPlan("", tuple(ArticleReference(file, place=str(file)) for file in files), str(folder))
