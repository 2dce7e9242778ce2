"""A side-by-side proof: the source of an issue and one edition of it, paragraph by paragraph, with what was changed."""

from dataclasses import dataclass
from enum import StrEnum


class Change(StrEnum):
    """What was done to a piece of text: nothing, a character written otherwise, one that has several forms to choose
    from, a region's word, a term of the glossary, a mark, what an editor decided."""

    NONE = ""
    CHARACTERS = "characters"
    DOUBTFUL = "doubtful"
    VOCABULARY = "vocabulary"
    GLOSSARY = "glossary"
    PUNCTUATION = "punctuation"
    DECISION = "decision"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text as it came and as it is printed."""

    source: str
    target: str
    change: Change = Change.NONE


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph, or a line of an article's head. `part` is the tag of its block or the name of its field."""

    part: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class ProofArticle:
    """An article's rows; `title` is the edition's, empty for the issue's own texts. `lang` is the source's language."""

    title: str
    lang: str
    rows: tuple[Row, ...]
