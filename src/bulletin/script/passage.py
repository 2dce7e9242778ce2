"""A passage: the text of one block as one string, whatever markup it is split by.

In: the text nodes of a block, each with its place. Out: after conversion, the new text of each place. A place is
whatever its reader needs to write there (an element and an attribute, an index); this file only keeps it.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final, Generic, NamedTuple, TypeVar

from bulletin.model import Script
from bulletin.script.conversion import Conversion, Rule, Span
from bulletin.script.locks import Range, locks_of, merged, pieces
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
    said of it; consecutive passages of one `group` are paragraphs that may share a quotation."""

    group: int
    declared: Script
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
    def locks(self) -> list[Range]:
        """What must not change: what was added locked, and the addresses in the text."""
        text = self.text
        addresses = (
            (start + seam, end + seam)
            for seam, next_seam in pairwise([*self._seams, len(text)])
            for start, end in locks_of(text[seam:next_seam])
        )
        return merged([*self._locks, *addresses])

    def rewritten(
        self,
        text: str,
        fixed: Sequence[Fixed],
        convert: Callable[[str], str],
        trace: Callable[[str], Conversion],
    ) -> Iterator[tuple[P, str]]:
        """The places whose text changes and their new text, given the passage's `text` (of the same length, its
        quotation marks set), what is fixed in it, locks included, and how to convert the rest: fast, or with
        spans where several places share the passage."""
        source = self.text
        if len(self.slots) == 1 and self.slots[0].end - self.slots[0].start == len(text):
            target = _converted(text, fixed, convert)
            bounds = [0, len(target)]
        else:
            forms = iter(fixed)
            cut = pieces(text, ((start, end) for start, end, _ in fixed))
            whole = Conversion.joined(
                _exact(piece, next(forms).form) if is_fixed else trace(piece) for piece, is_fixed in cut
            )
            target = whole.target
            bounds = whole.offsets(bound for slot in self.slots for bound in slot[:2])
        for slot, start, end in zip(self.slots, bounds[::2], bounds[1::2], strict=True):
            if target[start:end] != source[slot.start : slot.end]:
                yield slot.place, target[start:end]

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)


def _converted(text: str, fixed: Sequence[Fixed], convert: Callable[[str], str]) -> str:
    """`text` converted around what is fixed in it: in one go, for many short pieces would take far longer."""
    if not fixed:
        return convert(text)
    starts, ends = [0, *(each.end for each in fixed)], [*(each.start for each in fixed), len(text)]
    gaps = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    at_once = _STAND_IN not in text
    converted = convert(_STAND_IN.join(gaps)).split(_STAND_IN) if at_once else list(map(convert, gaps))
    return converted[0] + "".join(each.form + gap for each, gap in zip(fixed, converted[1:], strict=True))


def _exact(text: str, form: str) -> Conversion:
    """`text` written as `form`, by the glossary."""
    if text == form:
        return Conversion.unchanged(text)
    span = Span(0, len(text), 0, len(form), (Rule("glossary", text),))
    return Conversion(text, form, (span,), () if len(text) == len(form) else (span,))
