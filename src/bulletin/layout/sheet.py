"""The printed issue as one HTML document. In: an edition, a theme, what its faces cover. Out: a `Sheet`."""

import datetime
from collections.abc import Mapping
from typing import Final

from bulletin.layout.engine import render
from bulletin.layout.events import months
from bulletin.layout.labels import labels
from bulletin.layout.official import official_frame
from bulletin.layout.sheet_articles import running_head_em, section_pages
from bulletin.layout.sheet_body import print_body
from bulletin.layout.sheet_front import (
    colophon_rows,
    contents,
    cover_picture,
    headlines,
    line_of_issue,
    note_stands_apart,
    others,
    wordmark,
)
from bulletin.layout.sheet_index import authors, sources
from bulletin.layout.sheet_left_out import left_out
from bulletin.layout.sheet_setup import Room, Setup
from bulletin.layout.sheet_styles import measure_styles, print_styles
from bulletin.layout.sheet_trees import inner_html
from bulletin.layout.themes import Theme
from bulletin.model import Article, Asset, Coverage, Edition, Sheet, TypeStyle, Voice

# A masthead's picture this much wider than high is the lettering of the name (刊名题字); another is an emblem.
_LETTERING: Final = 2
_GENERATOR: Final = "bulletin"


def print_sheet(edition: Edition, theme: Theme, coverage: Coverage) -> Sheet:
    """The whole document, and the style sheets and pictures it names as `asset:NAME`.

    Raises InputError as `render` and `Theme.text` do.
    """
    setup = Setup(edition, theme, coverage)
    sections = tuple(section_pages(setup))
    # What tells this issue from the others of its periodical: its number or month, of a volume its title.
    own = (edition.issue.title,) if edition.issue.is_volume else line_of_issue(setup)[:1]
    title = " ".join((setup.name, *own)) if setup.name else edition.issue.title
    values = {
        "lang": edition.lang,
        "title": title,
        "generator": _GENERATOR,
        "labels": labels(edition.lang),
        "options": theme.options,
        "issue": edition.issue,
        "periodical": edition.issue.periodical,
        "running_name": setup.shortened("　".join((setup.name, *own)).strip(), running_head_em(setup)),
        "sections": sections,
        "colophon": colophon_rows(setup) if theme.prints("colophon") else (),
        "official": official_frame(setup),
        "events": months(edition.issue.events, setup.style, labels(edition.lang)),
        "events_title": edition.issue.events_title or setup.word("events"),
        "authors": authors(edition),
        "sources": sources(edition),
        **_masthead(setup, title),
        **_front(setup),
    }
    shown = [asset for section in sections for article in section.articles for asset in article.pictures]
    shown += filter(None, (edition.issue.periodical.masthead.logo, setup.cover))
    html = render(theme, "print.html.j2", values)
    return Sheet(
        html=html,
        resources=_resources(theme, edition.style, shown),
        title=title,
        lang=edition.lang,
        created=_midnight(edition.issue.date),
        notices=(
            *(notice for section in sections for article in section.articles for notice in article.notices),
            *left_out(setup, html),
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
        print_body(Article("note", "", note), "note", setup, 2, Room(setup.measure, setup.measure))
        if note and not note.is_empty
        else None
    )
    return {
        "cover": cover_picture(setup),
        "headlines": headlines(setup),
        "others": others(setup),
        "contents": listed,
        "editors_note": inner_html(body.root) if body else "",
        "note_voice": setup.voice(Voice.KAI, note.text if note else ""),
        "note_stands_apart": note_stands_apart(setup, listed),
    }


def _resources(theme: Theme, style: TypeStyle, pictures: list[Asset]) -> Mapping[str, tuple[bytes, str]]:
    return {
        "measure.css": (measure_styles(theme, style).encode(), "text/css"),
        "print.css": (print_styles(theme).encode(), "text/css"),
        **{picture.name: (picture.data, picture.media_type) for picture in pictures},
    }


def _midnight(date: datetime.date | None) -> datetime.datetime | None:
    return datetime.datetime.combine(date, datetime.time(), datetime.UTC) if date else None
