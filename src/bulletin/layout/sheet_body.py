"""An article's body as the printed page shows it. In: an `Article`, a prefix for its ids. Out: HTML.

Notes go to their calls, pictures and tables take whole lines, every run is set in one voice. The text stays as it
is, to the character.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import ceil
from typing import Final

from lxml import etree

from bulletin.layout.marked import settle_marks
from bulletin.layout.measure import Measure
from bulletin.layout.numbering import heading_ranks
from bulletin.layout.sheet_columns import set_in_columns
from bulletin.layout.sheet_figures import place_figure
from bulletin.layout.sheet_marks import dot_emphasis, drop_capitals, set_insets, set_ruby
from bulletin.layout.sheet_notes import move_notes
from bulletin.layout.sheet_numbering import hang_numbers, number_lists
from bulletin.layout.sheet_paragraphs import (
    credit_quotations,
    keep_last_words,
    keep_leads,
    keep_opening,
    mark_author,
    shape_verse,
)
from bulletin.layout.sheet_setup import Room, Setup
from bulletin.layout.sheet_tables import rule_table
from bulletin.layout.sheet_trees import add_class, add_style, has_class, put_in_place, take_out, text_of
from bulletin.layout.sheet_wide_tables import fits, is_readable, parts_of
from bulletin.layout.widths import line_count
from bulletin.model import Article, Asset, Notice, Voice
from bulletin.model.body import LINK_SCHEMES

_HEADINGS: Final = ("h2", "h3", "h4")
# 提要: times the text, lines of the page for each of its own, and the least white above and below both together.
_PULL_SIZE: Final = 4 / 3
_PULL_LEADING: Final = 1.5
_PULL_AIR: Final = 0.8
_LETTERS: Final = re.compile(r"\w")
# Who speaks in which voice; a run its face does not wholly cover is set in 宋 as a whole.
_VOICES: Final = {
    Voice.KAI: ("blockquote", "figcaption", "div", "*[@data-rank='2']"),
    Voice.FANG: ("blockquote[@class='letter']",),
}


@dataclass(slots=True)
class PrintBody:
    """A body on its way to the page. `top` is the level of its highest heading (2 for h2); `pictures` are the assets
    it shows."""

    root: etree._Element
    prefix: str
    assets: Mapping[str, Asset]
    setup: Setup
    top: int
    lang: str
    room: Room
    pictures: list[Asset] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    @property
    def measure(self) -> Measure:
        """The measure of its text."""
        return self.room.measure

    @property
    def in_columns(self) -> bool:
        """True if something may span its columns."""
        return self.room.measure != self.room.widest


def print_body(article: Article, prefix: str, setup: Setup, top: int, room: Room | None = None) -> PrintBody:
    """The body of `article` with every rule applied, in `room`, by default that of the text. Its ids begin with
    `prefix`."""
    assets = {asset.name: asset for asset in article.assets}
    room = room or Room(setup.text_measure, setup.measure)
    body = PrintBody(article.body.tree(), prefix, assets, setup, top, setup.lang(article), room)
    for rule in _RULES:
        rule(body)
    body.notices = [notice.in_article(article.title) for notice in body.notices]
    return body


def _drop_comments(body: PrintBody) -> None:
    """Comments are no part of a text."""
    etree.strip_tags(body.root, etree.Comment, etree.ProcessingInstruction)


def _name_ids(body: PrintBody) -> None:
    """Ids are unique in the document; links that lead nowhere keep their text only."""
    ids: dict[str, str] = {}
    for number, element in enumerate(body.root.iter(etree.Element)):
        if name := element.attrib.pop("id", ""):
            ids.setdefault(name, f"{body.prefix}-{number}")
            element.set("id", ids[name])
    for link in body.root.iter("a"):
        href = link.attrib.pop("href", "")
        inward = _inward(href, ids, body.setup.anchors)
        if inward:
            link.set("href", inward)
            _refer(link, body)
        elif href.startswith(LINK_SCHEMES) and not href.startswith(("#", "article:")):
            link.set("href", href)


def _inward(href: str, ids: Mapping[str, str], anchors: Mapping[str, str]) -> str:
    """Where a link inside the issue leads; empty if nowhere."""
    target = ids.get(href[1:]) if href.startswith("#") else anchors.get(href.removeprefix("article:"))
    return f"#{target}" if target else ""


def _refer(link: etree._Element, body: PrintBody) -> None:
    """On paper nobody can follow a link: it names the page (见第12页), unless it is a note's or only a sign."""
    if has_class(link, "noteref") or len(_LETTERS.findall(text_of(link))) < 2:
        return
    before, _, after = body.setup.word("see_page").partition("{page}")
    add_class(link, "reference")
    link.set("data-before", before)
    link.set("data-after", after)


def _show_pictures(body: PrintBody) -> None:
    """A picture is an asset, alone in a paragraph it is a figure; one that did not arrive leaves its words."""
    for picture in list(body.root.iter("img")):
        asset = body.assets.get(picture.get("src", ""))
        if asset is None:
            _leave_words(picture)
            continue
        body.pictures.append(asset)
        picture.set("src", f"asset:{asset.name}")
        picture.set("alt", picture.get("alt", ""))
        parent = picture.getparent()
        if parent is not None and parent.tag == "p" and len(parent) == 1 and not text_of(parent).strip():
            parent.tag = "figure"
            parent.attrib.pop("class", None)
    for figure in list(body.root.iter("figure")):
        if figure.find(".//img") is None and not text_of(figure).strip():
            take_out(figure)
        else:
            _place_figure(figure, body)


def _place_figure(figure: etree._Element, body: PrintBody) -> None:
    """A figure in the text; one that opens it spans all columns."""
    if figure.getparent() is not body.root or figure.getprevious() is not None:
        place_figure(figure, body.assets, body.measure)
        return
    if body.in_columns:
        add_class(figure, "wide")
    place_figure(figure, body.assets, body.room.widest, body.room.opening_lines)


def _leave_words(picture: etree._Element) -> None:
    words = etree.Element("span", {"class": "lost"})
    words.text = picture.get("alt", "")
    put_in_place(picture, words)


def _rank_headings(body: PrintBody) -> None:
    """Headings by their rank. The lines of a long one are broken by sense, as a title's are."""
    headings = list(body.root.iter(*_HEADINGS))
    ranks = heading_ranks([(str(heading.tag), text_of(heading)) for heading in headings])
    for heading, rank in zip(headings, ranks, strict=True):
        heading.tag = f"h{min(body.top + rank - 1, 6)}"
        heading.set("data-rank", str(rank))
        add_class(heading, f"rank-{rank}")
        if rank == 1:
            _break_by_sense(heading, body, body.measure.characters - 4)


def _break_by_sense(block: etree._Element, body: PrintBody, room_em: float) -> None:
    """The lines of a heading or of words set large; what has markup inside is left to the engine."""
    if len(block):
        return
    lines = body.setup.title_lines(text_of(block), room_em)
    block.text = lines[0]
    for line in lines[1:]:
        etree.SubElement(block, "br").tail = line


def _rule_tables(body: PrintBody) -> None:
    """Tables stand on the grid; one too wide for a column spans them all, one too wide to be read is cut."""
    for table in list(body.root.iter("table")):
        measure = body.measure
        if body.in_columns and not fits(table, measure.type_width_pt / measure.note_pt):
            measure = body.room.widest
            add_class(table, "wide")
        room_em = measure.type_width_pt / measure.note_pt
        columns = table.find(".//tr")
        parts = parts_of(table, room_em)
        if len(parts) > 1:
            values = {"columns": 0 if columns is None else len(columns), "parts": len(parts)}
            body.notices.append(Notice("layout.table-cut", values))
        elif not is_readable(table, room_em):
            body.notices.append(Notice("layout.table-unreadable"))
        for part in parts:
            rule_table(part, measure)


def _settle_marks(body: PrintBody) -> None:
    """What the author marked, as house and region want it."""
    edition = body.setup.edition
    settle_marks(body.root, body.lang, edition.style, edition.proper_names)


def _set_marks(body: PrintBody) -> None:
    """Ruby, dots, insets and drop capitals as boxes."""
    dot_emphasis(body.root)
    set_ruby(body.root)
    set_insets(body.root)
    drop_capitals(body.root)


def _set_pulls(body: PrintBody) -> None:
    """Words of the text set large take a whole number of lines, themselves in the middle."""
    for quotation in body.root.iter("blockquote"):
        if has_class(quotation, "pull"):
            room_em = body.measure.characters / _PULL_SIZE
            for paragraph in quotation.iterchildren("p"):
                _break_by_sense(paragraph, body, room_em)
            lines = text_of(quotation).strip().split("\n")
            count = sum(line_count(line, room_em) for line in lines)
            high = ceil(count * _PULL_LEADING + _PULL_AIR)
            above = (high - count * _PULL_LEADING) / 2
            add_style(quotation, f"height:calc(var(--line)*{high});padding-top:calc(var(--line)*{above:g})")


def _choose_voices(body: PrintBody) -> None:
    """A run that the face of its voice does not wholly cover takes 宋."""
    for voice, places in _VOICES.items():
        for place in places:
            for element in body.root.iterfind(f".//{place}"):
                if not body.setup.prints(voice, text_of(element)):
                    add_class(element, "song")


def _span_columns(body: PrintBody) -> None:
    """What stands in columns, and what spans them."""
    if body.in_columns:
        set_in_columns(body.root)


def _move_notes(body: PrintBody) -> None:
    """Notes stand at the foot of the page, or at the end of the article."""
    style = body.setup.edition.style
    at_end = style.endnotes or body.setup.theme.notes_at_end
    move_notes(body.root, style.notes, at_end=at_end)


def _know_paragraphs(body: PrintBody) -> None:
    """What is a credit, what is verse."""
    credit_quotations(body.root)
    shape_verse(body.root, body.measure.characters)


def _keep_together(body: PrintBody) -> None:
    """What leads up to something stays with it; numbering hangs; the last words of a paragraph stay together."""
    keep_leads(body.root)
    hang_numbers(body.root, body.measure.characters)
    keep_opening(body.root, body.measure.characters)
    keep_last_words(body.root)


def _number_lists(body: PrintBody) -> None:
    """Numbers of lists as the author gave them."""
    number_lists(body.root)


def _mark_author(body: PrintBody) -> None:
    """What is said of the author is no part of the text."""
    mark_author(body.root)


_RULES: Final = (
    _drop_comments,
    _settle_marks,
    _mark_author,
    _name_ids,
    _show_pictures,
    _rank_headings,
    _number_lists,
    _rule_tables,
    _set_pulls,
    _know_paragraphs,
    _choose_voices,
    _keep_together,
    _set_marks,
    _move_notes,
    _span_columns,
)
