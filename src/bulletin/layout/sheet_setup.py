"""What every part of the printed page is made from."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Final

from bulletin.layout.labels import labels
from bulletin.layout.measure import Measure
from bulletin.layout.names import names_of
from bulletin.layout.themes import Theme
from bulletin.layout.titles import on_one_line, shortened, title_lines
from bulletin.model import Article, Asset, Coverage, Edition, Issue, Script, Voice
from bulletin.model.calendar import NumberStyle, default_style

# Fewer articles are found without a table of contents.
_LISTED: Final = 3


@dataclass(frozen=True, slots=True)
class Room:
    """What a body is set in: the measure of its text, that of what spans all columns, and the lines that a picture which
    opens it may take (0: as any other)."""

    measure: Measure
    widest: Measure
    opening_lines: int = 0


@dataclass(frozen=True, slots=True)
class Setup:
    """The edition, the theme, and what the faces can print."""

    edition: Edition
    theme: Theme
    coverage: Coverage
    names: Collection[str] = field(init=False)
    anchors: Mapping[str, str] = field(init=False)  # an article's key → its anchor in the sheet

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", names_of(self.edition))
        anchors = {article.key: f"a{number}" for number, article in enumerate(self.issue.articles, 1)}
        object.__setattr__(self, "anchors", anchors)

    @property
    def issue(self) -> Issue:
        """The issue."""
        return self.edition.issue

    @property
    def measure(self) -> Measure:
        """The theme's measure."""
        return self.theme.measure

    @property
    def text_measure(self) -> Measure:
        """The measure that the text of an article is set in: a column, where there are several."""
        return self.theme.measure.column

    @property
    def style(self) -> NumberStyle:
        """How dates and numbers are written."""
        return self.theme.number_style(default_style(self.edition.lang))

    def word(self, key: str) -> str:
        """A word of the page in the edition's language; a key that is none is its own word."""
        return labels(self.edition.lang).get(key, key)

    def lang(self, article: Article) -> str:
        """The language of an article: its own where every text stays as it came."""
        own = self.edition.script is Script.SOURCE and article.script
        return own.value if own else self.edition.lang

    def voice(self, voice: Voice, text: str) -> str:
        """The class of a run: the voice, or 宋 where its face does not print the whole of `text`."""
        return (voice if self.prints(voice, text) else Voice.SONG).value

    def prints(self, voice: Voice, text: str) -> bool:
        """True if the face that the voice speaks in has every character of `text`."""
        return self.coverage.covers(self.theme.face(voice), text)

    @property
    def name(self) -> str:
        """What stands over the first page: the periodical, or the title of an issue without one; empty where that
        would only repeat the first article's title."""
        titles = [on_one_line(article.title) for article in self.issue.articles[:1]]
        title = on_one_line(self.issue.title)
        return on_one_line(self.issue.periodical.name) or ("" if title in titles else title)

    def title_lines(self, title: str, room_em: float) -> tuple[str, ...]:
        """`title` on lines of at most `room_em`, broken by sense."""
        return title_lines(title, room_em, self.edition.lang, self.names)

    def shortened(self, title: str, room_em: float) -> str:
        """`title`, or as much of it as `room_em` holds."""
        return shortened(title, room_em, self.edition.lang, self.names)

    @property
    def has_contents(self) -> bool:
        """True if the issue has a table of contents, and its text begins on a page of its own."""
        asked = self.theme.options.get("contents") == "always"
        return self.theme.prints("contents") and (asked or len(self.issue.articles) >= _LISTED)

    @property
    def cover(self) -> Asset | None:
        """The picture of the cover, if the issue has one and the theme prints it."""
        return self.issue.cover if self.theme.prints("cover_page") else None
