"""What is left over on a justified line, given to its gaps. Pure: no engine here.

In: the gaps of a line and the length to fill. Out: what each gap gets, px.
Expand in CLREQ's order (3.2.1.2): Latin word spaces first, then evenly between ideographs; never inside Latin words,
numbers, dashes and ellipses. The small space between Chinese and Latin keeps its width (see `LineRules`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum


class GapKind(IntEnum):
    """The kinds of gaps in the order in which they are opened."""

    WORD = 0
    IDEOGRAPH = 1


@dataclass(frozen=True, slots=True)
class Gap:
    """A place that may be opened by at most `most` px."""

    kind: GapKind
    most: float


def stretch(gaps: Sequence[Gap], extra: float) -> list[float] | None:
    """How far each gap opens so that together they fill `extra` px; None if they may not.

    Gaps of one kind open evenly, each up to its own most; the next kind takes what remains.
    """
    opened = [0.0] * len(gaps)
    for kind in GapKind:
        members = [index for index, gap in enumerate(gaps) if gap.kind is kind]
        # The narrowest first, so that what it cannot take is shared by the wider ones.
        members.sort(key=lambda index: gaps[index].most)
        for position, index in enumerate(members):
            share = extra / (len(members) - position)
            opened[index] = min(share, gaps[index].most)
            extra -= opened[index]
        if extra <= 1e-9:
            return opened
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
