"""Sections and articles as the templates show them. In: the set-up and an issue's sections. Out: their pages."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count
from typing import Final, NamedTuple

from markupsafe import Markup

from bulletin.layout.sheet_body import print_body
from bulletin.layout.sheet_front import lead_picture_lines
from bulletin.layout.sheet_notes import mark_end, name_editor
from bulletin.layout.sheet_setup import Room, Setup
from bulletin.layout.sheet_trees import inner_html
from bulletin.layout.titles import on_one_line
from bulletin.model import Article, Asset, Notice, Section, SectionKind, Voice
from bulletin.model.calendar import day_in_chinese

# A title of more lines than this is set a step smaller.
_TITLE_LINES: Final = 2
# What a running head may take, and a folio beside it with the white between them, in ems of their type.
_RUNNING_HEAD_EM: Final = 30.0
_FOLIO_EM: Final = 4.0
_OPENING: Final = tuple("《「『（“")
_CLOSING: Final = tuple("，、：；》」』）”")


class TitleLine(NamedTuple):
    """A line of a title, and the marks it begins and ends with: they are set on half their width, or the line would
    stand off the middle."""

    opening: str
    text: str
    closing: str


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """An article. `size` is a class of its title, `large`, `small` or `lead`; `voices` has the class of each run in 楷."""

    anchor: str
    lang: str
    article: Article
    title: str
    lines: tuple[TitleLine, ...]
    size: str
    running: str
    byline: str
    date: str
    note: tuple[str, ...]
    voices: dict[str, str]
    body: Markup
    pictures: tuple[Asset, ...]
    notices: tuple[Notice, ...]
    heading: str = ""  # in a volume: the section of its issue that begins with it


@dataclass(frozen=True, slots=True)
class SectionPage:
    """A section; its title may be empty. `kind` is `articles`, `items` or `notices`."""

    title: str
    articles: tuple[ArticlePage, ...]
    kind: SectionKind


def running_head_em(setup: Setup) -> float:
    """What a running head may take, in ems of its type: less where the folio stands on its line."""
    options, measure = setup.theme.options, setup.measure
    room_em = measure.type_width_pt / measure.note_pt
    if options.get("folio_edge") == "head":
        room_em -= _FOLIO_EM
    if (options.get("folio_edge"), options.get("folio")) == ("head", "centre"):
        room_em /= 2
    return min(room_em, _RUNNING_HEAD_EM)


def section_pages(setup: Setup) -> Iterator[SectionPage]:
    """The sections of the issue; article n has the anchor `a<n>`, counted from 1 through the issue."""
    numbers = count(1)
    for section in setup.issue.sections:
        articles = (
            replace(article_page(setup, section, article, f"a{next(numbers)}"), heading=heading)
            for article, heading in zip(section.articles, section.headings, strict=True)
        )
        yield SectionPage(section.title, tuple(articles), section.kind)


def article_page(setup: Setup, section: Section, article: Article, anchor: str) -> ArticlePage:
    """One article. Its headings stand below its title, and that below the section's."""
    title = on_one_line(article.title)
    leads = anchor == "a1" and setup.measure.lead_pt > setup.measure.title_pt
    lines, size = (lead_title if leads else title_of)(setup, title)
    room = _room(setup, section.kind, lead_picture_lines(setup, lines) if leads else 0)
    body = print_body(article, anchor, setup, 3 if section.title else 2, room)
    if article.editor:
        words = f"（{setup.word('article_editor')}：{on_one_line(article.editor)}）"
        name_editor(body.root, words, setup.voice(Voice.KAI, words))
    else:
        mark_end(body.root)
    lang = setup.lang(article)
    return ArticlePage(
        anchor=anchor,
        lang=lang,
        article=article,
        title=title,
        lines=tuple(map(_title_line, lines)),
        size=size,
        running=setup.shortened(title, running_head_em(setup)),
        byline=on_one_line(article.byline),
        date=day_in_chinese(article.date, setup.style, lang) if article.date else "",
        note=tuple(line for line in article.note.splitlines() if line.strip()),
        voices={
            "kicker": setup.voice(Voice.KAI, article.kicker),
            "subtitle": setup.voice(Voice.KAI, article.subtitle),
            "credits": setup.voice(Voice.KAI, article.byline + article.source),
            "note": setup.voice(Voice.KAI, article.note),
        },
        body=inner_html(body.root),
        pictures=tuple(body.pictures),
        notices=tuple(body.notices),
    )


def _room(setup: Setup, kind: SectionKind, opening_lines: int) -> Room:
    """Short items stand in columns together, notices in a box without any; every article begins columns of its own."""
    match kind:
        case SectionKind.ITEMS:
            return Room(setup.text_measure, setup.text_measure, opening_lines)
        case SectionKind.NOTICES:
            return Room(setup.measure, setup.measure, opening_lines)
        case SectionKind.ARTICLES:
            return Room(setup.text_measure, setup.measure, opening_lines)


def title_of(setup: Setup, title: str) -> tuple[tuple[str, ...], str]:
    """The lines of a title and its size."""
    measure = setup.measure
    lines = setup.title_lines(title, measure.type_width_pt / measure.title_pt)
    if len(lines) <= _TITLE_LINES:
        return lines, "large"
    return setup.title_lines(title, measure.type_width_pt / measure.long_title_pt), "small"


def lead_title(setup: Setup, title: str) -> tuple[tuple[str, ...], str]:
    """The same of the first article in a theme that sets it larger; a long title is as the others."""
    measure = setup.measure
    lines = setup.title_lines(title, measure.type_width_pt / measure.lead_pt)
    return (lines, "lead") if len(lines) <= _TITLE_LINES else title_of(setup, title)


def _title_line(line: str) -> TitleLine:
    opening = line[:1] if line.startswith(_OPENING) else ""
    closing = line[-1:] if len(line) > 1 and line.endswith(_CLOSING) else ""
    return TitleLine(opening, line[len(opening) : len(line) - len(closing)], closing)
