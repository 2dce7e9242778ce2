"""Tidy text inside blocks. In: a draft body. Out: the same with white space as Chinese is set, no empty element.

White space with a line end between two wide characters is nothing (CSS Text 3 §4.1.3); a run of other white space
is one space, an ideographic space inside a line stays. Indents of any kind go: the page sets its own.
"""

import re
from typing import Final

from lxml import etree

from bulletin.collect.body.builder import AFTER_BREAK
from bulletin.collect.body.edits import append_text, last_of, move_content, remove, text_of, unwrap
from bulletin.collect.characters import is_wide
from bulletin.model.body import INLINES

LEAVES: Final = ("p", "h2", "dt", "figcaption", "caption", "pre")
INDENTED: Final = "data-indented"  # a draft's mark: the text began with an indent

_RUNS: Final = re.compile(r"(\s+)")
_INDENT: Final = re.compile(r"[\r\n]*(?:[\u3000\u2003]|[ \u00a0\t]{2,}|\u00a0)")
_MERGED: Final = frozenset({"strong", "em", "sub", "sup", "code"})


def tidy_leaves(root: etree._Element) -> None:
    """Settle the white space of every text block, drop empty blocks and inlines, join inlines split in two."""
    for leaf in list(root.iter(*LEAVES)):
        if leaf.tag == "pre" and leaf.find(".//img") is not None:
            leaf.tag = "p"
        if leaf.tag == "pre":
            _tidy_preformatted(leaf)
            continue
        if _INDENT.match(text_of(leaf)):
            leaf.set(INDENTED, "")
        _settle_ruby(leaf)
        join_inlines(leaf)
        settle_space(leaf)
        drop_empty_inlines(leaf)
        if not text_of(leaf).strip() and leaf.find(".//img") is None:
            _drop_leaf(leaf)


def _tidy_preformatted(leaf: etree._Element) -> None:
    for inline in [inline for inline in leaf.iter() if inline is not leaf and inline.tag != "code"]:
        unwrap(inline)
    drop_empty_inlines(leaf)
    leaf.text = (leaf.text or "").lstrip("\n") or None  # HTML drops the first empty line, and would again
    if not text_of(leaf).strip():
        remove(leaf)


def _drop_leaf(leaf: etree._Element) -> None:
    """An empty line between two others is a blank line to them: its break counts for the next block."""
    following = leaf.getnext()
    if following is not None and following.get(AFTER_BREAK):
        following.set(
            AFTER_BREAK, str(int(following.get(AFTER_BREAK, "0")) + int(leaf.get(AFTER_BREAK, "0")))
        )
    remove(leaf)


def _settle_ruby(leaf: etree._Element) -> None:
    """A reading stands in a ruby, a ruby has a reading, and no picture."""
    for part in list(leaf.iter("rt", "rp")):
        if (parent := part.getparent()) is not None and parent.tag != "ruby":
            unwrap(part)
    for ruby in list(leaf.iter("ruby")):
        is_read = any(text_of(reading).strip() for reading in ruby.iter("rt"))
        if not is_read or ruby.find(".//img") is not None:
            for part in list(ruby.iter("rt", "rp")):
                unwrap(part)
            unwrap(ruby)


def join_inlines(root: etree._Element) -> None:
    """Make one of inlines of one kind that follow each other."""
    for inline in list(root.iter(*_MERGED)):
        texts: list[str] = []  # put in as late as can be: every character may have an inline of its own
        while (following := inline.getnext()) is not None and not (inline.tail or "").strip():
            if following.tag != inline.tag or following.get("lang") != inline.get("lang"):
                break
            texts += (inline.tail or "", following.text or "")
            inline.tail, following.text = None, None
            if last_of(following) is not None:
                append_text(inline, "".join(texts))
                texts.clear()
                move_content(following, inline)
            remove(following)
        append_text(inline, "".join(texts))


def drop_empty_inlines(leaf: etree._Element) -> None:
    """Take inlines without text or picture away; the block inherits the id of an empty anchor."""
    for inline in reversed(list(leaf.iter(*INLINES - {"img", "br"}))):
        if not text_of(inline).strip() and inline.find(".//img") is None:
            drop_inline(inline, leaf)


def drop_inline(inline: etree._Element, leaf: etree._Element) -> None:
    """Take an inline away and leave what is in it; the block inherits its id."""
    if inline.get("id") and not leaf.get("id"):
        leaf.set("id", inline.get("id", ""))
    unwrap(inline)


class _Spacing:
    """Settles the white space of one text block, piece of text by piece of text."""

    def __init__(self) -> None:
        self.last = ""  # the last character that is not white space; a picture counts as one
        self.gap = ""  # white space since, not yet written
        self.keeper: list[str] = []  # the piece in which the gap began

    def piece(self, text: str | None) -> list[str]:
        """The settled pieces of `text`, to be joined when the block is done: a later piece may add a space."""
        written: list[str] = []
        for run in _RUNS.split(text or ""):
            if not run:
                continue
            if run.isspace():
                if not self.gap:
                    self.keeper = written
                self.gap += run
                continue
            self.mark(run[0])
            written.append(run)
            self.last = run[-1]
        return written

    def mark(self, char: str) -> None:
        """Something visible that begins with `char` comes: the gap before it is settled."""
        if self.gap and self.last:
            self.keeper.append(_space_between(self.last, self.gap, char))
        self.gap = ""
        self.last = char


def _space_between(before: str, gap: str, after: str) -> str:
    if "\u3000" in gap:
        return "\u3000"
    return "" if "\n" in gap and is_wide(before) and is_wide(after) else " "


def settle_space(leaf: etree._Element) -> None:
    """Take the white space of a text block down to what is set, and none at its edges."""
    spacing = _Spacing()
    texts: list[tuple[etree._Element, list[str]]] = [(leaf, spacing.piece(leaf.text))]
    tails: list[tuple[etree._Element, list[str]]] = []
    for event, element in etree.iterwalk(leaf, events=("start", "end")):
        if element is leaf:
            continue
        if event == "start":
            if element.tag == "img":
                spacing.mark("\ufffc")
            texts.append((element, spacing.piece(element.text)))
        else:
            tails.append((element, spacing.piece(element.tail)))
    for element, pieces in texts:
        element.text = "".join(pieces) or None
    for element, pieces in tails:
        element.tail = "".join(pieces) or None
