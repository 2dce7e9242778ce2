"""What a stage has to tell the editor, and how it returns it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Generic, TypeVar

from bulletin.messages import Language, severity_of, wording

T = TypeVar("T")


class Severity(StrEnum):
    """How much it matters: `info` to know, `warning` to look at, `error` something is missing from the result."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Notice:
    """One thing to tell the editor. `code` and `values` find the wording in `bulletin.messages`;
    `article` is the article's title (or file), `place` a paragraph, line or key inside it."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict, hash=False)
    article: str = ""
    place: str = ""

    @property
    def severity(self) -> Severity:
        """The severity the code's entry gives."""
        return Severity(severity_of(self.code))

    def message(self, language: Language = "en") -> str:
        """One sentence: what and where."""
        return wording(self.code, self.values, language).message

    def hint(self, language: Language = "en") -> str:
        """What to do next, or an empty string."""
        return wording(self.code, self.values, language).hint

    def in_article(self, title: str) -> "Notice":
        """The same notice, said of the article `title`."""
        return replace(self, article=title)


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What a stage returns: its value and what it has to say of it."""

    value: T
    notices: tuple[Notice, ...] = ()
