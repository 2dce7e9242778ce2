"""What is known of an article besides its text. In: what a reader found. Out: the fields of an Article."""

import datetime
from dataclasses import dataclass, fields, replace

from bulletin.collect.characters import one_line
from bulletin.model import Article, Asset, Body, Script


@dataclass(frozen=True, slots=True)
class Details:
    """The fields a reader can find; each is empty when it was not found."""

    title: str = ""
    kicker: str = ""
    subtitle: str = ""
    byline: str = ""
    source: str = ""
    editor: str = ""
    date: datetime.date | None = None
    section: str = ""
    note: str = ""
    script: Script | None = None
    url: str = ""

    def or_else(self, other: "Details") -> "Details":
        """These details, with what is missing taken from `other`."""
        missing = {
            field.name: getattr(other, field.name) for field in fields(self) if not getattr(self, field.name)
        }
        return replace(self, **missing)

    def article(self, key: str, body: Body, origin: str, assets: tuple[Asset, ...]) -> Article:
        """The article with these details."""
        return Article(
            key=key,
            title=one_line(self.title),  # it may be the name of a file
            body=body,
            kicker=self.kicker,
            subtitle=self.subtitle,
            byline=self.byline,
            source=self.source,
            editor=self.editor,
            date=self.date,
            section=self.section,
            note=self.note,
            script=self.script,
            url=self.url,
            origin=origin,
            assets=assets,
        )
