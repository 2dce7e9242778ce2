"""What a line has too much or too little, shared among its gaps and marks. Pure: no engine here.

In: what each gap or mark may give or take, and a length. Out: what each gives or takes, px.
The orders are CLREQ's ("Line adjustment: reduction", "… expansion"), which follows GB/T 15834 §5.1:
see `marks.Give` and `marks.GapKind`. Members of one kind are treated alike.
"""

from collections.abc import Callable, Hashable, Sequence
from typing import Protocol, TypeVar

_ROUNDING = 1e-6


def shared(length: float, kinds: Sequence[int], limits: Sequence[float]) -> list[float] | None:
    """`length` shared among members: those of the lowest kind take it evenly, each up to its limit, the next kind takes
    what remains. None if all together cannot take it."""
    shares = [0.0] * len(kinds)
    for kind in sorted(set(kinds)):
        members = [index for index, of_kind in enumerate(kinds) if of_kind == kind]
        # The narrowest first, so that what it cannot take is shared by the wider ones.
        members.sort(key=limits.__getitem__)
        for position, index in enumerate(members):
            shares[index] = min(length / (len(members) - position), limits[index])
            length -= shares[index]
        if length <= _ROUNDING:
            return shares
    return shares if length <= _ROUNDING else None


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
    if natural.over > 0 and natural.over > natural.give:
        # The small spaces where boxes meet made it too wide.
        narrower = lay(-natural.over - 0.01)
        return narrower if narrower.over <= narrower.give + _ROUNDING else natural
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
