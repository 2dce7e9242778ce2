"""A passage: the text of one block as one string, whatever markup it is split by.

In: the text nodes of a block, each with its place. Out: after conversion, the new text of each place. A place is
whatever its reader needs to write there (an element and an attribute, an index); this file only keeps it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import compress, pairwise
from operator import ne
from typing import Final, Generic, NamedTuple, TypeVar

from bulletin.model import Script
from bulletin.script.conversion import LOCK, PUNCTUATION, Conversion, Rule, Span
from bulletin.script.locks import MARK, Range, locks_of, marked, merged, pieces
from bulletin.script.terms import Fixed

P = TypeVar("P")

# Stands where something is fixed while the text around it is converted: a noncharacter, which no key holds.
_STAND_IN: Final = "\ufdd1"


class Slot(NamedTuple, Generic[P]):
    """`text[start:end]` of the passage is the text at `place`."""

    start: int
    end: int
    place: P


@dataclass(slots=True)
class Passage(Generic[P]):
    """The text of one block, gathered piece by piece. `declared` is the script it is in for all that is
    said of it; consecutive passages of one `group` are paragraphs that may share a quotation. `part` is what holds
    it: the tag of a block (`p`), the field of an article (`title`)."""

    group: int
    declared: Script
    part: str = ""
    slots: list[Slot[P]] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _locks: list[Range] = field(default_factory=list)
    _seams: list[int] = field(default_factory=lambda: [0])

    def add(self, text: str, place: P) -> None:
        """Add text that stands at `place`."""
        self.slots.append(Slot(self._length, self._length + len(text), place))
        self._append(text)

    def lock(self, text: str) -> None:
        """Add text that must stay as it is; nothing matches across it."""
        self._locks.append((self._length, self._length + len(text)))
        self._append(text)

    def seam(self) -> None:
        """Tell that an element begins or ends here. A phrase goes on across it; an address does not."""
        self._seams.append(self._length)

    @property
    def text(self) -> str:
        """All of the text."""
        return "".join(self._parts)

    @property
    def open_text(self) -> str:
        """The text without what was added locked."""
        return "".join(piece for piece, is_locked in pieces(self.text, self._locks) if not is_locked)

    @property
    def is_one_text(self) -> bool:
        """True if all of the text stands at one place."""
        return len(self.slots) == 1 and self.slots[0].end - self.slots[0].start == self._length

    @property
    def locks(self) -> list[Range]:
        """What must not change: what was added locked, what stands between `{=` and `=}`, the addresses."""
        text = self.text
        marks = marked(text)
        seams = sorted([*self._seams, *(bound for bounds in marks for bound in bounds), len(text)])
        addresses = (
            (start + seam, end + seam)
            for seam, next_seam in pairwise(seams)
            for start, end in locks_of(text[seam:next_seam])
        )
        return merged([*self._locks, *marks, *addresses])

    def converted(self, text: str, fixed: Sequence[Fixed], convert: Callable[[str], str]) -> str:
        """The whole passage's new text, fast: given its `text` (its marks set, of the same length), what is fixed in
        it, locks included, and how to convert the rest."""
        if not fixed:
            return convert(text)
        # In one go: many short pieces would take far longer.
        starts, ends = [0, *(each.end for each in fixed)], [*(each.start for each in fixed), len(text)]
        gaps = [text[start:end] for start, end in zip(starts, ends, strict=True)]
        at_once = _STAND_IN not in text
        converted = convert(_STAND_IN.join(gaps)).split(_STAND_IN) if at_once else list(map(convert, gaps))
        return converted[0] + "".join(each.form + gap for each, gap in zip(fixed, converted[1:], strict=True))

    def traced(self, text: str, fixed: Sequence[Fixed], trace: Callable[[str], Conversion]) -> Conversion:
        """The same with its spans, from the passage as it came, marks set and terms among them."""
        forms = iter(fixed)
        cut = pieces(text, ((start, end) for start, end, *_ in fixed))
        parts = (_exact(piece, next(forms)) if is_fixed else trace(piece) for piece, is_fixed in cut)
        return _marks_set(self.text, text).then(Conversion.joined(parts))

    def spread(self, conversion: Conversion) -> Iterator[tuple[P, str]]:
        """The places whose text `conversion` changes, and their new text."""
        bounds = conversion.offsets(bound for slot in self.slots for bound in slot[:2])
        for slot, start, end in zip(self.slots, bounds[::2], bounds[1::2], strict=True):
            if conversion.target[start:end] != conversion.source[slot.start : slot.end]:
                yield slot.place, conversion.target[start:end]

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)


def _exact(text: str, fixed: Fixed) -> Conversion:
    """`text` written as `fixed` says. Terms and decisions are told of even where they leave the text as it is."""
    if fixed.rule == LOCK:  # its marks go, and nothing else
        bounds = [
            0,
            *(bound for start, end in marked(text) for bound in (start, start + MARK, end - MARK, end)),
        ]
        cut = [text[start:end] for start, end in pairwise([*bounds, len(text)])]
        return Conversion.joined(
            _written(piece, "" if number % 2 else piece, LOCK) for number, piece in enumerate(cut) if piece
        )
    return _written(text, fixed.form, fixed.rule)


def _written(text: str, form: str, rule: str) -> Conversion:
    if text == form and rule == LOCK:
        return Conversion.unchanged(text)
    span = Span(0, len(text), 0, len(form), (Rule(rule, text),))
    return Conversion(text, form, (span,), () if len(text) == len(form) else (span,))


def _marks_set(source: str, text: str) -> Conversion:
    """From a passage as it came to the same, character for character, with its punctuation marks set."""
    if source == text:
        return Conversion.unchanged(source)
    spans = tuple(
        Span(place, place + 1, place, place + 1, (Rule(PUNCTUATION, source[place]),))
        for place in compress(range(len(source)), map(ne, source, text))
    )
    return Conversion(source, text, spans)
