"""Whether an issue's articles may be printed. In: the files it lists, the library. Out: what an editor must know of them.

An article of the library lies in its issue as `articles/0012.md`, and its number leads back to what the library knows.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from bulletin.errors import BulletinError
from bulletin.library import DATABASE, Library, Permission, Record, open_library
from bulletin.model import Notice
from bulletin.planning import ARTICLES_FOLDER, LIBRARY_FOLDER, project_folder
from bulletin.press.lending import number_at

# So many are named by their titles; a notice is one sentence.
_NAMED: Final = 5
_OF_LIBRARY: Final = re.compile(rf"{ARTICLES_FOLDER}/(\d{{1,9}})\.md")


def file_of(number: int) -> str:
    """Where an article of the library lies in an issue."""
    return f"{ARTICLES_FOLDER}/{number:04}.md"


def numbers_of(files: Iterable[str], shelf: Library) -> list[int]:
    """The numbers of the articles that came from the library and are still there, in the order of `files`."""
    found = (int(match[1]) for file in files if (match := _OF_LIBRARY.fullmatch(file)))
    return [number for number in dict.fromkeys(found) if number in shelf]


def doubts_about(numbers: Iterable[int], shelf: Library) -> list[Notice]:
    """A notice for each article that may not be printed, and one that names the first of those of which nobody has said."""
    records = shelf.without_permission(numbers)
    refused = [record for record in records if record.permission is Permission.REFUSED]
    unknown = [record for record in records if record.permission is Permission.UNKNOWN]
    notices = [Notice("press.permission-refused", {"number": each.number}, each.title) for each in refused]
    if unknown:
        values = {
            "count": len(unknown),
            "articles": " ".join(map(_named, unknown[:_NAMED])) + (" …" if len(unknown) > _NAMED else ""),
            "numbers": " ".join(str(record.number) for record in unknown),
        }
        notices.append(Notice("press.permission-unknown", values))
    return notices


def doubts_of_issue(folder: Path, files: Iterable[Path]) -> list[Notice]:
    """The doubts about an issue that is to be made, by the library of its periodical; none where there is no library."""
    files = tuple(files)
    lent = {file: number for file in files if (number := number_at(file)) is not None}
    library = next((file.parent for file in lent), project_folder(folder) / LIBRARY_FOLDER)
    if not (library / DATABASE).is_file():
        return []
    inside = folder.resolve()
    names = [
        file_of(lent[file]) if file in lent else file.relative_to(inside).as_posix()
        for file in files
        if file in lent or file.is_relative_to(inside)
    ]
    try:
        with open_library(library) as shelf:
            return doubts_about(numbers_of(names, shelf), shelf)
    except BulletinError as error:
        return [Notice(error.code, error.values, place=error.place)]


def _named(record: Record) -> str:
    return f"#{record.number}《{record.title}》"
