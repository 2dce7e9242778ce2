"""What the faces can print. In: the catalogue's files. Out: `Coverage` by voice, and the code points of all voices."""

from functools import cache
from pathlib import Path

import uharfbuzz as hb

from bulletin.fonts.catalogue import usable_faces
from bulletin.model import Coverage, Voice


@cache
def coverage() -> Coverage:
    """The code points of each voice: its own face and the small faces it borrows from, not the fallback to Song.

    About 30 ms, once in a process. Raises EngineError if there is no usable face.
    """
    upright = [face for face in usable_faces() if face.style == "Regular"]
    return Coverage(
        {
            voice: frozenset().union(*(_code_points(face.path) for face in upright if voice in face.voices))
            for voice in Voice
        }
    )


@cache
def printable() -> frozenset[int]:
    """The code points that at least one voice prints; any other prints as a box. Raises EngineError as `coverage`."""
    return frozenset().union(*coverage().codepoints.values())


def draws_sequence(char: str, selector: str) -> bool:
    """True if a face has its own form for the character with that variation selector (OpenType `cmap` format 14)."""
    return (ord(char), ord(selector)) in _sequences()


@cache
def _sequences() -> frozenset[tuple[int, int]]:
    faces = [hb.Face(hb.Blob.from_file_path(str(face.path))) for face in usable_faces()]
    return frozenset(
        (char, selector)
        for face in faces
        for selector in face.variation_selectors
        for char in face.variation_unicodes(selector)
    )


@cache
def _code_points(path: Path) -> frozenset[int]:
    return frozenset(hb.Face(hb.Blob.from_file_path(str(path))).unicodes)
