"""The voices of the page and what their faces can print."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Voice(StrEnum):
    """宋 for text, 黑 for headings and emphasis, 楷 for the human voice, 仿宋 for documents, 小标宋 for titles."""

    SONG = "song"
    HEI = "hei"
    KAI = "kai"
    FANG = "fang"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Coverage:
    """The code points each voice's own face can print (fallback faces not counted)."""

    codepoints: Mapping[Voice, frozenset[int]]

    def covers(self, voice: Voice, text: str) -> bool:
        """True if one face prints the whole of `text`; white space and format characters do not count."""
        known = self.codepoints.get(voice, frozenset())
        return all(ord(char) in known or char.isspace() or not char.isprintable() for char in text)
