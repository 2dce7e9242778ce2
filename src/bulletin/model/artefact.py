"""A finished file."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from bulletin.model.script import Script


class Format(StrEnum):
    """What the press writes."""

    PDF = "pdf"
    EPUB = "epub"
    KEPUB = "kepub"  # the same for Kobo's readers

    @property
    def ending(self) -> str:
        """How a file's name ends."""
        return "kepub.epub" if self is Format.KEPUB else self.value


@dataclass(frozen=True, slots=True)
class Artefact:
    """A file the press has written. `pages` is 0 for an EPUB."""

    path: Path
    format: Format
    script: Script
    pages: int
    bytes: int
    sha256: str
    seconds: float

    @property
    def facts(self) -> dict[str, str | int | float]:
        """All but where it lies, as JSON has it."""
        return {
            "format": self.format.value,
            "script": self.script.value,
            "pages": self.pages,
            "bytes": self.bytes,
            "sha256": self.sha256,
            "seconds": round(self.seconds, 3),
        }
