"""The faces that ship. In: `fonts/fonts.toml` and the files beside it. Out: `Face` values, and which files are damaged."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from bulletin.errors import EngineError
from bulletin.model import Voice
from bulletin.shipped import shipped_folder

# TrueType outlines only: what ships has no others, and a damaged file does not start so.
_TRUETYPE = b"\x00\x01\x00\x00"


@dataclass(frozen=True, slots=True)
class Face:
    """One file of `fonts/`, as the catalogue describes it. `covers` is for a person to read."""

    family: str
    path: Path
    style: str
    weight: int
    voices: tuple[Voice, ...]
    covers: str
    licence: str
    copyright: str
    made_from: str
    sha256: str

    @property
    def is_usable(self) -> bool:
        """True if the file is there and begins as a font does; the sum is not computed."""
        try:
            with self.path.open("rb") as file:
                return file.read(len(_TRUETYPE)) == _TRUETYPE
        except OSError:
            return False

    @property
    def is_intact(self) -> bool:
        """True if the file has the catalogue's checksum (a tenth of a second for the largest)."""
        return self.is_usable and sha256(self.path.read_bytes()).hexdigest() == self.sha256


def fonts_folder() -> Path:
    """The folder of the shipped faces."""
    return shipped_folder("fonts")


def faces() -> tuple[Face, ...]:
    """The faces of the catalogue, whether or not their files are there. Raises EngineError without a catalogue."""
    return _read(fonts_folder())


def usable_faces() -> tuple[Face, ...]:
    """The faces whose files can be used. Raises EngineError if there is none: WeasyPrint would crash."""
    usable = tuple(face for face in faces() if face.is_usable)
    if not usable:
        raise EngineError("fonts.no-usable-face", place=str(fonts_folder()))
    return usable


def face_files() -> dict[Voice, Path]:
    """The file of each voice's own face, in its regular weight, of those that can be used."""
    return {
        face.voices[0]: face.path
        for face in usable_faces()
        if face.style == "Regular" and len(face.voices) == 1
    }


def damaged_faces() -> tuple[Face, ...]:
    """The faces whose file is missing or does not have the catalogue's checksum; reads all files (90 MB)."""
    return tuple(face for face in faces() if not face.is_intact)


@cache
def _read(folder: Path) -> tuple[Face, ...]:
    try:
        entries = tomllib.loads((folder / "fonts.toml").read_text(encoding="utf-8"))["faces"]
    except (OSError, KeyError, tomllib.TOMLDecodeError) as error:
        raise EngineError("fonts.no-catalogue", place=str(folder)) from error
    return tuple(_face(folder, entry) for entry in entries)


def _face(folder: Path, entry: Mapping[str, Any]) -> Face:
    return Face(
        family=entry["family"],
        path=folder / entry["file"],
        style=entry["style"],
        weight=entry["weight"],
        voices=tuple(map(Voice, entry["voices"])),
        covers=entry["covers"],
        licence=entry["licence"],
        copyright=entry["copyright"],
        made_from=entry["made_from"],
        sha256=entry["sha256"],
    )
