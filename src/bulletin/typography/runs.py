"""The text of one block as one string. In: a body's tree. Out: its runs, each of which can be edited in place.

A phrase that markup splits (`<strong>说：</strong>"好"`) is one text to the rules. What they must not touch (code,
pictures, the readings of ruby, calls of notes) stands in the text as one `OBJECT`, a forced line break as `BREAK`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from lxml import etree

from bulletin.model.body import BLOCKS, INLINES, PARTS

OBJECT: Final = "\ufffc"  # OBJECT REPLACEMENT CHARACTER
BREAK: Final = "\u2028"  # LINE SEPARATOR

_UNTOUCHED: Final = frozenset({"code", "img", "rt", "rp"})


class Edit(NamedTuple):
    """Put `text` in place of the characters start…end of a run."""

    start: int
    end: int
    text: str


@dataclass(slots=True)
class _Piece:
    """A stretch of a run's text and where it lies in the tree; `element` is None for what cannot be edited."""

    text: str
    element: etree._Element | None = None
    is_tail: bool = False


@dataclass(slots=True)
class Run:
    """The text of one block, blocks inside it left out. `tag` is the block's."""

    tag: str
    pieces: list[_Piece]

    @property
    def text(self) -> str:
        """The whole text."""
        return "".join(piece.text for piece in self.pieces)

    def edit(self, edits: Sequence[Edit]) -> None:
        """Apply `edits`, which do not overlap, to the tree. New text goes where the first replaced character was."""
        for edit in sorted(edits, reverse=True):
            self._apply(edit)
        for piece in self.pieces:
            if piece.element is not None:
                if piece.is_tail:
                    piece.element.tail = piece.text
                else:
                    piece.element.text = piece.text

    def _apply(self, edit: Edit) -> None:
        offset, text = 0, edit.text
        for piece in self.pieces:
            length = len(piece.text)
            start, end = max(edit.start - offset, 0), min(edit.end - offset, length)
            if start < end and piece.element is not None:
                piece.text = piece.text[:start] + text + piece.text[end:]
                text = ""
            offset += length


def runs(root: etree._Element) -> Iterator[Run]:
    """The runs of a body in reading order; `pre` is left as it is."""
    for block in root.iter(*sorted((BLOCKS | PARTS) - {"pre", "img"})):
        pieces = list(_pieces(block))
        if any(piece.element is not None and piece.text for piece in pieces):
            yield Run(str(block.tag), pieces)


def _pieces(element: etree._Element) -> Iterator[_Piece]:
    """The pieces of a block or an inline element."""
    if element.text:
        yield _Piece(element.text, element)
    for child in element:
        if child.tag == "br":
            yield _Piece(BREAK)
        elif child.tag in _UNTOUCHED or "noteref" in child.get("class", "").split():
            yield _Piece(OBJECT)
        elif child.tag in INLINES:
            yield from _pieces(child)
        if child.tail:
            yield _Piece(child.tail, child, is_tail=True)
