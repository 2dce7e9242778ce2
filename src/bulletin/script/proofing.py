"""What a reader of proofs compares. In: what a watcher was told of a conversion (scribe.Traced). Out: rows of pieces."""

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from bulletin.model import Change, Piece, Row
from bulletin.script.conversion import LOCK, Conversion, Kind, Span
from bulletin.script.names import is_doubtful
from bulletin.script.scribe import Traced

_CHARACTERS: Final = "STCharacters"  # decides where no phrase does


def row_of(traced: Traced) -> Row:
    """One text, source and target, cut where something changed."""
    return Row(traced.part, tuple(_pieces(traced.conversion)))


def _pieces(conversion: Conversion) -> Iterator[Piece]:
    position = target_position = 0
    source, target = conversion.source, conversion.target
    for span in conversion.spans:
        if position < span.start:
            yield Piece(source[position : span.start], target[target_position : span.target_start])
        yield from _of_span(source[span.start : span.end], target[span.target_start : span.target_end], span)
        position, target_position = span.end, span.target_end
    if position < len(source):
        yield Piece(source[position:], target[target_position:])


def _of_span(source: str, target: str, span: Span) -> Iterator[Piece]:
    """A word or a term is one piece; of other spans only the characters that differ are changes."""
    if any(rule.dictionary == LOCK for rule in span.rules):  # a mark, {= or =}, which is not printed
        return
    if span.kind in (Kind.GLOSSARY, Kind.DECISION):  # also where the text stays: that is what they are for
        yield Piece(source, target, Change(span.kind))
    elif span.kind is Kind.VOCABULARY or len(source) != len(target):
        yield Piece(source, target, Change(span.kind) if source != target else Change.NONE)
    else:
        alone = {rule.key for rule in span.rules if rule.dictionary == _CHARACTERS and is_doubtful(rule.key)}

        def change_of(pair: tuple[str, str]) -> Change:
            if pair[0] in alone:
                return Change.DOUBTFUL  # also where it stays: 后 may be right, and may have been missed
            return Change(span.kind) if pair[0] != pair[1] else Change.NONE

        for change, run in groupby(zip(source, target, strict=True), key=change_of):
            before, after = zip(*run, strict=True)
            yield Piece("".join(before), "".join(after), change)
