"""The body grammar: the one form in which an article's text travels.

In: an lxml tree made by a reader. Out: an immutable, picklable `Body`, and trees made afresh from it.
A body is XHTML without a namespace under a `<body>` root; `ELEMENTS` and `CLASSES` are the whole grammar.
The version rises with the grammar: a body of an earlier version is valid in every later one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

GRAMMAR_VERSION: Final = 3

# Blocks stand under the root, in list items, cells, quotations and notes; text stands only in them.
BLOCKS: Final = frozenset("p h2 h3 h4 ul ol dl blockquote figure table pre hr aside".split())
PARTS: Final = frozenset("li dt dd img figcaption caption thead tbody tfoot tr th td".split())
INLINES: Final = frozenset("a em strong sub sup ruby rt rp br code span img".split())
ELEMENTS: Final = BLOCKS | PARTS | INLINES

_EVERYWHERE: Final = frozenset({"id", "class", "lang", "translate"})
ATTRIBUTES: Final[dict[str, frozenset[str]]] = {
    "a": frozenset({"href", "title"}),
    "img": frozenset({"src", "alt", "title"}),
    "ol": frozenset({"start", "type"}),
    "li": frozenset({"value"}),
    "td": frozenset({"colspan", "rowspan"}),
    "th": frozenset({"colspan", "rowspan", "scope"}),
}

# The class vocabulary; anything else is dropped by the sanitiser.
CLASSES: Final[dict[str, frozenset[str]]] = {
    # verse: lines are separated by <br/>, a stanza is a paragraph. signature: 落款, flush right.
    # salutation: 称谓, no indent. credit: 图片来源, grey. unit: 单位 above a table, flush right.
    # drop: 首字下沉, its first character stands two lines high. author: 作者简介, in small type after the text.
    # pull: 提要, words of the text set large between rules.
    "p": frozenset({"verse", "signature", "salutation", "unit", "drop", "author"}),
    "blockquote": frozenset({"verse", "letter", "pull"}),
    "aside": frozenset(
        {"footnote"}
    ),  # a note: id="note-1", referred to by <a class="noteref" href="#note-1">
    "a": frozenset({"noteref"}),
    # name: 专名号; work: 书名号 as a wavy line; emphasis: 着重号; inset: 夹注, two small lines inside the line.
    "span": frozenset({"credit", "name", "work", "emphasis", "inset"}),
    "td": frozenset({"number"}),
    "th": frozenset({"number"}),
}

VOID: Final = frozenset({"br", "img", "hr"})
# `article:KEY` leads to another article of the issue; `#ID` stays in this one.
LINK_SCHEMES: Final = ("http:", "https:", "mailto:", "tel:", "article:", "#")


def allowed_attributes(tag: str) -> frozenset[str]:
    """The attributes the grammar allows on `tag`."""
    return _EVERYWHERE | ATTRIBUTES.get(tag, frozenset())


@dataclass(frozen=True, slots=True)
class Body:
    """An article's text as XHTML: `<body>` at the root, no namespace, no entities, UTF-8 text."""

    xhtml: str = "<body/>"

    @classmethod
    def from_tree(cls, root: etree._Element) -> "Body":
        """A body from a tree whose root is `<body>`. The tree is not kept."""
        if root.tag != "body":
            raise ValueError(f"a body's root is <body>, not {root.tag!r}")
        return cls(etree.tostring(root, encoding="unicode", with_tail=False))

    @classmethod
    def from_paragraphs(cls, *paragraphs: str) -> "Body":
        """A body of plain paragraphs; empty ones are left out."""
        root = etree.Element("body")
        for text in filter(None, paragraphs):
            etree.SubElement(root, "p").text = text
        return cls.from_tree(root)

    def tree(self) -> etree._Element:
        """A fresh tree, the caller's to change. Raises lxml.etree.XMLSyntaxError for text that is not XHTML."""
        return etree.fromstring(self.xhtml, _PARSER)

    @property
    def text(self) -> str:
        """The text, one block a line, ruby readings left out: what a reader reads."""
        return "\n".join(line for line in self.lines() if line)

    def lines(self) -> Iterator[str]:
        """The text of each block that holds text itself, in order."""
        for block in self.tree().iter(*_WITH_TEXT):
            yield ("".join(_own_text(block)) if len(block) else block.text or "").strip()

    @property
    def is_empty(self) -> bool:
        """True if there is neither text nor a picture."""
        return not self.text and "<img" not in self.xhtml


_WITH_TEXT: Final = tuple(sorted(BLOCKS | PARTS - {"img"}))

# Text nodes of a saved page can be large; entities are never expanded.
_PARSER: Final = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


def _own_text(block: etree._Element) -> Iterator[str]:
    """The text of a block without that of the blocks inside it."""
    yield block.text or ""
    for child in block:
        if child.tag in INLINES:
            if child.tag == "br":
                yield "\n"
            elif child.tag not in ("rt", "rp"):
                yield from _own_text(child)
        yield child.tail or ""
