"""The printed issue as one HTML document. In: an edition, a theme, what its faces cover. Out: a `Sheet`."""

import datetime
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Final

from bulletin.layout.engine import render
from bulletin.layout.labels import labels
from bulletin.layout.official import official_frame
from bulletin.layout.sheet_articles import RUNNING_HEAD_EM, section_pages
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
from bulletin.layout.sheet_index import authors, sources
from bulletin.layout.sheet_setup import Setup
from bulletin.layout.sheet_trees import inner_html
from bulletin.layout.themes import Theme
from bulletin.model import Article, Asset, Coverage, Edition, Sheet, Squeezing, TypeStyle, Voice

# A masthead's picture this much wider than high is the lettering of the name (刊名题字); another is an emblem.
_LETTERING: Final = 2
_GENERATOR: Final = "bulletin"
# The engine adds up lines in floating point: without a hair of room, a column as high as the page counts as too high.
_HAIR_PT: Final = 0.01


def print_sheet(edition: Edition, theme: Theme, coverage: Coverage) -> Sheet:
    """The whole document, and the style sheets and pictures it names as `asset:NAME`.

    Raises InputError as `render` and `Theme.text` do.
    """
    setup = Setup(edition, theme, coverage)
    sections = tuple(section_pages(setup))
    title = " ".join((setup.name, *line_of_issue(setup)[:1])) if setup.name else edition.issue.title
    values = {
        "lang": edition.lang,
        "title": title,
        "generator": _GENERATOR,
        "labels": labels(edition.lang),
        "options": theme.options,
        "issue": edition.issue,
        "periodical": edition.issue.periodical,
        "running_name": setup.shortened(
            "　".join((setup.name, *line_of_issue(setup)[:1])).strip(), RUNNING_HEAD_EM
        ),
        "sections": sections,
        "colophon": colophon_rows(setup),
        "official": official_frame(setup),
        "authors": authors(setup),
        "sources": sources(setup),
        **_masthead(setup, title),
        **_front(setup),
    }
    shown = [asset for section in sections for article in section.articles for asset in article.pictures]
    shown += filter(None, (edition.issue.periodical.masthead.logo, edition.issue.cover))
    return Sheet(
        html=render(theme, "print.html.j2", values),
        resources=_resources(theme, edition.style, shown),
        title=title,
        lang=edition.lang,
        created=_midnight(edition.issue.date),
        notices=tuple(
            notice for section in sections for article in section.articles for notice in article.notices
        ),
        style=edition.style,
    )


def _masthead(setup: Setup, title: str) -> Mapping[str, object]:
    """What the masthead shows, or the title page of a book."""
    masthead = setup.issue.periodical.masthead
    logo = masthead.logo
    return {
        "name": setup.name,
        "wordmark": wordmark(setup) if setup.name else None,
        "volume": wordmark(setup, setup.issue.title or setup.name or title),
        "logo": logo,
        "logo_is_lettering": logo is not None and logo.width_px >= _LETTERING * logo.height_px > 0,
        "tagline_voice": setup.voice(Voice.KAI, masthead.tagline),
        "issue_line": line_of_issue(setup),
    }


def _front(setup: Setup) -> Mapping[str, object]:
    """What stands before the articles: cover, contents, editor's note."""
    listed = contents(setup) if setup.has_contents else ()
    note = setup.issue.editors_note
    body = (
        print_body(Article("note", "", note), "note", setup, 2, setup.measure)
        if note and not note.is_empty
        else None
    )
    return {
        "cover": cover_picture(setup),
        "headlines": headlines(setup),
        "contents": listed,
        "editors_note": inner_html(body.root) if body else "",
        "note_voice": setup.voice(Voice.KAI, note.text if note else ""),
        "note_stands_apart": note_stands_apart(setup, listed),
    }


def _resources(theme: Theme, style: TypeStyle, pictures: list[Asset]) -> Mapping[str, tuple[bytes, str]]:
    return {
        "measure.css": ((_variables(theme, style) + _marks()).encode(), "text/css"),
        "print.css": (_styles(theme).encode(), "text/css"),
        **{picture.name: (picture.data, picture.media_type) for picture in pictures},
    }


def _styles(theme: Theme) -> str:
    """The theme's style sheet, and what it says of pages that are printed on one side."""
    return theme.text("print.css") + (theme.text("single.css") if theme.is_single_sided else "")


@cache
def _marks() -> str:
    """What every theme needs for the marks of Chinese text."""
    return resources.files(__package__).joinpath("marks.css").read_text(encoding="utf-8")


def _variables(theme: Theme, style: TypeStyle) -> str:
    """The measure, the house style and the options as CSS variables, for `@page` and every rule of print.css."""
    measure = theme.measure
    lengths_pt = {
        "page-width": measure.page_width_pt,
        "page-height": measure.page_height_pt,
        "type-width": measure.type_width_pt,
        "type-height": measure.type_height_pt,
        "inner": measure.inner_pt,
        "outer": measure.outer_pt,
        "head": measure.head_pt,
        "foot": measure.foot_pt - _HAIR_PT,
        "size": measure.type_size_pt,
        "line": measure.leading_pt,
        "title": measure.title_pt,
        "long-title": measure.long_title_pt,
        "section": measure.section_pt,
        "note": measure.note_pt,
        "column-gap": measure.gutter * measure.type_size_pt,
        "column-width": measure.column.type_width_pt,
    }
    options = {key.replace("_", "-"): value for key, value in theme.options.items() if value != ""}
    house = {
        "indent": f"{style.indent_em}em",
        "orphans": style.orphans,
        "widows": style.widows,
        "marks": "normal" if style.squeezing is Squeezing.NONE else '"chws"',
    }
    variables = {**options, **house, **{name: f"{length:.4f}pt" for name, length in lengths_pt.items()}}
    return f":root{{{';'.join(f'--{name}:{value}' for name, value in variables.items())}}}\n"


def _midnight(date: datetime.date | None) -> datetime.datetime | None:
    return datetime.datetime.combine(date, datetime.time(), datetime.UTC) if date else None
