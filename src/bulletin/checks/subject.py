"""What is checked. In: an edition and what its first page shows. Out: a `Subject`, with what several rules ask of it."""

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from bulletin.model import Edition, Issue, Official

# The words by which mainland material printed for a body's own members calls itself.
_INTERNAL: Final = ("内部资料", "內部資料", "内部交流")


@dataclass(frozen=True)
class Subject:
    """An edition; `cover_text` is the text of its first printed page, None where it could not be printed."""

    edition: Edition
    cover_text: str | None = None

    @property
    def issue(self) -> Issue:
        """The issue in the edition's script."""
        return self.edition.issue

    @property
    def is_official(self) -> bool:
        """True for a 公文 or 简报: its head and foot say what a colophon says elsewhere, and who signs for every text."""
        return self.issue.periodical.official != Official()

    @property
    def colophon(self) -> dict[str, str]:
        """The colophon's lines by key or label."""
        return dict(self.issue.periodical.colophon.entries)

    @cached_property
    def is_internal(self) -> bool:
        """True for 内部资料: it has a permit, or says so itself on its masthead or in its colophon."""
        periodical = self.issue.periodical
        said = (periodical.masthead.note, periodical.masthead.tagline, *self.colophon.values())
        return bool(periodical.permit) or any(word in text for text in said for word in _INTERNAL)

    @cached_property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """Everything the issue says: the title of each article and its text, the editor's note under its own name."""
        note = self.issue.editors_note
        own = (("", note.text),) if note else ()
        return own + tuple(
            (
                article.title,
                "\n".join(filter(None, (article.title, article.subtitle, article.note, article.body.text))),
            )
            for article in self.issue.articles
        )


def plain(text: str) -> str:
    """Text without spaces and marks, to find words in however they are set."""
    return "".join(character for character in text if character.isalnum())
