"""`bulletin edit`: mend an article in the editor of one's choice, or field by field."""

import os
import shlex
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from bulletin.cli.language import LANGUAGE, say
from bulletin.cli.options import LibraryOption, NumbersArgument, library_folder, numbers_of
from bulletin.errors import BulletinError, UsageError

_EDITORS = ("nano", "vim", "vi", "notepad")


def edit(
    numbers: NumbersArgument,
    settings: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FIELD=VALUE", help=say("opt-set"), show_default=False),
    ] = None,
    library: LibraryOption = None,
) -> None:
    """Change articles of the library; collecting them again leaves what was changed alone."""
    from bulletin.cli import shelf
    from bulletin.press import mending

    folder, wanted = library_folder(library), numbers_of(numbers)
    if settings:
        fields = dict(map(_field_and_value, settings))
        mending.mend(folder, wanted, fields)
        for number in wanted:
            shelf.show_done("edited", number=number, fields=" ".join(fields))
        return
    for number in wanted:
        changed = _edited_by_hand(folder, number)
        entry = "edited" if changed else "not-edited"
        shelf.show_done(entry, number=number, fields=" ".join(changed))


def _edited_by_hand(library: Path, number: int) -> tuple[str, ...]:
    """Open the article and take it back. A draft that cannot be read stays where it is, and the error says where."""
    from bulletin.press import mending
    from bulletin.press.files_guarded import take_back_guarded

    editor = _editor()
    folder = Path(tempfile.mkdtemp(prefix="bulletin-"))
    try:
        file = mending.draft(library, number, folder, LANGUAGE)
        subprocess.run([*editor, str(file)], check=True)  # noqa: S603 the person's own editor
        changed = take_back_guarded(library, number, file)
    except BulletinError as error:
        if any(folder.glob("*.md")):
            error.place = str(folder / f"{number:04}.md")
        else:
            shutil.rmtree(folder)
        raise
    except OSError as error:
        shutil.rmtree(folder)
        raise UsageError("cli.editor-not-started", editor=editor[0], reason=error) from error
    except subprocess.CalledProcessError as error:
        shutil.rmtree(folder)
        raise UsageError("cli.editor-failed", editor=editor[0], number=error.returncode) from error
    shutil.rmtree(folder)
    return changed


def _editor() -> list[str]:
    chosen = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if chosen:
        return shlex.split(chosen)
    found = next(filter(None, map(shutil.which, _EDITORS)), None)
    if found is None:
        raise UsageError("cli.no-editor")
    return [found]


def _field_and_value(setting: str) -> tuple[str, str]:
    name, mark, value = setting.partition("=")
    if not mark:
        raise UsageError("cli.no-value", setting=setting)
    return name.strip(), value
