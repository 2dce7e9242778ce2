"""Pictures on disk while an issue is in the making. In: articles with their pictures in memory. Out: the same without.

A year's volume holds hundreds of pictures; each is brought back when a writer comes to it, and let go.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

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
        """`article` with its pictures in the store. Raises OSError for a full disk."""
        return replace(article, assets=tuple(map(self._stored, article.assets)))

    def _stored(self, asset: Asset) -> Asset:
        path = self.folder / asset.name
        if not path.exists():
            path.write_bytes(asset.data)
        return replace(asset, content=Stored(path))


@contextmanager
def picture_store() -> Iterator[PictureStore]:
    """A store that lasts as long as the run."""
    with TemporaryDirectory(prefix="bulletin-pictures-", ignore_cleanup_errors=True) as folder:
        yield PictureStore(Path(folder))
