"""A standard number goes into the catalogue only when its check digit is right."""

import pytest

from bulletin.model.standard_numbers import isbn_in, issn_in


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("978-7-302-11622-6", "9787302116226"),
        ("ISBN 978-7-302-11622-6", "9787302116226"),
        ("7-302-11622-9", "9787302116226"),
        ("978-7-302-11622-5", ""),
        ("000-0-00-000000-0", ""),
        ("尚未申请", ""),
        ("", ""),
    ],
)
def test_isbn(written: str, number: str) -> None:
    assert isbn_in(written) == number


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("1000-0577", "1000-0577"),
        ("ISSN：1671-086X", "1671-086X"),
        ("0317-8471", "0317-8471"),
        ("12345678", ""),
        ("", ""),
    ],
)
def test_issn(written: str, number: str) -> None:
    assert issn_in(written) == number
