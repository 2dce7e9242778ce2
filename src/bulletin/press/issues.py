"""Articles into issues and out of them. In: an issue's folder, numbers of the library or files. Out: the issue changed.

An article of the library is written into the issue's `articles/` as Markdown, with its pictures beside it: from then on
the issue is whole in itself, and the file is the editor's. One that lies there already is never written again.
"""

import datetime
import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import Final

from bulletin.collect import manuscript
from bulletin.collect.characters import one_line
from bulletin.errors import InputError
from bulletin.library import DATABASE, Wanted, open_library
from bulletin.messages import Language
from bulletin.model import Article, Notice
from bulletin.planning import (
    ARTICLES_FOLDER,
    ISSUE_FILE,
    Listed,
    article_files,
    issues_inside,
    listed,
    new_issue,
    next_numbers,
    project_folder,
    read_document,
    with_article,
    with_article_moved,
    without_article,
)
from bulletin.press.output import replaced
from bulletin.press.rights import doubts_about, file_of, numbers_of
from bulletin.script import fold

PICTURES_FOLDER: Final = "pictures"

_NUMBER: Final = re.compile(r"#?(\d{1,9})")


@dataclass(frozen=True, slots=True)
class Changed:
    """An issue after a change: its folder, the articles it lists, those that the change was about, what to say of it."""

    issue: Path
    articles: tuple[Listed, ...]
    files: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()


def start_issue(
    start: Path, name: str, date: datetime.date, *, number: int | None, language: Language
) -> Path:
    """A new issue in the folder `name` of the periodical that `start` belongs to; its folder.

    Without `number` it is the next one of its year. Raises InputError `planning.issue-there`."""
    project = project_folder(start)
    issue = project / name
    if (issue / ISSUE_FILE).exists():
        raise InputError("planning.issue-there", place=str(issue))
    numbers = next_numbers(issues_inside(project), date)
    numbers = numbers._replace(number=number or numbers.number)
    _write(issue / ISSUE_FILE, new_issue(name, numbers, date, language=language))
    (issue / ARTICLES_FOLDER).mkdir(exist_ok=True)
    return issue


def add(
    issue: Path, what: Sequence[str], library: Path, *, section: str | None = None, at: int | None = None
) -> Changed:
    """List articles, by number or file, in `section` (by default their own, else the issue's last) at place `at`.

    Raises InputError, before anything is written, for one that is not there or is listed already."""
    source = _source(issue)
    numbers = {each: int(found[1]) for each in what if (found := _NUMBER.fullmatch(each))}
    articles = _articles(library, numbers.values())
    notices: list[Notice] = []
    files = []
    for offset, each in enumerate(what):
        if each in numbers:
            article, file = articles[numbers[each]], file_of(numbers[each])
        else:
            article, file = None, _inside(issue, each)
        wanted = one_line(section if section is not None else _own_section(source, article))
        place = at + offset if at else None
        source = with_article(source, file, remark=article.title if article else "", section=wanted, at=place)
        files.append(file)
    for file, number in zip(files, (numbers.get(each) for each in what), strict=True):
        if number is not None and not _put(issue, file, articles[number]):
            notices.append(Notice("press.kept-file", {"file": file}, articles[number].title))
    _write(issue / ISSUE_FILE, source)
    notices += _recorded(issue, source, library)
    return Changed(issue, listed(source), tuple(files), tuple(notices))


def fill(issue: Path, wanted: Wanted, library: Path, *, section: str | None = None) -> Changed:
    """List every article wanted that the issue does not list yet, oldest first, each in its own section.

    Copies of another article and articles that may not be printed are left out, and told; so is that there is none."""
    with open_library(library, fold=fold) as shelf:
        records = shelf.find(wanted)[::-1]
    there = {each.file for each in listed(_source(issue))}
    unused = [record for record in records if file_of(record.number) not in there]
    chosen = [record for record in unused if record.is_printable]
    changed = add(issue, [str(record.number) for record in chosen], library, section=section)
    told = []
    if left := [f"#{record.number}" for record in unused if not record.is_printable]:
        told.append(Notice("press.left-out", {"count": len(left), "articles": " ".join(left)}))
    elif not unused:
        told.append(Notice("press.nothing-unused"))
    return replace(changed, notices=(*told, *changed.notices))


def move(
    issue: Path, what: str, library: Path, *, section: str | None = None, at: int | None = None
) -> Changed:
    """Put an article of the issue elsewhere in its section, or into another. Raises InputError `planning.not-listed`."""
    source = _source(issue)
    file = _file_of(issue, what)
    section = None if section is None else one_line(section)
    source = with_article_moved(source, file, section=section, at=at)
    _write(issue / ISSUE_FILE, source)
    return Changed(issue, listed(source), (file,), tuple(_recorded(issue, source, library)))


def drop(issue: Path, what: Sequence[str], library: Path) -> Changed:
    """Take articles off the issue's list. Their files stay. Raises InputError `planning.not-listed`."""
    source = _source(issue)
    files = tuple(_file_of(issue, each) for each in what)
    for file in files:
        source = without_article(source, file)
    _write(issue / ISSUE_FILE, source)
    return Changed(issue, listed(source), files, tuple(_recorded(issue, source, library)))


def _source(issue: Path) -> str:
    """The issue.toml as written. One that lists nothing takes every file of its folder: these are listed first."""
    document = read_document(issue / ISSUE_FILE)
    source = document.path.read_bytes().decode("utf-8")
    if not document.data.keys() & {"articles", "section"}:
        for file in article_files(issue):
            source = with_article(source, file.relative_to(issue.resolve()).as_posix())
    return source


def _write(path: Path, source: str) -> None:
    with replaced(path) as part:
        part.write_bytes(source.encode("utf-8"))


def _articles(library: Path, numbers: Iterable[int]) -> dict[int, Article]:
    """Articles of the library; it is not opened for none."""
    wanted = tuple(numbers)
    if not wanted:
        return {}
    with open_library(library, fold=fold) as shelf:
        return {number: shelf.get(number).article for number in wanted}


def _put(issue: Path, file: str, article: Article) -> bool:
    """Write an article and its pictures into the issue; False, and nothing done, if the file is there."""
    if (issue / file).exists():
        return False
    for asset in article.assets:
        name = PurePosixPath(asset.name).name
        with replaced(issue / PICTURES_FOLDER / name) as part:
            part.write_bytes(asset.data)
    with replaced(issue / file) as part:
        part.write_bytes(manuscript(article, pictures=f"../{PICTURES_FOLDER}/").encode("utf-8"))
    return True


def _own_section(source: str, article: Article | None) -> str:
    """The section an article names itself, else the last that the issue lists anything in."""
    if article and article.section:
        return article.section
    return next((each.section for each in reversed(listed(source))), "")


def _inside(issue: Path, written: str) -> str:
    """A file, as it was typed, as issue.toml names it. Raises InputError `press.no-such-article` for one that is not there,
    `press.outside-periodical`."""
    path = Path(written).resolve()
    if not path.is_file():
        raise InputError("press.no-such-article", file=written)
    if not path.is_relative_to(project_folder(issue).resolve()):
        folder = issue / ARTICLES_FOLDER
        raise InputError("press.outside-periodical", file=written, folder=str(folder))
    return _named_from(issue, path)


def _named_from(issue: Path, path: Path) -> str:
    """A path as seen from the issue's folder."""
    return Path(os.path.relpath(path, issue.resolve())).as_posix()


def _file_of(issue: Path, what: str) -> str:
    """The file that an editor means by a number, or by a name as listed or as typed at a prompt."""
    if found := _NUMBER.fullmatch(what):
        return file_of(int(found[1]))
    if any(each.file == what for each in listed(_source(issue))):
        return what
    return _named_from(issue, Path(what).resolve())


def _recorded(issue: Path, source: str, library: Path) -> list[Notice]:
    """Tell the library what the issue has; notices of articles that nobody has said may be printed."""
    if not (library / DATABASE).is_file():
        return []
    name = issue.resolve().name
    with open_library(library, fold=fold) as shelf:
        numbers = numbers_of((each.file for each in listed(source)), shelf)
        notices = doubts_about(numbers, shelf)
        is_known = set(shelf.used_in(name)) == set(numbers)
    if not is_known:
        try:
            with open_library(library, write=True, fold=fold) as shelf:
                shelf.mark_used(numbers, name)
        except InputError as error:  # somebody else is writing: the issue is right all the same
            notices.append(Notice(error.code, error.values))
    return notices
