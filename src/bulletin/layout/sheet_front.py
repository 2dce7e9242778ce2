"""The pages around the articles. In: the set-up. Out: what the templates of masthead, contents and colophon show."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count
from math import ceil
from typing import Final

from bulletin.layout.book_facts import issue_line
from bulletin.layout.sheet_figures import HIGHEST, picture_size
from bulletin.layout.sheet_setup import Setup
from bulletin.layout.titles import on_one_line
from bulletin.layout.widths import line_count, width_em
from bulletin.model import Article, SectionKind, Voice
from bulletin.model.calendar import day_in_chinese, restyled

# Sizes a wordmark is set in, the largest that fits first: 特号 to 二号.
_WORDMARK_PT: Final = (54.0, 42.0, 36.0, 26.0, 22.0)
# The share of the measure it may take, and the space after each character, in ems: short names are spaced.
_WORDMARK_SHARE: Final = 0.86
_SPACED: Final = 0.2
_TIGHT: Final = 0.06
_SHORT_NAME: Final = 6
# The column of section titles beside the contents, and what an entry leaves free for its page number.
_SECTION_COLUMN_EM: Final = 7
_PAGE_NUMBER_EM: Final = 4
# A longer title is shortened in the contents.
_ENTRY_LINES: Final = 3
# Headlines on a cover.
_HEADLINES: Final = 5
_TOOL: Final = "bulletin · Bulletin Song, Hei, Title, Kai, Fang（SIL OFL 1.1）"
# The day of issue stands before the first of these in a colophon.
_NUMBERS: Final = ("permit", "cn_number", "issn", "isbn", "gpn")
# Lines that are white, or taken whatever stands there: below a masthead with its issue line, around contents and
# editor's note with their headings. And the fewest lines the picture of a cover gets.
_MASTHEAD_AIR: Final = 4
_CONTENTS_AIR: Final = 6
_LOWEST_PICTURE: Final = 6
# Around the first article of a front page: its byline and the white around it, its caption, a few lines of its text, and
# the titles at the foot of the page: each is shortened to so many ems, and has its number and white beside it.
_LEAD_AIR: Final = 8
_OTHER_EM: Final = 16.0
_OTHER_AIR_EM: Final = 3.5
_OTHER_LINES: Final = 2
_INNER_TITLE: Final = str.maketrans("《》", "〈〉")


@dataclass(frozen=True, slots=True)
class Wordmark:
    """The name over the first page. `size_pt` and `lines_high` (the page's lines) are those of one of its lines."""

    lines: tuple[str, ...]
    size_pt: float
    spacing_em: float
    lines_high: int


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the contents. `byline_turns` says that its byline takes a line of its own."""

    href: str
    lines: tuple[str, ...]
    byline: str
    byline_turns: bool
    voice: str
    heading: str = ""  # in a volume: the section of its issue that begins with it


@dataclass(frozen=True, slots=True)
class CoverPicture:
    """The picture of the cover; its height is a number of the page's lines."""

    name: str
    width_pt: float
    lines: int


@dataclass(frozen=True, slots=True)
class ContentsSection:
    """A section's entries under its title, which may be empty."""

    title: str
    entries: tuple[Entry, ...]

    @property
    def height(self) -> int:
        """Its lines, and the one below it."""
        return sum(len(entry.lines) + entry.byline_turns for entry in self.entries) + 1


def wordmark(setup: Setup, name: str = "") -> Wordmark:
    """A name, by default that over the first page, as large as the measure allows."""
    name = on_one_line(name) or setup.name
    spacing = _SPACED if len(name) <= _SHORT_NAME else _TIGHT
    room_pt = setup.measure.type_width_pt * _WORDMARK_SHARE
    fitting = [size for size in _WORDMARK_PT if (width_em(name) + len(name) * spacing) * size <= room_pt]
    size_pt = fitting[0] if fitting else _WORDMARK_PT[-1]
    lines = setup.title_lines(name, room_pt / size_pt / (1 + spacing))
    return Wordmark(lines, size_pt, spacing, ceil(size_pt * 1.15 / setup.measure.leading_pt))


def line_of_issue(setup: Setup) -> tuple[str, ...]:
    """第3期, 总第128期, 2026年3月, 内部资料 免费交流: what is known of them."""
    note = setup.issue.periodical.masthead.note
    known = issue_line(setup.issue, setup.edition.lang, setup.style)
    return (*known, on_one_line(note)) if note else known


def contents(setup: Setup) -> tuple[ContentsSection, ...]:
    """The contents; article n is at `#a<n>`, counted from 1 through the issue."""
    numbers = count(1)
    has_titles = any(section.title for section in setup.issue.sections)
    room_em = setup.measure.characters - _PAGE_NUMBER_EM - (_SECTION_COLUMN_EM if has_titles else 0)
    return tuple(
        ContentsSection(
            section.title,
            tuple(
                replace(_entry(setup, article, next(numbers), room_em), heading=heading)
                for article, heading in zip(section.articles, section.headings, strict=True)
            ),
        )
        for section in setup.issue.sections
    )


def _entry(setup: Setup, article: Article, number: int, room_em: float) -> Entry:
    byline = on_one_line(article.byline)
    lines = setup.title_lines(setup.shortened(on_one_line(article.title), room_em * _ENTRY_LINES), room_em)
    # Lines after the first stand two ems in; one more divides title and byline.
    last_em = width_em(lines[-1]) + (2 if len(lines) > 1 else 0)
    turns = last_em + 1 + width_em(byline) > room_em
    return Entry(f"#a{number}", lines, byline, turns, setup.voice(Voice.KAI, byline))


def headlines(setup: Setup) -> tuple[Entry, ...]:
    """The first articles of the issue, for its cover: titles only, as many as leave room for its picture, one at least."""
    room_em = setup.measure.characters - _PAGE_NUMBER_EM - _SECTION_COLUMN_EM
    first = enumerate(setup.issue.articles[:_HEADLINES], start=1)
    entries = [_entry(setup, replace(article, byline=""), number, room_em) for number, article in first]
    while setup.cover and len(entries) > 1 and _room_on_cover(setup, entries) < _LOWEST_PICTURE:
        entries.pop()
    return tuple(entries)


def _room_on_cover(setup: Setup, entries: Sequence[Entry]) -> int:
    """The lines that masthead, headlines, publisher and the white around them leave for a picture."""
    options = setup.theme.options
    lines = sum(len(entry.lines) for entry in entries) * float(options.get("headline_lines", 1))
    return setup.measure.lines - _masthead_lines(setup) - int(options.get("cover_air", 5)) - ceil(lines)


def others(setup: Setup) -> tuple[tuple[str, str], ...]:
    """What stands in the issue besides its first article, for the foot of a front page that is no cover: where, and its
    title. A section of short items or notices is named as a whole. Where all of it takes too many lines, the last
    articles are left out."""
    articles: dict[str, str] = {}
    wholes: dict[str, str] = {}
    number = 1
    for section in setup.issue.sections:
        if section.title and section.kind is not SectionKind.ARTICLES:
            wholes[f"#a{number}"] = section.title
        else:
            titles = enumerate((on_one_line(article.title) for article in section.articles), number)
            articles |= {f"#a{place}": setup.shortened(title, _OTHER_EM) for place, title in titles}
        number += len(section.articles)
    if setup.issue.events:
        wholes["#events"] = setup.issue.events_title or setup.word("events")
    for entries in (articles, wholes):
        entries.pop("#a1", None)
    while articles and not _fit_the_foot(setup, [*articles.values(), *wholes.values()]):
        articles.popitem()
    named = articles | wholes
    order = [f"#a{place}" for place in range(1, number)] + ["#events"]
    return tuple((href, named[href]) for href in order if href in named)


def _fit_the_foot(setup: Setup, titles: Sequence[str]) -> bool:
    """True if the titles, each with its page number, and the label before them take no more lines than a foot has."""
    room_em = setup.measure.type_width_pt / setup.measure.note_pt
    lines, taken_em = 1, len(setup.word("in_this_issue")) + _OTHER_AIR_EM / 2
    for title in titles:
        wide_em = width_em(title) + _OTHER_AIR_EM
        if taken_em + wide_em > room_em:
            lines, taken_em = lines + 1, 0.0
        taken_em += wide_em
    return lines <= _OTHER_LINES


def lead_picture_lines(setup: Setup, title: Sequence[str]) -> int:
    """The lines that a picture below the first title, which has these lines, may take on a front page that is no cover, so
    that the text begins there too."""
    taken = _masthead_lines(setup) + ceil(len(title) * 1.5) + _LEAD_AIR
    return max(min(setup.measure.lines - taken, int(setup.measure.lines * HIGHEST)), _LOWEST_PICTURE)


def cover_picture(setup: Setup) -> CoverPicture | None:
    """The picture of the cover as large as masthead and headlines leave room for; None without one."""
    cover, measure = setup.cover, setup.measure
    if cover is None:
        return None
    highest = max(_room_on_cover(setup, headlines(setup)), _LOWEST_PICTURE)
    width_pt, lines = picture_size(cover, measure.type_width_pt, highest, measure.leading_pt)
    return CoverPicture(cover.name, width_pt, lines)


def note_stands_apart(setup: Setup, listed: Sequence[ContentsSection]) -> bool:
    """True if the editor's note is too long to stand whole below the end of the contents: then it has its own page."""
    note = setup.issue.editors_note
    if note is None or not listed:
        return False
    taken = 0 if setup.cover or not setup.name else _masthead_lines(setup)
    taken += _CONTENTS_AIR + sum(section.height for section in listed)
    room_em = setup.measure.characters - 4
    lines = sum(line_count(f"　　{paragraph}", room_em) for paragraph in note.text.splitlines())
    return taken % setup.measure.lines + lines > setup.measure.lines


def _masthead_lines(setup: Setup) -> int:
    """The height of the masthead with the white below it, in lines."""
    masthead, name = setup.issue.periodical.masthead, wordmark(setup)
    optional = bool(masthead.tagline) + 3 * bool(setup.issue.title) + 4 * bool(masthead.logo)
    return len(name.lines) * name.lines_high + optional + _MASTHEAD_AIR


def colophon_rows(setup: Setup) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The colophon's lines under the region's labels, the day of the issue among them, then the sources of reprinted
    articles, then tool and typefaces; empty where neither the periodical nor a source has anything to say."""
    issue = setup.issue
    entries: list[tuple[str, tuple[str, ...]]] = []
    lang = setup.edition.lang
    entries += [
        (setup.word(key), (restyled(text, setup.style, lang),))
        for key, text in issue.periodical.colophon.entries
    ]
    sources = tuple(_source(setup, article) for article in issue.articles if article.source)
    if not entries and not (sources and issue.periodical.name):
        return ()
    if issue.date and "date" not in dict(issue.periodical.colophon.entries):
        numbers = [setup.word(key) for key in _NUMBERS]
        place = next((at for at, (label, _) in enumerate(entries) if label in numbers), len(entries))
        day = day_in_chinese(issue.date, setup.style, lang)
        entries.insert(place, (setup.word("date"), (day,)))
    if sources:
        entries.append((setup.word("reprints"), sources))
    entries.append((setup.word("typeset_with"), (_TOOL,)))
    return tuple(entries)


def _source(setup: Setup, article: Article) -> str:
    date = day_in_chinese(article.date, setup.style, setup.lang(article)) if article.date else ""
    title = on_one_line(article.title).translate(_INNER_TITLE)
    return f"《{title}》　{'，'.join(filter(None, (article.source, date)))}"
