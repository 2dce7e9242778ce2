"""The large-print theme, measured."""

import pytest

from bulletin.layout import load_theme
from bulletin.units import PAGE_SIZES_MM


def test_text_is_16_pt_and_nothing_smaller_than_14() -> None:
    measure = load_theme("reader").measure
    assert (measure.type_size_pt, measure.leading_pt, measure.note_pt) == (16, 28, 14)
    assert (measure.characters, measure.lines) == (26, 24)
    assert (measure.title_pt, measure.long_title_pt, measure.section_pt) == (26, 24, 22)


@pytest.mark.parametrize("page", PAGE_SIZES_MM)
def test_large_print_keeps_margins_on_every_page(page: str) -> None:
    measure = load_theme("reader", options={"page": page, "type_size": "三号"}).measure
    assert measure.characters >= 18
    assert measure.outer_pt > measure.inner_pt > 30
