"""`bulletin new` and `bulletin issue new`: the files of a new periodical, the text of a new issue.

The texts lie beside this file: `zh/` and `en/` hold the TOML files with comments in that language, `articles/`
the sample article. `$name`, `$date` and the like are filled in as `string.Template` does.
"""

import datetime
import json
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from string import Template

from bulletin.errors import InputError, OutputError
from bulletin.messages import Language
from bulletin.planning.numbering import Numbers
from bulletin.planning.paths import ARTICLES_FOLDER, ISSUE_FILE, SETTINGS_FILE


def new_periodical(
    folder: Path, name: str | None, language: Language, today: datetime.date
) -> tuple[Path, ...]:
    """Write a periodical with one issue of `today`'s month and one article, ready to make; the files, in reading order.

    `name` is the periodical's, by default the folder's; `language` is that of the comments. Raises InputError when
    `folder` is there and not empty, OutputError when it cannot be written.
    """
    texts = resources.files(__package__)
    issue = folder / f"{today:%Y-%m}"
    values = {
        "name": _toml_text(name or folder.resolve().name),
        "issue": issue.name,
        "date": today.isoformat(),
        "spoken_date": f"{today.year}年{today.month}月",
    }
    files = {
        folder / SETTINGS_FILE: texts / language / SETTINGS_FILE,
        issue / ISSUE_FILE: texts / language / ISSUE_FILE,
        **{issue / ARTICLES_FOLDER / text.name: text for text in (texts / ARTICLES_FOLDER).iterdir()},
    }
    try:
        if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
            raise InputError("planning.folder-in-use", place=str(folder))
        for path, text in files.items():
            _write(path, text, values)
    except OSError as error:
        raise OutputError("planning.cannot-write", place=str(folder), reason=error) from error
    return tuple(files)


def new_issue(
    name: str, numbers: Numbers, date: datetime.date, *, title: str = "", language: Language = "en"
) -> str:
    """The text of issue.toml for a new issue in the folder `name`, without any article."""
    text = (resources.files(__package__) / language / "new-issue.toml").read_text(encoding="utf-8")
    return Template(text).substitute(
        issue=name,
        number=numbers.number,
        total=f"total_number = {numbers.total_number}\n" if numbers.total_number else "",
        date=date.isoformat(),
        title=f"title = {_toml_text(title)}\n" if title else "",
    )


def _write(path: Path, text: Traversable, values: dict[str, str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        Template(text.read_text(encoding="utf-8")).substitute(values), encoding="utf-8", newline="\n"
    )


def _toml_text(text: str) -> str:
    """`text` as a TOML string: on one line, without invisible characters. JSON's escapes are TOML's too."""
    return json.dumps(
        "".join(char for char in " ".join(text.split()) if char.isprintable()), ensure_ascii=False
    )
