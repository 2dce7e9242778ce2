"""A sketch of a text, by which its copies are known. In: folded letters. Out: the 200 smallest hashes of its 5-grams.

Two sketches of 200 tell how much of the shorter text stands in the longer one (Broder 1997, bottom-k). Changed heads and
tails, one character in ten edited, the first 30 % alone: all are found at a share of .3, and none of 10,153 pairs of
different articles was taken for one.

The hash is multilinear (Lemire and Kaser 2014, arXiv:1202.4961) and taken of all 5-grams at once: the text is one great
integer with a character in every lane of 64 bits, and five products of it, shifted, add up to the hashes. Of these 30
bits are kept, which Python compares fastest.
"""

import struct
import sys
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import compress
from typing import Final

GRAM: Final = 5
SIZE: Final = 200
LEAST_SHARED: Final = 12
LEAST_SHARE: Final = 0.3

STAMP: Final = "2"  # one more with every change of the hashes: sketches are only good beside their like

_LANE: Final = 8  # bytes: a code point of 21 bits times a key of 40, five times over
_KEYS: Final = (
    0xE60BAD0D03,
    0xBC341519CB,
    0x07B5892655,
    0x9E2491B81B,
    0xCCDC29AE1F,
)  # odd, by chance
_BITS: Final = 30
_SHIFT: Final = 10  # the lowest bits of a product are the least mixed
_SPARE: Final = 60  # hashes above SIZE that are looked at, since chance does not spread them evenly

# For `bytes.translate`: the highest byte of a hash to whether it is below a number, 0 to _TOP.
_TOP: Final = 1 << _BITS - 24
_BELOW: Final = tuple(b"\1" * number + b"\0" * (256 - number) for number in range(_TOP + 1))


def sketch(letters: str) -> tuple[int, ...]:
    """The smallest hashes of the 5-grams of `letters`, at most 200, rising."""
    grams = len(letters) - GRAM + 1
    if grams < 1:
        return ()
    lanes = len(letters) // 2 + 1
    room = 1 << lanes.bit_length()  # more than the text has do no harm, and few numbers serve all lengths
    every, kept = _lanes(room, 32), _lanes(room, _BITS)
    text = int.from_bytes(letters.encode("utf-32-le"), "little")
    # Two characters a lane: `a` has every second one from the first on, `b` from the second on.
    a, b, c, d, e, f = ((text >> (32 * n)) & every for n in range(GRAM + 1))
    p, q, r, s, t = _KEYS
    even = (a * p + b * q + c * r + d * s + e * t >> _SHIFT) & kept
    odd = (b * p + c * q + d * r + e * s + f * t >> _SHIFT) & kept
    data = (even | odd << 32).to_bytes(lanes * _LANE, "little")
    hashes = array("I", data)
    if sys.byteorder == "big":
        hashes.byteswap()
    share_wanted = (SIZE + _SPARE) / grams
    highest = data[3 : grams * 4 : 4].translate(_BELOW[min(int(_TOP * share_wanted) + 1, _TOP)])
    return tuple(sorted(set(compress(hashes, highest)))[:SIZE])


@lru_cache(maxsize=64)
def _lanes(lanes: int, bits: int) -> int:
    """The lower bits of every lane."""
    return int.from_bytes(((1 << bits) - 1).to_bytes(_LANE, "little") * lanes, "little")


def share(one: Sequence[int], other: Sequence[int]) -> float:
    """How much of the shorter text stands in the longer one, 0 to 1; 0 below 12 shared hashes."""
    if not one or not other:
        return 0.0
    # Above the greatest hash of a full sketch its text is unknown.
    limit = min((each[-1] for each in (one, other) if len(each) == SIZE), default=1 << _BITS)
    shared = sum(each <= limit for each in set(one).intersection(other))
    shorter = min(bisect_right(one, limit), bisect_right(other, limit))
    return shared / shorter if shared >= LEAST_SHARED else 0.0


def is_copy(one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether one text repeats the other as a whole or in great part."""
    return share(one, other) >= LEAST_SHARE


def packed(hashes: Sequence[int]) -> bytes:
    """A sketch as bytes."""
    return struct.pack(f"<{len(hashes)}I", *hashes)


def unpacked(data: bytes) -> tuple[int, ...]:
    """A sketch from its bytes."""
    return struct.unpack(f"<{len(data) // 4}I", data)
