"""Chunks that were set before. In: a chunk, where it stands, what it tells of others. Out: its pages, as they are in the cache.

A sentence more in the volume of a year costs the chunk it stands in, and the contents, as long as no page is moved: then the
folios of all later pages change.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from bulletin.pdf.chunks.division import Chunk
from bulletin.pdf.chunks.placing import Place, Writing
from bulletin.pdf.chunks.setting import Finished, LaidOut
from bulletin.pdf.render import font_configuration
from bulletin.stages import Place as KeptPlace
from bulletin.stages import Tally, count, fingerprint

_LAYOUTS: Final = "chunk-layouts"
_FILES: Final = "chunks"
_FACES: Final = "chunk-faces"
# The page numbers of places in other chunks.
Elsewhere = Mapping[str, int]


class KeptChunks:
    """The chunks of a document in the cache. `folder` is where finished ones lie as files."""

    def __init__(self, chunks: Sequence[Chunk], folder: Path) -> None:
        self._chunks: Final = chunks
        self._folder: Final = folder
        self._keys: Final[dict[int, bytes]] = {}
        self._faces: Final[set[str]] = set()

    def layout(self, number: int, place: Place, elsewhere: Elsewhere) -> LaidOut | None:
        """How the chunk came out that begins so; only one that tells numbers hangs on them."""
        found = self._layout(number, place).get() or self._layout(number, place, elsewhere).get()
        return found[0] if found else None

    def keep_layout(self, number: int, place: Place, elsewhere: Elsewhere, laid: LaidOut) -> None:
        """Keep how it came out."""
        tells = laid.asked or laid.folioed
        self._layout(number, place, elsewhere if tells else None).put(laid)

    def file(self, number: int, writing: Writing, told: Elsewhere) -> Finished | None:
        """The finished chunk that tells these numbers, put into the folder; None if it is not kept, or a face of it is not."""
        found = self._file(number, writing, told).get()
        if not found or not all(map(self._put_face, self._face_names(found[0][0]))):
            return None
        finished: Finished = found[0][0]
        path = self._folder / finished.path
        path.write_bytes(found[0][1])
        count(_FILES, Tally(taken=1))
        return replace(finished, path=path, fonts=_moved(finished, self._folder))

    def keep_file(self, number: int, writing: Writing, told: Elsewhere, finished: Finished) -> None:
        """Keep the finished chunk, and its faces once."""
        for font in finished.fonts.values():
            if font["file"].name not in self._faces:
                self._faces.add(font["file"].name)
                self._face(font["file"].name).put(font["file"].read_bytes())
        bare = replace(finished, path=Path(finished.path.name), fonts=_moved(finished, Path()))
        self._file(number, writing, told).put((bare, finished.path.read_bytes()))
        count(_FILES, Tally(made=1))

    def _layout(self, number: int, place: Place, told: Elsewhere | None = None) -> KeptPlace:
        # Where no number is told, lines and pages do not hang on folios, nor ever on the running heads in force.
        numbers = None if told is None else (place.folio, told)
        return KeptPlace.of(_LAYOUTS, (self._key(number), place.pages > 0, place.right, numbers))

    def _file(self, number: int, writing: Writing, told: Elsewhere) -> KeptPlace:
        return KeptPlace.of(_FILES, (self._key(number), writing, told))

    def _face(self, name: str) -> KeptPlace:
        return KeptPlace.of(_FACES, name)

    def _key(self, number: int) -> bytes:
        if number not in self._keys:
            self._keys[number] = fingerprint((self._chunks[number], font_configuration()))
        return self._keys[number]

    def _face_names(self, finished: Finished) -> list[str]:
        return [str(font["file"].name) for font in finished.fonts.values()]

    def _put_face(self, name: str) -> bool:
        """Put a face where others of the document find it; False if it is not kept."""
        path = self._folder / name
        if not path.exists():
            found = self._face(name).get()
            if not found:
                return False
            path.write_bytes(found[0])
        self._faces.add(name)
        return True


def _moved(finished: Finished, folder: Path) -> dict[str, dict[str, object]]:
    return {name: font | {"file": folder / font["file"].name} for name, font in finished.fonts.items()}
