"""A number of a periodical: who publishes it, what stands in it, in which order."""

import datetime
from dataclasses import dataclass, field
from enum import StrEnum

from bulletin.model.article import Article, Asset
from bulletin.model.body import Body
from bulletin.model.event import Event
from bulletin.model.official import Official


@dataclass(frozen=True, slots=True)
class Masthead:
    """报头: the wordmark over the first page. `note` is the line such as 内部资料 免费交流."""

    name: str
    tagline: str = ""
    note: str = ""
    logo: Asset | None = None


@dataclass(frozen=True, slots=True)
class Colophon:
    """版权页: `entries` in print order. A key of `bulletin.layout`'s label table (publisher, printer, issn …)
    is printed with the region's own label; any other key is its own label, converted with the text."""

    entries: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Periodical:
    """What stays the same from issue to issue."""

    name: str
    masthead: Masthead
    colophon: Colophon = Colophon()
    publisher: str = ""
    editors: tuple[str, ...] = ()
    issn: str = ""
    permit: str = ""  # 准印证号
    official: Official = field(default_factory=Official)


class SectionKind(StrEnum):
    """What the articles of a section are; a theme that knows no difference sets them all alike."""

    ARTICLES = "articles"
    ITEMS = "items"  # 短讯: a few sentences each
    NOTICES = "notices"  # 通知: what readers are to do


@dataclass(frozen=True, slots=True)
class Section:
    """栏目: a heading and its articles in order. An untitled section prints no heading.

    With `is_issue` it is a whole issue bound into a volume, whose articles say in `section` where they stood in it."""

    title: str
    articles: tuple[Article, ...]
    kind: SectionKind = SectionKind.ARTICLES
    is_issue: bool = False

    @property
    def headings(self) -> tuple[str, ...]:
        """What stands above each article: in a bound issue the section that begins with it, else nothing."""
        before = ("", *(article.section for article in self.articles))
        return tuple(
            article.section if self.is_issue and article.section != last else ""
            for article, last in zip(self.articles, before, strict=False)
        )


@dataclass(frozen=True, slots=True)
class Issue:
    """期: one number of a periodical, chosen and ordered. `key` is the stem of its file names."""

    key: str
    title: str
    periodical: Periodical
    sections: tuple[Section, ...]
    number: int | None = None  # 第N期
    total_number: int | None = None  # 总第N期
    date: datetime.date | None = None
    editors_note: Body | None = None  # 按语 / 卷首语
    cover: Asset | None = None
    events: tuple[Event, ...] = ()  # 近期活动, by date
    events_title: str = ""

    @property
    def is_volume(self) -> bool:
        """合订本: True if whole issues are bound in it."""
        return any(section.is_issue for section in self.sections)

    @property
    def articles(self) -> tuple[Article, ...]:
        """All articles in print order."""
        return tuple(article for section in self.sections for article in section.articles)
