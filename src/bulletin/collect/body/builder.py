"""Any HTML tree to blocks. In: a harmless HTML tree. Out: a draft body: blocks that hold text, never a block in an inline.

Nothing here recurses: the tree is walked by events, because old pages nest hundreds of unclosed `<font>`.
A draft still carries marks for the passes that follow (`data-*`, see below); `body.sanitise` takes them off.
"""

import re
from dataclasses import dataclass, field
from typing import Final

from lxml import etree
from lxml.html import HtmlElement

from bulletin.collect.body.edits import append_text, last_of
from bulletin.collect.characters import clean

# Marks of a draft: how many <br> stood before this block; the level of a heading in its source; text-align.
AFTER_BREAK: Final = "data-after-break"
RANK: Final = "data-rank"
ALIGN: Final = "data-align"
MARKS: Final = (AFTER_BREAK, RANK, ALIGN)

MAX_NESTING: Final = 24  # containers in one another; deeper ones are opened out
MAX_INLINES: Final = 100  # inlines in one another; deeper ones are only text

_TEXT_BLOCKS: Final[dict[str, str]] = {
    "p": "p", "dt": "dt", "figcaption": "figcaption", "caption": "caption", "pre": "pre", "textarea": "p",
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "h2"),
}  # fmt: skip
_INLINES: Final[dict[str, str]] = {
    **{tag: tag for tag in "strong em sub sup a ruby rt rp code span".split()},
    **dict.fromkeys(("b", "big"), "strong"),
    **dict.fromkeys(("i", "cite", "dfn", "var"), "em"),
    **dict.fromkeys(("kbd", "samp", "tt"), "code"),
}
_TRANSPARENT: Final = frozenset({"font"})
_FLOW: Final = frozenset("body blockquote aside li dd td th figure".split())
# Which containers may hold what; anything not named here stands in flow.
_HOLDERS: Final[dict[str, frozenset[str]]] = {
    "li": frozenset({"ul", "ol"}),
    "dt": frozenset({"dl"}),
    "dd": frozenset({"dl"}),
    "figcaption": frozenset({"figure"}),
    "caption": frozenset({"table"}),
    **dict.fromkeys(("thead", "tbody", "tfoot"), frozenset({"table"})),
    "tr": frozenset({"thead", "tbody", "tfoot"}),
    **dict.fromkeys(("td", "th"), frozenset({"tr"})),
}
_CONTAINERS: Final = (
    frozenset("blockquote ul ol dl table figure".split()) | frozenset(_HOLDERS) - _TEXT_BLOCKS.keys()
)
# Text directly in a list or a table stands in an item or cell of its own.
_IMPLIED: Final = {
    "ul": "li", "ol": "li", "dl": "dd", "table": "tbody", "thead": "tr", "tbody": "tr", "tfoot": "tr", "tr": "td",
}  # fmt: skip
_WRAPPERS: Final = {"li": "ul", "dt": "dl", "dd": "dl"}


_BOLD_CLASS: Final = re.compile(r"(?:^|[\s_-])(?:strong|bold)(?:\s|$)")  # a style sheet makes it so


@dataclass(slots=True)
class _Part:
    """A text block or inline to be opened when text comes: an element and its attributes."""

    tag: str
    attributes: dict[str, str]


@dataclass(slots=True)
class _Frame:
    """What to go back to when a source element ends."""

    container: etree._Element
    text_blocks: int
    inlines: int
    is_block: bool


@dataclass(slots=True)
class Builder:
    """One walk over one source tree; `draft(source)` is its only use."""

    container: etree._Element
    implied: set[etree._Element] = field(default_factory=set)
    text_blocks: list[_Part] = field(default_factory=list)
    inlines: list[_Part] = field(default_factory=list)
    leaf: etree._Element | None = None
    opened: list[tuple[_Part, etree._Element]] = field(default_factory=list)
    breaks: int = 0

    def walk(self, source: HtmlElement) -> None:
        """Feed every element and text of `source`, the root's own tag left out."""
        frames: list[_Frame] = []
        self.text(source.text)
        for event, node in etree.iterwalk(source, events=("start", "end")):
            if node is source:
                continue
            if event == "start":
                frames.append(
                    _Frame(self.container, len(self.text_blocks), len(self.inlines), _is_block(node))
                )
                self.start(node)
                self.text(node.text)
            else:
                self.end(frames.pop())
                self.text(node.tail)
        self.end_leaf()

    def start(self, node: HtmlElement) -> None:
        tag = str(node.tag)
        if tag == "br":
            self.line_break()
        elif tag == "img":
            self.picture(node)
        elif tag in _INLINES and len(self.inlines) < MAX_INLINES:
            self.inlines.append(_Part(_INLINES[tag], dict(node.items())))
        elif _is_block(node):
            self.start_block(node, tag)
        if tag != "strong" and len(self.inlines) < MAX_INLINES and _is_bold(node):
            self.inlines.append(_Part("strong", {}))

    def start_block(self, node: HtmlElement, tag: str) -> None:
        self.end_leaf()
        if tag in _TEXT_BLOCKS:
            self.text_blocks.append(_text_block(node, tag))
        elif tag == "hr":
            etree.SubElement(self.place("hr"), "hr")
        elif tag in _CONTAINERS or _is_note(node):
            self.start_container(node, tag)

    def start_container(self, node: HtmlElement, tag: str) -> None:
        if _depth(self.container) >= MAX_NESTING or (tag not in _WRAPPERS and not self.can_place(tag)):
            return
        self.container = etree.SubElement(self.place(tag), tag, dict(node.items()))
        self.text_blocks.append(_Part("p", {}))  # a paragraph around a list says nothing of its items

    def end(self, frame: _Frame) -> None:
        if frame.is_block:
            self.end_leaf()
            self.container = frame.container
        del self.text_blocks[frame.text_blocks :]
        del self.inlines[frame.inlines :]

    def text(self, text: str | None) -> None:
        """Text of the source; white space between blocks is nothing."""
        if text and (self.leaf is not None or text.strip()):
            append_text(self.cursor(), clean(text))

    def picture(self, node: HtmlElement) -> None:
        if source := clean(node.get("src", "")).strip():
            attributes = {
                "src": source,
                "alt": clean(node.get("alt", "")),
                "title": clean(node.get("title", "")),
            }
            etree.SubElement(self.cursor(), "img", attributes)

    def line_break(self) -> None:
        """End the line: the next text begins a block marked with the number of breaks before it."""
        if self.leaf is not None and self.leaf.tag == "pre":
            append_text(self.cursor(), "\n")
            return
        breaks = self.breaks + 1
        self.end_leaf()
        self.breaks = breaks

    def end_leaf(self) -> None:
        self.leaf = None
        self.opened.clear()
        self.breaks = 0

    def cursor(self) -> etree._Element:
        """The element that takes text now: blocks and inlines that are due are opened first."""
        if self.leaf is None:
            part = self.text_blocks[-1] if self.text_blocks else _Part("p", {})
            tag = part.tag if self.can_place(part.tag) else "p"
            self.leaf = etree.SubElement(self.place(tag), tag, part.attributes)
            if self.breaks:
                self.leaf.set(AFTER_BREAK, str(self.breaks))
                self.breaks = 0
        kept = 0
        while kept < min(len(self.opened), len(self.inlines)) and self.opened[kept][0] is self.inlines[kept]:
            kept += 1
        del self.opened[kept:]
        for part in self.inlines[kept:]:
            self.opened.append((part, self.open_inline(part)))
        return self.opened[-1][1] if self.opened else self.leaf

    def open_inline(self, part: _Part) -> etree._Element:
        """A new inline under the innermost open one; the same kind is not opened twice in itself."""
        parent = self.opened[-1][1] if self.opened else self.leaf
        assert parent is not None  # noqa: S101 — cursor() has opened the leaf
        if any(element.tag == part.tag for _, element in self.opened):
            return parent
        return etree.SubElement(parent, part.tag, part.attributes)

    def can_place(self, tag: str) -> bool:
        """Whether `tag` has, or may be given, a container here."""
        if tag not in _HOLDERS or tag in _WRAPPERS:
            return True
        return any(holder in _HOLDERS[tag] for holder in self.reachable())

    def reachable(self) -> list[str]:
        """The containers that `place` can reach without a wrapper: here, out of implied ones, or down."""
        names = [str(container.tag) for container in self.ways_out()]
        tag = names[0]
        while tag not in _FLOW:
            tag = _IMPLIED[tag]
            names.append(tag)
        return names

    def ways_out(self) -> list[etree._Element]:
        """The container now open and those around it that leaving implied ones leads to."""
        chain = [self.container]
        while chain[-1] in self.implied:
            chain.append(_parent(chain[-1]))
        return chain

    def place(self, tag: str) -> etree._Element:
        """The container for a new `tag`: implied ones are left if that helps, or opened until one fits."""
        holders = _HOLDERS.get(tag, _FLOW)
        self.container = next((way for way in self.ways_out() if way.tag in holders), self.container)
        while self.container.tag not in holders:
            here = str(self.container.tag)
            self.imply(_WRAPPERS[tag] if here in _FLOW else _IMPLIED[here])
        return self.container

    def imply(self, tag: str) -> None:
        """Go into an implied container, the last one again if nothing has come since."""
        last = last_of(self.container)
        if last is None or last.tag != tag or last not in self.implied:
            last = etree.SubElement(self.container, tag)
            self.implied.add(last)
        self.container = last


def draft(source: HtmlElement) -> etree._Element:
    """The draft body of a harmless tree."""
    root = etree.Element("body")
    Builder(root).walk(source)
    return root


def _is_block(node: HtmlElement) -> bool:
    return node.tag not in _INLINES and node.tag not in _TRANSPARENT and node.tag not in ("br", "img")


def _is_note(node: HtmlElement) -> bool:
    return node.tag == "aside" and "footnote" in node.get("class", "").split()


def _is_bold(node: HtmlElement) -> bool:
    if _BOLD_CLASS.search(node.get("class", "")):
        return True
    weight = node.get("style", "").replace(" ", "").partition("font-weight:")[2]
    return weight.startswith(("bold", "600", "700", "800", "900"))


def _text_block(node: HtmlElement, tag: str) -> _Part:
    attributes = {name: value for name, value in node.items() if name in ("id", "class", "lang", "translate")}
    if tag[0] == "h":
        attributes[RANK] = tag[1]
    align = node.get("align") or node.get("style", "").replace(" ", "").partition("text-align:")[2]
    if align.startswith(("right", "end", "center")):
        attributes[ALIGN] = "center" if align.startswith("center") else "right"
    return _Part(_TEXT_BLOCKS[tag], attributes)


def _parent(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    assert parent is not None  # noqa: S101 — implied containers stand under the root
    return parent


def _depth(element: etree._Element) -> int:
    return sum(1 for _ in element.iterancestors())
