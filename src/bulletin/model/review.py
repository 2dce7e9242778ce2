"""The conversions of an edition that are worth a human eye, grouped by distinct phrase."""

from dataclasses import dataclass
from enum import StrEnum

from bulletin.model.script import Script


class Tier(StrEnum):
    """How doubtful: `RED` engines disagree; `AMBER` nothing but a default decided, or a word or name is concerned;
    `GREY` a phrase of the dictionary decided about a character that has several forms."""

    RED = "red"
    AMBER = "amber"
    GREY = "grey"


class Reason(StrEnum):
    """Why a conversion is in doubt."""

    BACKWARD = "backward"  # backward longest match writes something else
    REIMPLEMENTED = "reimplemented"  # opencc-python-reimplemented writes something else
    NAME = "name"  # what seems to be a name holds a character of several forms
    VOCABULARY = "vocabulary"  # a word was replaced by the region's own
    CHARACTER = "character"  # a character of several forms that no dictionary phrase covers
    PHRASE = "phrase"  # a character of several forms inside a phrase of the dictionary


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One place: the article's title ("" for the issue's own texts), what holds the text (`title`, `p`), the number of
    that text in the article from 1, and the edition's words directly before and after."""

    article: str
    part: str
    number: int
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """`text`, between `before` and `after`, is written `form`; it might be one of `candidates`, `form` first.

    `rules` are the dictionary entries that decided, as (dictionary, key). `before` and `after` are as much of the
    source as tells this case from others, empty for a phrase that tells by itself."""

    tier: Tier
    reason: Reason
    text: str
    before: str
    after: str
    form: str
    candidates: tuple[str, ...]
    rules: tuple[tuple[str, str], ...]
    occurrences: tuple[Occurrence, ...]

    @property
    def passage(self) -> str:
        """The text in braces between what stands around it: `山{里}的`, as a `Decision` names it."""
        return f"{self.before}{{{self.text}}}{self.after}"


@dataclass(frozen=True, slots=True)
class Review:
    """What is undecided in the edition of `issue` (its key and title) in `script`, most doubtful first.

    `characters` is the length of the converted text, `decided` how many places of it a decision has settled."""

    issue: str
    title: str
    script: Script
    characters: int
    decided: int
    doubts: tuple[Doubt, ...]

    def count(self, tier: Tier) -> int:
        """How many distinct phrases of `tier` are undecided."""
        return sum(doubt.tier is tier for doubt in self.doubts)
