"""Standard numbers. In: what an editor wrote. Out: the number as catalogues want it, if its check digit is right."""

import re
from typing import Final

_SEPARATORS: Final = re.compile(r"[\s\-–—‐]")


def isbn_in(text: str) -> str:
    """Thirteen digits (ISO 2108); a ten-digit number is brought to thirteen. Empty where `text` is no ISBN."""
    number = _SEPARATORS.sub("", text.upper().removeprefix("ISBN").lstrip(":： "))
    if re.fullmatch(r"\d{9}[\dX]", number) and _weighed(number, range(10, 0, -1)) % 11 == 0:
        stem = f"978{number[:9]}"
        return f"{stem}{-_weighed(stem, [1, 3] * 6) % 10}"
    sound = re.fullmatch(r"97[89]\d{10}", number) and _weighed(number, [*([1, 3] * 6), 1]) % 10 == 0
    return number if sound else ""


def issn_in(text: str) -> str:
    """`1234-5679` (ISO 3297). Empty where `text` is no ISSN."""
    number = _SEPARATORS.sub("", text.upper().removeprefix("ISSN").lstrip(":： "))
    sound = re.fullmatch(r"\d{7}[\dX]", number) and _weighed(number, range(8, 0, -1)) % 11 == 0
    return f"{number[:4]}-{number[4:]}" if sound else ""


def _weighed(number: str, weights: "range | list[int]") -> int:
    return sum(
        (10 if digit == "X" else int(digit)) * weight for digit, weight in zip(number, weights, strict=True)
    )
