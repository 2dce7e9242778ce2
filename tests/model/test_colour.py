"""Colours are told apart as WCAG has it, and an accent can be read on any page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.model.colour import contrast_ratio, on_any_page, rgb_of

BLACK, WHITE = rgb_of("#000"), rgb_of("#ffffff")


def test_contrast_is_that_of_wcag() -> None:
    assert contrast_ratio(BLACK, WHITE) == pytest.approx(21)
    assert contrast_ratio(rgb_of("#777777"), WHITE) == pytest.approx(4.48, abs=0.01)
    assert rgb_of("rgb(255, 0, 51)") == rgb_of("#f03")


@given(st.tuples(*[st.integers(0, 255)] * 3))
def test_every_accent_can_be_read_on_black_and_on_white(parts: tuple[int, int, int]) -> None:
    colour = rgb_of(on_any_page("#{:02x}{:02x}{:02x}".format(*parts)))
    assert min(contrast_ratio(colour, BLACK), contrast_ratio(colour, WHITE)) > 4.4


@pytest.mark.parametrize(("accent", "strongest"), [("#c8161d", 0), ("#14614a", 1), ("#1f3a5f", 2)])
def test_red_stays_red_green_green_and_blue_blue(accent: str, strongest: int) -> None:
    colour = rgb_of(on_any_page(accent))
    assert max(colour) == colour[strongest]


def test_black_becomes_grey() -> None:
    assert len(set(rgb_of(on_any_page("#000000")))) == 1


@pytest.mark.parametrize("accent", ["crimson", "hsl(0 80% 40%)", "#c8161dff"])
def test_a_colour_that_is_written_in_another_way_stays_as_it_is(accent: str) -> None:
    assert on_any_page(accent) == accent
