"""What an issue is to hold, before anything is read: sections of article files with what overrides them."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from bulletin.model import Asset, Event, Format, Official, Script, SectionKind, Voice


class Silenced(NamedTuple):
    """A code that `bulletin check` passes over, the reason given for that, and where (`file:line`)."""

    code: str
    reason: str
    place: str


@dataclass(frozen=True, slots=True)
class Choices:
    """How to make it, as far as one file says; a field that is empty was not said."""

    scripts: tuple[Script, ...] = ()
    formats: tuple[Format, ...] = ()
    theme: str = ""
    theme_options: Mapping[str, object] = field(default_factory=dict, hash=False)
    option_places: Mapping[str, str] = field(default_factory=dict, hash=False)  # of the theme's options
    pictures: Mapping[str, Asset] = field(default_factory=dict, hash=False)  # `logo`, `cover`
    picture_places: Mapping[str, str] = field(default_factory=dict, hash=False)
    faces: Mapping[Voice, Path] = field(default_factory=dict, hash=False)  # font files of the editor's own
    colophon: tuple[tuple[str, str], ...] = ()
    official: Official = field(default_factory=Official)
    bleed_mm: float | None = None
    attach: bool | None = None
    silenced: tuple[Silenced, ...] = ()


@dataclass(frozen=True, slots=True)
class ArticleReference:
    """An article as a plan names it. `path` is absolute; `place` is where the plan names it (`file:line`).

    `overrides` are fields of `Article` by name, each replacing what the file itself says."""

    path: Path
    overrides: Mapping[str, object] = field(default_factory=dict, hash=False)
    place: str = ""


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """栏目: its title (empty for none) and the articles it names, in order."""

    title: str
    articles: tuple[ArticleReference, ...]
    place: str = ""
    kind: SectionKind = SectionKind.ARTICLES


@dataclass(frozen=True, slots=True)
class IssuePlan:
    """An issue before its articles are read. `key` is safe as the stem of a file name; `folder` is where its
    bulletin.toml is looked for, None for loose files that belong to no periodical."""

    key: str
    sections: tuple[SectionPlan, ...]
    folder: Path | None = None
    title: str = ""
    number: int | None = None
    total_number: int | None = None
    date: datetime.date | None = None
    cover: Asset | None = None
    editors_note: str = ""
    editors_note_file: Path | None = None
    events: tuple[Event, ...] = ()
    events_title: str = ""
    choices: Choices = Choices()

    @property
    def files(self) -> tuple[Path, ...]:
        """Every file to be read, each once: the articles in print order, then the editor's note."""
        articles = [article.path for section in self.sections for article in section.articles]
        note = [self.editors_note_file] if self.editors_note_file else []
        return tuple(dict.fromkeys(articles + note))
