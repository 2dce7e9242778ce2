"""An article's body as a reading system shows it. In: an `Article`, a prefix for its ids. Out: XHTML markup.

Ids become unique and sound, notes become pop-ups with a way back, every picture has an alternative text, every
heading stands one level below the one before it at most. The text stays as it is, to the character; what cannot
be kept (a link that leads nowhere, a picture that did not arrive) is a notice.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final
from urllib.parse import quote, unquote, urlsplit

from lxml import etree
from markupsafe import Markup

from bulletin.layout.book_notes import has_class, link_notes
from bulletin.layout.book_pictures import for_reading
from bulletin.layout.book_tables import settle_table
from bulletin.layout.marked import settle_marks
from bulletin.layout.numbering import heading_ranks
from bulletin.layout.sheet_notes import note_mark
from bulletin.layout.sheet_trees import append_text, text_of
from bulletin.model import Article, Asset, NoteMarks, Notice, TypeStyle

# EPUB 3.3 §3.2: the picture types every reading system must show.
PICTURE_TYPES: Final = frozenset({"image/jpeg", "image/png", "image/gif", "image/svg+xml", "image/webp"})

_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_HEADINGS: Final = ("h2", "h3", "h4")
_SCHEMES: Final = frozenset({"http", "https", "mailto", "tel"})

_PLAIN_STYLE: Final = TypeStyle()
_BARE_PERCENT: Final = re.compile("%(?![0-9A-Fa-f]{2})")

# Attributes with a form of their own in HTML; a value of another form is dropped.
_FORMS: Final = {
    "start": r"-?\d{1,4}",
    "value": r"-?\d{1,4}",
    "type": "[1aAiI]",
    "colspan": r"[1-9]\d{0,2}",
    "rowspan": r"[1-9]\d{0,2}",
    "scope": "row|col|rowgroup|colgroup",
}


@dataclass(slots=True)
class BookBody:
    """A body on its way into the book, with its notes apart. `pictures` are the assets it shows, in order; `heads` its
    sub-heads; `notices`
    what was lost."""

    root: etree._Element
    prefix: str
    assets: Mapping[str, Asset]
    words: Mapping[str, str]  # the labels of the edition
    lang: str = "zh-Hans"
    style: TypeStyle = field(default_factory=TypeStyle)
    proper_names: frozenset[str] = frozenset()
    documents: Mapping[str, str] = field(default_factory=dict)  # an article's key → its document in the book
    ids: dict[str, str] = field(default_factory=dict)  # as the article says → as the book says
    pictures: list[Asset] = field(default_factory=list)
    heads: list[tuple[str, str]] = field(default_factory=list)  # id and words of each sub-head
    notices: list[Notice] = field(default_factory=list)
    notes: etree._Element = field(default_factory=lambda: etree.Element("body"))

    def tell(self, entry: str, **values: object) -> None:
        """Add the notice `epub.<entry>`."""
        self.notices.append(Notice(f"epub.{entry}", values))


def book_body(  # noqa: PLR0913  # named arguments, each of its own kind
    article: Article,
    prefix: str,
    words: Mapping[str, str],
    *,
    lang: str = "zh-Hans",
    style: TypeStyle = _PLAIN_STYLE,
    proper_names: frozenset[str] = frozenset(),
    documents: Mapping[str, str] = MappingProxyType({}),
) -> BookBody:
    """The body of `article` with every rule applied; its ids begin with `prefix`. `words` are the labels, `documents`
    the book's documents by the keys of their articles."""
    assets = {asset.name: asset for asset in article.assets}
    body = BookBody(article.body.tree(), prefix, assets, words, lang, style, proper_names, documents)
    for rule in _RULES:
        rule(body)
    body.notices = [notice.in_article(article.title) for notice in body.notices]
    return body


def markup(root: etree._Element) -> Markup:
    """What stands inside `root`, as XML: nothing added, so that no space comes between two ruby bases."""
    if not len(root) and not root.text:
        return Markup("")
    whole = etree.tostring(root, encoding="unicode", with_tail=False)
    return Markup(whole[whole.index(">") + 1 : whole.rindex("<")])  # noqa: S704  # written by lxml, so escaped


def _settle_marks(body: BookBody) -> None:
    """What the author marked, as house and region want it; an inset stands in brackets."""
    settle_marks(body.root, body.lang, body.style, body.proper_names)
    for span in [span for span in body.root.iter("span") if has_class(span, "inset")]:
        if not (span.text or "").startswith("（"):
            span.text = "（" + (span.text or "")
            append_text(span, "）")


def _number_notes(body: BookBody) -> None:
    """Calls are numbered ① where the house wants it; else they keep their numbers."""
    if body.style.notes is not NoteMarks.CIRCLED:
        return
    numbers: dict[str, int] = {}
    for call in [link for link in body.root.iter("a") if has_class(link, "noteref")]:
        for child in list(call):
            call.remove(child)
        number = numbers.setdefault(call.get("href", ""), len(numbers) + 1)
        call.text = note_mark(number, body.style.notes)


def _name_ids(body: BookBody) -> None:
    """Ids get the prefix and the characters of an XML name; of two equal ones the first stays."""
    taken = set()
    for element in body.root.iter(etree.Element):
        name = element.attrib.pop("id", None)
        if name is None or not name.strip():
            continue
        if name in body.ids:
            body.tell("repeated-id", id=name)
            continue
        sound = f"{body.prefix}-{re.sub(r'[^A-Za-z0-9_-]', '-', name)}"
        while sound in taken:
            sound += "-"
        taken.add(sound)
        body.ids[name] = sound
        element.set("id", sound)


def _sound_attributes(body: BookBody) -> None:
    """Attributes that would make the document invalid go; `lang` is said in both ways."""
    for element in body.root.iter(etree.Element):
        for name, form in _FORMS.items():
            if name in element.attrib and not re.fullmatch(form, element.attrib[name]):
                del element.attrib[name]
        if lang := element.attrib.pop("lang", "").strip():
            element.set("lang", lang)
            element.set(_LANG, lang)


def _follow_links(body: BookBody) -> None:
    """A link leads to an id of the article or out by a known scheme; any other keeps its text only."""
    for link in body.root.iter("a"):
        href = link.attrib.pop("href", "").strip()
        if href.startswith("article:"):
            target = body.documents.get(href.removeprefix("article:"), "")
        else:
            target = _inward(body, href) if href.startswith("#") else outward(href)
        if target:
            link.set("href", target)
        elif href:
            body.tell("lost-link", link=href)


def _inward(body: BookBody, href: str) -> str:
    """`href` to the id as the book says it; empty if the article has no such id."""
    sound = body.ids.get(href[1:]) or body.ids.get(unquote(href[1:]))
    return f"#{sound}" if sound else ""


def outward(href: str) -> str:
    """`href` with its odd characters escaped; empty if it is no address a book may hold."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return ""
    if parts.scheme.lower() not in _SCHEMES or (
        parts.scheme.lower().startswith("http") and not parts.hostname
    ):
        return ""
    # A bare % is no escape, and brackets stand only round an IPv6 host.
    brackets = "[]" if "[" in parts.netloc else ""
    return quote(_BARE_PERCENT.sub("%25", href), safe=f"%/:?#@!$&'()*+,;=~{brackets}")


def _answer_notes(body: BookBody) -> None:
    """Notes and their calls lead to one another; the notes come after whatever ends the article."""
    body.notes = link_notes(body.root, body.prefix, body.words["back_to_text"])


def _show_pictures(body: BookBody) -> None:
    """A picture leads to its file and says what it shows: its own words, else its caption's."""
    for picture in list(body.root.iter("img")):
        words = picture.get("alt", "").strip() or _caption(picture)
        asset = body.assets.get(picture.get("src", ""))
        if asset is None or asset.media_type not in PICTURE_TYPES:
            body.tell("lost-picture", picture=words or picture.get("src", ""))
            picture.tag = "span"
            picture.attrib.clear()
            picture.set("class", "lost")
            picture.text = words
            continue
        if not words:
            body.tell("no-alt", number=len(body.pictures) + 1)
        picture.set("alt", words or body.words["picture"])
        asset = for_reading(asset)
        picture.set("src", picture_href(asset))
        body.pictures.append(asset)


def picture_href(asset: Asset) -> str:
    """Where a picture lies in the book."""
    return f"images/{asset.name}"


def _caption(picture: etree._Element) -> str:
    """The caption of the figure a picture stands in, without its credit."""
    figure = next(picture.iterancestors("figure"), None)
    caption = None if figure is None else figure.find("figcaption")
    return "" if caption is None else "".join(_uncredited(caption)).strip()


def _uncredited(element: etree._Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if not has_class(child, "credit"):
            yield from _uncredited(child)
        yield child.tail or ""


def _order_headings(body: BookBody) -> None:
    """Levels follow one another from h2 as the ranks of the headings do."""
    headings = list(body.root.iter(*_HEADINGS))
    ranks = heading_ranks([(str(heading.tag), text_of(heading)) for heading in headings])
    for heading, rank in zip(headings, ranks, strict=True):
        heading.tag = f"h{rank + 1}"


def _name_heads(body: BookBody) -> None:
    """Every sub-head can be reached from the contents."""
    for number, heading in enumerate(body.root.iter("h2"), start=1):
        words = " ".join(text_of(heading).split())
        if not words:
            continue
        if "id" not in heading.attrib:
            heading.set("id", f"{body.prefix}.head-{number}")
        body.heads.append((heading.get("id", ""), words))


def _settle_tables(body: BookBody) -> None:
    """What head cells head is said, and the words of short columns stay whole."""
    for table in body.root.iter("table"):
        settle_table(table)


def _group_stanzas(body: BookBody) -> None:
    """Stanzas that follow one another stand in one block, so that they are set to one left edge."""
    for stanza in list(body.root.iter("p")):
        parent, before = stanza.getparent(), stanza.getprevious()
        if parent is None or has_class(parent, "verse") or not has_class(stanza, "verse"):
            continue
        if before is not None and has_class(before, "poem"):
            before.append(stanza)
        else:
            poem = etree.Element("div", {"class": "poem"})
            parent.replace(stanza, poem)
            poem.append(stanza)


_RULES: Final = (
    _settle_marks,
    _number_notes,
    _name_ids,
    _sound_attributes,
    _follow_links,
    _show_pictures,
    _order_headings,
    _name_heads,
    _settle_tables,
    _group_stanzas,
    _answer_notes,  # last: it takes the notes out of the tree
)
