"""Pictures on disk while an issue is in the making. In: articles with their pictures in memory. Out: the same without.

A year's volume holds hundreds of pictures; each is brought back when a writer comes to it, and let go.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from bulletin.errors import OutputError
from bulletin.model import Article, Asset


@dataclass(frozen=True, slots=True)
class Stored:
    """The bytes of a file, which stays as it is while anybody may ask for it."""

    path: Path

    def open(self) -> BinaryIO:
        """The file. Raises OSError."""
        return self.path.open("rb")


@dataclass(frozen=True, slots=True)
class PictureStore:
    """A folder of pictures, each under its name, which comes from its bytes."""

    folder: Path

    def take(self, article: Article) -> Article:
        """`article` with its pictures in the store. Raises OutputError where the disk is full."""
        return replace(article, assets=tuple(map(self._stored, article.assets)))

    def _stored(self, asset: Asset) -> Asset:
        path = self.folder / asset.name
        if not path.exists():
            try:
                path.write_bytes(asset.data)
            except OSError as error:
                raise OutputError("press.cannot-write", place=str(path), reason=error) from error
        return replace(asset, content=Stored(path))


@contextmanager
def picture_store() -> Iterator[PictureStore]:
    """A store that lasts as long as the run."""
    with TemporaryDirectory(prefix="bulletin-pictures-", ignore_cleanup_errors=True) as folder:
        yield PictureStore(Path(folder))
