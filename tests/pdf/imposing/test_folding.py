"""Sheets are printed, laid into each other and folded; then the pages must read in order."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.errors import UsageError
from bulletin.pdf.imposing.folding import BLANK, Side, booklet, n_up, padded
from bulletin.pdf.imposition import Scheme

Numbered = Callable[..., Path]
Impose = Callable[..., Any]
MM = 72 / 25.4


def folded(
    sides: list[tuple[int, int]], sheets_in_gathering: list[int], *, right_bound: bool = False
) -> list[int]:
    """What a reader leafs through. `sides` are left and right page of each side, front and back by turns.

    Turning a sheet over brings the back's left half behind the front's right half. Folded, the half at the
    opening edge is the first leaf, and sheets lie in each other, the first one outermost.
    """
    pages: list[int] = []
    at = 0
    for sheets in sheets_in_gathering:
        first_leaves, last_leaves = [], []
        for _ in range(sheets):
            (front_left, front_right), (back_left, back_right) = sides[at], sides[at + 1]
            at += 2
            right_half, left_half = (front_right, back_left), (back_right, front_left)
            if right_bound:
                right_half, left_half = (front_left, back_right), (back_left, front_right)
            first_leaves.append(right_half)
            last_leaves.insert(0, left_half)
        pages += [page for leaf in first_leaves + last_leaves for page in leaf]
    return pages


def gatherings(sides: tuple[Side, ...]) -> list[int]:
    """How many sheets lie in each gathering: the depth begins again with each."""
    starts = [at // 2 for at in range(0, len(sides), 2) if sides[at].places[0].depth == 0]
    return [after - before for before, after in zip(starts, [*starts[1:], len(sides) // 2], strict=True)]


def halves(sides: tuple[Side, ...]) -> list[tuple[int, int]]:
    pairs = []
    for side in sides:
        left, right = sorted(side.places, key=lambda place: place.column)
        pairs.append((left.page, right.page))
    return pairs


@given(st.integers(1, 400), st.sampled_from([0, 4, 8, 16, 32]), st.booleans())
def test_a_folded_booklet_reads_in_order(pages: int, signature: int, right_bound: bool) -> None:
    sides = booklet(pages, signature_pages=signature, right_bound=right_bound)
    assert folded(halves(sides), gatherings(sides), right_bound=right_bound) == list(padded(pages))
    assert max(gatherings(sides)) <= (signature or len(padded(pages))) // 4


@pytest.mark.parametrize(
    ("pages", "order"),
    [
        (1, (1, BLANK, BLANK, BLANK)),
        (4, (1, 2, 3, 4)),
        (5, (1, 2, 3, 4, BLANK, BLANK, BLANK, 5)),
        (6, (1, 2, 3, 4, 5, BLANK, BLANK, 6)),
    ],
)
def test_blank_pages_stand_before_the_back_cover(pages: int, order: tuple[int, ...]) -> None:
    assert padded(pages) == order


def test_the_short_gathering_is_held_by_full_ones() -> None:
    assert gatherings(booklet(52, signature_pages=16)) == [4, 4, 1, 4]
    assert gatherings(booklet(20, signature_pages=16)) == [4, 1]
    assert gatherings(booklet(16, signature_pages=16)) == [4]


@pytest.mark.parametrize("signature", [6, 2, -4])
def test_a_signature_that_cannot_be_folded_is_refused(signature: int) -> None:
    with pytest.raises(UsageError) as caught:
        booklet(8, signature_pages=signature)
    assert caught.value.code == "pdf.signature-not-of-four"


def test_pages_to_be_cut_apart_lie_in_reading_order() -> None:
    first, last = n_up(5, 2, 2)
    assert [(place.page, place.column, place.row) for place in first.places] == [
        (1, 0, 0),
        (2, 1, 0),
        (3, 0, 1),
        (4, 1, 1),
    ]
    assert [place.page for place in last.places] == [5]
    assert [place.column for place in n_up(2, 2, 1, right_bound=True)[0].places] == [1, 0]


@pytest.mark.parametrize(("signature", "right_bound"), [(0, False), (8, False), (0, True)])
def test_the_printed_sheets_fold_into_a_booklet_that_reads_in_order(
    numbered: Numbered, imposed: Impose, signature: int, right_bound: bool
) -> None:
    sheets = imposed(numbered(18), scheme=Scheme.BOOKLET, signature_pages=signature, right_bound=right_bound)
    middle = sheets.boxes("/MediaBox")[2] / 2
    sides = []
    for words in sheets.words():
        left = next((int(word) for word, x in words if x < middle), BLANK)
        right = next((int(word) for word, x in words if x >= middle), BLANK)
        sides.append((left, right))
    inside = [2, 1, 2] if signature else [5]
    assert folded(sides, inside, right_bound=right_bound) == [*range(1, 18), BLANK, BLANK, 18]


def test_inner_sheets_move_towards_the_fold_by_the_thickness_of_the_sheets_around_them(
    numbered: Numbered, imposed: Impose
) -> None:
    source = numbered(16)
    flat, crept = (imposed(source, scheme=Scheme.BOOKLET, creep_mm=creep).words() for creep in (0.0, 0.5))
    for side, (before, after) in enumerate(zip(flat, crept, strict=True)):
        expected = 0.5 * MM * (side // 2)
        moved = [right - left for (_, left), (_, right) in zip(before, after, strict=True)]
        assert moved == pytest.approx([expected, -expected], abs=0.02)
