"""Programs of this machine that look over our files. In: a path. Out: the same file as such a program can read it."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def plainly_named(path: Path) -> Iterator[Path]:
    """A copy of the file under a name of plain letters, inside the `with` block: where the locale is not UTF-8, Java finds
    no file with a Chinese name or folder, and a checker that finds nothing reports nothing. Raises OSError."""
    with tempfile.TemporaryDirectory(prefix="bulletin-") as folder:
        yield Path(shutil.copyfile(path, Path(folder, f"file{path.suffix}")))
