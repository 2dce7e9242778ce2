"""What a line has too much or too little, shared among its gaps and marks. Pure: no engine here.

In: the gaps and marks of a line and a length. Out: what each gives or gets, px.
The order is CLREQ's (3.2.1, "line adjustment") and GB/T 15834 §5.1: first compress, marks by their kind, then Latin word
spaces, then the small spaces between Chinese and Latin; then expand, word spaces, small spaces, at last evenly between
ideographs. Never inside Latin words, numbers, dashes and ellipses: there is no gap there.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from bulletin.pdf.line_adjustment.marks import GapKind

_ROUNDING = 1e-6


@dataclass(frozen=True, slots=True)
class Gap:
    """A place that may be opened by at most `most` px, or closed by at most `give` px."""

    kind: GapKind
    most: float
    give: float = 0.0


def stretch(gaps: Sequence[Gap], extra: float) -> list[float] | None:
    """How far each gap opens so that together they fill `extra` px; None if they may not."""
    return _shared(gaps, extra, [gap.most for gap in gaps])


def shrink(gaps: Sequence[Gap], missing: float) -> list[float] | None:
    """How far each gap closes so that together they give `missing` px; None if they cannot."""
    return _shared(gaps, missing, [gap.give for gap in gaps])


def _shared(gaps: Sequence[Gap], length: float, limits: Sequence[float]) -> list[float] | None:
    """`length` shared evenly among gaps of one kind, each up to its limit; the next kind takes what remains."""
    shares = [0.0] * len(gaps)
    for kind in GapKind:
        members = [index for index, gap in enumerate(gaps) if gap.kind is kind]
        # The narrowest first, so that what it cannot take is shared by the wider ones.
        members.sort(key=limits.__getitem__)
        for position, index in enumerate(members):
            shares[index] = min(length / (len(members) - position), limits[index])
            length -= shares[index]
        if length <= _ROUNDING:
            return shares
    return None


def in_thousandths(lengths: Sequence[float], em: float) -> list[int]:
    """Lengths (px) as whole thousandths of `em`, the unit of PDF text spacing (ISO 32000-1 §9.4.3), with the same sum.

    The rounding error is carried from gap to gap, so a line never ends more than half a thousandth off.
    """
    result: list[int] = []
    carried = 0.0
    for length in lengths:
        exact = length * 1000 / em + carried
        result.append(round(exact))
        carried = exact - result[-1]
    return result


class Trial(Protocol):
    """A line as it was laid out on trial: where the next line would start, by how much it is too wide (negative: too
    narrow), what it can give by compressing, and how much may be missing unseen. Lengths in px."""

    @property
    def resume(self) -> Hashable: ...
    @property
    def over(self) -> float: ...
    @property
    def give(self) -> float: ...
    @property
    def unseen(self) -> float: ...


T = TypeVar("T", bound=Trial)


def best_line(natural: T, lay: Callable[[float], T], reach: float) -> T:
    """The line to set: as it falls (`natural`), or with more pulled in than fits, if compressing makes room for it.

    `lay` lays the line out with so many px more than there are; the next piece brings at most `reach` px that can be
    compressed with it. Much is tried first, so that a line is compressed as far as it can be.
    """
    if -natural.over <= natural.unseen:
        return natural
    room = natural.give + reach
    while room > _ROUNDING:
        wider = lay(room)
        if wider.resume == natural.resume:
            return natural
        if wider.over <= wider.give + _ROUNDING:
            return wider
        room = min(wider.over, room) - 0.01
    return natural
