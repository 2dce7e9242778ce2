"""The files of a project. In: what an editor wrote, a folder. Out: paths that exist and lie inside the project."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from bulletin.errors import InputError

SETTINGS_FILE: Final = "bulletin.toml"
ISSUE_FILE: Final = "issue.toml"
ARTICLES_FOLDER: Final = "articles"
LIBRARY_FOLDER: Final = "library"

# What an editor puts in to be printed; an issue that lists no articles takes all of these.
ARTICLE_SUFFIXES: Final = frozenset(".md .markdown .html .htm .shtml .xhtml .txt .docx .mhtml .mht".split())

_DIGITS: Final = re.compile(r"(\d+)")


def inside(written: str, folder: Path, project: Path, *, place: str) -> Path:
    """The file `written`, from `folder`; absolute, links followed. `place` is where an error is said to be.

    Raises InputError when it lies outside `project` (through `..`, an absolute path or a link) or is no file.
    """
    try:
        path = (folder / written).resolve()
        is_file = path.is_file()
    except (OSError, RuntimeError) as error:  # a name too long, links in a circle
        raise InputError("planning.no-such-file", place=place, file=written) from error
    if not path.is_relative_to(project.resolve()):
        raise InputError("planning.outside-project", place=place, file=written, project=str(project))
    if is_file:
        return path
    near = get_close_matches(written, _names_beside(path, written), n=1)
    if near:
        raise InputError("planning.no-such-file-but", place=place, file=written, known=near[0])
    raise InputError("planning.no-such-file", place=place, file=written)


def settings_file(folder: Path) -> Path | None:
    """bulletin.toml in `folder` or the nearest folder above it; None when there is none."""
    start = folder.resolve()
    candidates = (place / SETTINGS_FILE for place in (start, *start.parents))
    return next((path for path in candidates if path.is_file()), None)


def project_folder(start: Path) -> Path:
    """The folder of the periodical that `start` belongs to; `start` itself when it belongs to none."""
    settings = settings_file(start)
    return settings.parent if settings else start


def current_issue(start: Path) -> Path:
    """The issue an editor in `start` works at: the one whose folder it is or lies in, else the last of the periodical's
    issues.

    Raises InputError `planning.no-issue-yet`."""
    project = project_folder(start)
    for place in (start, *start.parents):
        if (place / ISSUE_FILE).is_file():
            return place
        if place == project:
            break
    issues = issues_inside(project)
    if not issues:
        raise InputError("planning.no-issue-yet", place=str(start))
    return issues[-1]


def article_files(folder: Path) -> tuple[Path, ...]:
    """The article files in `folder`/articles, or in `folder` when it has no such folder; in name order,
    10 after 9. Hidden files and the lock files of word processors (`~$…`) are not articles."""
    shelf = folder / ARTICLES_FOLDER
    files = [path for path in (shelf if shelf.is_dir() else folder).iterdir() if _is_article(path)]
    return tuple(path.resolve() for path in sorted(files, key=lambda path: _natural(path.name)))


def issues_inside(folder: Path) -> tuple[Path, ...]:
    """The folders directly in `folder` that hold an issue.toml, in name order."""
    issues = [path.parent for path in folder.glob(f"*/{ISSUE_FILE}")]
    return tuple(sorted(issues, key=lambda path: _natural(path.name)))


def _is_article(path: Path) -> bool:
    return (
        path.suffix.lower() in ARTICLE_SUFFIXES and not path.name.startswith((".", "~$")) and path.is_file()
    )


def _natural(name: str) -> tuple[tuple[int, str], ...]:
    """A sort key under which `9.md` comes before `10.md`."""
    return tuple(
        (int(part), "") if part.isdecimal() else (-1, part) for part in _DIGITS.split(name.casefold())
    )


def _names_beside(path: Path, written: str) -> Iterator[str]:
    """The files of the folder where `path` should be, each written the way the editor wrote the missing one."""
    if path.parent.is_dir():
        folder = written.rpartition("/")[0]
        for file in path.parent.iterdir():
            yield f"{folder}/{file.name}" if folder else file.name
