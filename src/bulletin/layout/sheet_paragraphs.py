"""Kinds of paragraph. In: a body's tree. Out: the same tree, each paragraph marked for what it is.

Verse, the line that says whose words were quoted, what is said of the author, what leads up to something, and the last
words of a paragraph, which stay together.
"""

import re
from typing import Final

from lxml import etree

from bulletin.layout.sheet_trees import add_class, add_style, has_class, put_in_place, text_of
from bulletin.layout.widths import width_em

# Two characters and the marks after them, at the end of a paragraph; WORD JOINER keeps them together.
_LAST_TWO: Final = re.compile(r"(\w)(\w\W{0,3})$", re.DOTALL)
# What closes a letter is no longer than this (此致, 专此，顺颂 编安).
_CLOSING_WORDS: Final = 8
_INDENT_EM: Final = 2
_OF_AUTHOR: Final = re.compile(r"[（(【]?(?:本文)?作者(?:简介|簡介|介绍|介紹|单位|單位|为|為|系|係|是|：)")


def mark_author(root: etree._Element) -> None:
    """What is said of the author at the end of a text (作者简介：…, （作者系…）) is no part of it."""
    last = next((block for block in reversed(root) if block.tag != "aside"), None)
    if last is not None and last.tag == "p" and not last.get("class") and _OF_AUTHOR.match(text_of(last)):
        add_class(last, "author")


def credit_quotations(root: etree._Element) -> None:
    """The last line of a quotation that begins with a dash says whose words they are: it stands at the right."""
    for quotation in root.iter("blockquote"):
        last = quotation[-1] if len(quotation) > 1 else None
        if last is not None and last.tag == "p" and text_of(last).lstrip().startswith("——"):
            add_class(last, "signature")


def shape_verse(root: etree._Element, characters: int) -> None:
    """Stanzas in a row are one poem, a block as wide as its longest line, in the middle of a measure of
    `characters`."""
    for stanza in list(root.iter("p")):
        parent, before = stanza.getparent(), stanza.getprevious()
        if parent is None or has_class(parent, "poem") or not _is_stanza(stanza, parent):
            continue
        if before is not None and has_class(before, "poem"):
            before.append(stanza)
        else:
            poem = etree.Element("div", {"class": "poem"})
            put_in_place(stanza, poem)
            poem.append(stanza)
        stanza.set("class", "verse")
    for poem in root.iter("div"):
        longest = max(width_em(line) for stanza in poem for line in text_of(stanza).split("\n"))
        add_style(poem, f"--longest:{min(longest, characters):.2f}em")


def keep_opening(root: etree._Element, characters: int) -> None:
    """A first paragraph of one line, in a measure of `characters`, stays with the second: a title and a line are no
    beginning."""
    is_pair = [block.tag for block in root[:2]] == ["p", "p"] and text_of(root[1])
    if is_pair and width_em(text_of(root[0])) <= characters - _INDENT_EM:
        add_class(root[0], "leads")


def keep_leads(root: etree._Element) -> None:
    """A paragraph that leads up to a list, verse, a quotation, a table stays with it; the words that close a letter (此致、
    敬礼) stay with its signature."""
    for paragraph in root.iter("p"):
        after = paragraph.getnext()
        if after is None or not text_of(paragraph).endswith(("：", ":")):
            continue
        if after.tag not in ("p", "aside") or has_class(after, "caption") or has_class(after, "unit"):
            add_class(paragraph, "leads")
    for signature in root.iter("p"):
        signs = has_class(signature, "signature") and not text_of(signature).startswith("—")
        before = signature.getprevious() if signs else None
        while before is not None and before.tag == "p" and 0 < len(text_of(before)) <= _CLOSING_WORDS:
            if not has_class(before, "signature"):
                add_class(before, "leads")
            before = before.getprevious()


def keep_last_words(root: etree._Element) -> None:
    """No paragraph ends in a line of one character: the last two stay together."""
    for paragraph in root.iter("p", "li"):
        last = paragraph[-1] if len(paragraph) else None
        text = (paragraph.text if last is None else last.tail) or ""
        kept = _LAST_TWO.sub("\\1\u2060\\2", text)
        if last is None:
            paragraph.text = kept
        else:
            last.tail = kept


def _is_stanza(paragraph: etree._Element, parent: etree._Element) -> bool:
    return has_class(paragraph, "verse") or (parent.tag == "blockquote" and has_class(parent, "verse"))
