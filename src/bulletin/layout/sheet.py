"""The printed issue as one HTML document. In: an edition, a theme, what its faces cover. Out: a `Sheet`."""

import datetime
from dataclasses import dataclass
from itertools import count
from typing import Final, NamedTuple

from markupsafe import Markup

from bulletin.layout.engine import render
from bulletin.layout.labels import labels
from bulletin.layout.sheet_body import print_body
from bulletin.layout.sheet_front import (
    colophon_rows,
    contents,
    cover_picture,
    headlines,
    line_of_issue,
    note_stands_apart,
    wordmark,
)
from bulletin.layout.sheet_notes import mark_end
from bulletin.layout.sheet_setup import Setup
from bulletin.layout.sheet_trees import inner_html
from bulletin.layout.themes import Theme
from bulletin.layout.titles import on_one_line, title_lines
from bulletin.layout.widths import width_em
from bulletin.model import Article, Asset, Coverage, Edition, Section, Sheet, Voice
from bulletin.model.calendar import day_in_chinese

# A title of more lines than this is set a step smaller.
_TITLE_LINES: Final = 2
# What a running head holds beside the folio, in ems of its type.
_RUNNING_HEAD_EM: Final = 30.0
_OPENING: Final = tuple("《「『（“")
_CLOSING: Final = tuple("，、：；》」』）”")
# A masthead's picture this much wider than high is the lettering of the name (刊名题字); another is an emblem.
_LETTERING: Final = 2
_GENERATOR: Final = "bulletin"


class TitleLine(NamedTuple):
    """A line of a title, and the marks it begins and ends with: they are set on half their width, or the line would
    stand off the middle."""

    opening: str
    text: str
    closing: str


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """An article as the template shows it. `size` is a class of the title: `large` or `small`."""

    anchor: str
    lang: str
    article: Article
    title: str
    lines: tuple[TitleLine, ...]
    size: str
    byline: str
    running: str
    source: str
    date: str
    note: tuple[str, ...]
    voices: dict[str, str]
    body: Markup
    pictures: tuple[Asset, ...]


@dataclass(frozen=True, slots=True)
class SectionPage:
    """A section as the template shows it."""

    title: str
    articles: tuple[ArticlePage, ...]


def print_sheet(edition: Edition, theme: Theme, coverage: Coverage) -> Sheet:
    """The whole document, and the style sheets and pictures it names as `asset:NAME`.

    Raises InputError as `render` and `Theme.text` do.
    """
    setup = Setup(edition, theme, coverage)
    issue = edition.issue
    numbers = count(1)
    sections = tuple(_section(setup, section, numbers) for section in issue.sections)
    note = issue.editors_note
    note_page = (
        print_body(Article("note", "", note), "note", setup, 2) if note and not note.is_empty else None
    )
    listed = contents(setup) if setup.has_contents else ()
    logo, cover = issue.periodical.masthead.logo, issue.cover
    title = " ".join(filter(None, (setup.name, *line_of_issue(setup)[:1]))) or sections[0].articles[0].title
    values = {
        "lang": edition.lang,
        "title": title,
        "generator": _GENERATOR,
        "labels": labels(edition.lang),
        "options": theme.options,
        "issue": issue,
        "periodical": issue.periodical,
        "name": setup.name,
        "running_name": _shortened("　".join(filter(None, (setup.name, *line_of_issue(setup)[:1])))),
        "wordmark": wordmark(setup) if setup.name else None,
        "tagline_voice": setup.voice(Voice.KAI, issue.periodical.masthead.tagline),
        "issue_line": line_of_issue(setup),
        "contents": listed,
        "headlines": headlines(setup),
        "editors_note": inner_html(note_page.root) if note_page else "",
        "note_voice": setup.voice(Voice.KAI, note.text if note else ""),
        "note_stands_apart": note_stands_apart(setup, listed),
        "sections": sections,
        "colophon": colophon_rows(setup),
        "logo": logo,
        "logo_is_lettering": logo is not None and logo.width_px >= _LETTERING * logo.height_px > 0,
        "cover": cover_picture(setup) if cover else None,
    }
    shown = [asset for section in sections for article in section.articles for asset in article.pictures]
    shown += [asset for asset in (logo, cover) if asset]
    return Sheet(
        html=render(theme, "print.html.j2", values),
        resources={
            "measure.css": (_variables(theme).encode(), "text/css"),
            "print.css": (theme.text("print.css").encode(), "text/css"),
            **{asset.name: (asset.data, asset.media_type) for asset in shown},
        },
        title=title,
        lang=edition.lang,
        created=_midnight(issue.date),
    )


def _section(setup: Setup, section: Section, numbers: "count[int]") -> SectionPage:
    top = 3 if section.title else 2
    articles = (_article(setup, article, f"a{next(numbers)}", top) for article in section.articles)
    return SectionPage(section.title, tuple(articles))


def _article(setup: Setup, article: Article, anchor: str, top: int) -> ArticlePage:
    measure, lang = setup.measure, setup.lang(article)
    body = print_body(article, anchor, setup, top)
    if not article.editor:
        mark_end(body.root)
    title = on_one_line(article.title)
    lines, size = title_lines(title, measure.type_width_pt / measure.title_pt), "large"
    if len(lines) > _TITLE_LINES:
        lines, size = title_lines(title, measure.type_width_pt / measure.long_title_pt), "small"
    return ArticlePage(
        anchor=anchor,
        lang=lang,
        article=article,
        title=title,
        lines=tuple(map(_title_line, lines)),
        size=size,
        byline=on_one_line(article.byline),
        running=_shortened(title),
        source=article.source,
        date=day_in_chinese(article.date, setup.style, lang) if article.date else "",
        note=tuple(line for line in article.note.splitlines() if line.strip()),
        voices={
            name: setup.voice(Voice.KAI, text)
            for name, text in (
                ("kicker", article.kicker),
                ("subtitle", article.subtitle),
                ("credits", f"{article.byline}{article.source}"),
                ("note", article.note),
                ("editor", article.editor),
            )
        },
        body=inner_html(body.root),
        pictures=tuple(body.pictures),
    )


def _title_line(line: str) -> TitleLine:
    opening = line[:1] if line.startswith(_OPENING) else ""
    closing = line[-1:] if len(line) > 1 and line.endswith(_CLOSING) else ""
    return TitleLine(opening, line[len(opening) : len(line) - len(closing)], closing)


def _shortened(title: str) -> str:
    """`title` as a running head: whole, or as much as fits, with an ellipsis."""
    if width_em(title) <= _RUNNING_HEAD_EM:
        return title
    kept = title
    while width_em(kept) > _RUNNING_HEAD_EM - 2:
        kept = kept[:-1]
    return f"{kept.rstrip('，、：；（《“「 　')}……"


def _variables(theme: Theme) -> str:
    """The measure and the options as CSS variables, for `@page` and every rule of print.css."""
    measure = theme.measure
    lengths = {
        "page-width": measure.page_width_pt,
        "page-height": measure.page_height_pt,
        "type-width": measure.type_width_pt,
        "type-height": measure.type_height_pt,
        "inner": measure.inner_pt,
        "outer": measure.outer_pt,
        "head": measure.head_pt,
        "foot": measure.foot_pt,
        "size": measure.type_size_pt,
        "line": measure.leading_pt,
        "title": measure.title_pt,
        "long-title": measure.long_title_pt,
        "section": measure.section_pt,
        "note": measure.note_pt,
    }
    declarations = [f"--{name}:{length:.4f}pt" for name, length in lengths.items()]
    declarations += [
        f"--{key.replace('_', '-')}:{value}" for key, value in theme.options.items() if value != ""
    ]
    return f":root{{{';'.join(declarations)}}}\n"


def _midnight(date: datetime.date | None) -> datetime.datetime | None:
    return datetime.datetime.combine(date, datetime.time(), datetime.UTC) if date else None
