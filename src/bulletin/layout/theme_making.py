"""Themes for those who make them. In: the folders of themes, a new theme's name. Out: what there is, a folder to begin with."""

from collections.abc import Iterator, Sequence
from importlib import resources
from pathlib import Path
from string import Template
from typing import Final, NamedTuple

from bulletin.errors import InputError, OutputError, UsageError
from bulletin.layout.engine import compile_template
from bulletin.layout.theme_folders import THEME_FILE, homes_of, theme_document, theme_folders, theme_names
from bulletin.layout.themes import Theme, load_theme

_TEMPLATES: Final = ("*.j2", "epub.css", "vertical.css")
_NEW_STYLES: Final = "print.css"


class Shown(NamedTuple):
    """A theme in a list: what it is, where it lies, which theme it stands on, and what is wrong with it."""

    name: str
    about: dict[str, str]
    folder: Path
    extends: str
    error: InputError | None


def themes_in(folders: Sequence[Path]) -> Iterator[Shown]:
    """Every theme of `folders` and the shipped ones, by name; a broken one with its error."""
    homes = homes_of(folders)
    for name in theme_names(homes):
        nearest = next(home / name for home in homes if (home / name).is_dir())
        try:
            theme = load_theme(name, folders=folders)
            extends = str(theme_document(nearest).get("extends", ""))
            yield Shown(name, dict(theme.about), nearest, extends, None)
        except InputError as error:
            yield Shown(name, {}, nearest, "", error)


def new_theme(
    name: str, home: Path, *, extends: str, copy: bool, folders: Sequence[Path] = ()
) -> tuple[Path, ...]:
    """Write the folder `name` into `home`: one that stands on the theme `extends`, or a `copy` of all its files.

    Raises UsageError for a name that is none or is taken, InputError as `load_theme`, OutputError.
    """
    folder = home / name
    if Path(name).name != name or name in ("", ".", ".."):
        raise UsageError("layout.theme-name", name=name)
    if folder.exists():
        raise UsageError("layout.theme-taken", place=str(folder), name=name)
    parent = load_theme(extends, folders=folders)
    files = _copied(theme_folders(extends, homes_of(folders))) if copy else _begun(name, parent)
    try:
        for path, data in files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
    except OSError as error:
        raise OutputError("layout.theme-unwritten", place=str(folder), reason=error) from error
    return tuple(folder / path for path in files)


def _copied(parents: Sequence[Path]) -> dict[Path, bytes]:
    """The files of a theme; style sheets of several folders cannot be told apart any more and stay an heir's."""
    if len(parents) > 1:
        raise UsageError("layout.theme-copy", name=parents[0].name, parent=parents[1].name)
    (parent,) = parents
    return {
        path.relative_to(parent): path.read_bytes() for path in sorted(parent.rglob("*")) if path.is_file()
    }


def _begun(name: str, parent: Theme) -> dict[Path, bytes]:
    lines = []
    for key, value in parent.options.items():
        written = f'"{value}"' if isinstance(value, str) else str(value).lower()
        meaning = parent.meanings.get(key, {})
        lines.append(f"# {key} = {written}  # {' · '.join(meaning.values())}")
    values = {"name": name, "parent": parent.name, "options": "\n".join(lines)}
    beginnings = resources.files(__package__) / "new_theme"
    return {
        Path(file): Template((beginnings / file).read_text(encoding="utf-8")).substitute(values).encode()
        for file in (THEME_FILE, _NEW_STYLES)
    }


def check_templates(theme: Theme) -> Iterator[InputError]:
    """What is wrong with the templates of a theme before anything is set with them."""
    for folder in theme.folders:
        found = {path for pattern in _TEMPLATES for path in folder.rglob(pattern)}
        for path in sorted(found):
            try:
                compile_template(folder, path.relative_to(folder).as_posix())
            except InputError as error:
                yield error
