"""The library as files to carry away. In: an open library, a path. Out: a copy of it there, or its articles from there."""

import shutil
import tempfile
from pathlib import Path

from bulletin.errors import OutputError
from bulletin.library.files import asset_path, original_path
from bulletin.library.schema import snapshot
from bulletin.library.stacks import Stacks


def backup(stacks: Stacks, folder: Path, database: str) -> None:
    """A copy in a new `folder`, which appears when it is whole. Raises OutputError `library.in-the-way`."""
    if folder.exists():
        raise OutputError("library.in-the-way", place=str(folder))
    folder.parent.mkdir(parents=True, exist_ok=True)
    part = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", suffix=".part", dir=folder.parent))
    try:
        snapshot(stacks.connection, part / database)
        for name in named_files(stacks):
            (part / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(stacks.files.folder / name, part / name)
        part.chmod(0o755)
        part.rename(folder)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def named_files(stacks: Stacks) -> list[str]:
    """Every file that the database names, in order."""
    assets = stacks.connection.execute("SELECT sha256, name FROM asset")
    originals = stacks.connection.execute("SELECT DISTINCT sha256 FROM provenance WHERE sha256 <> ''")
    return sorted({*(asset_path(*row) for row in assets), *(original_path(row[0]) for row in originals)})
