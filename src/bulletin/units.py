"""Lengths of the trade. In: 字号 names, millimetres, page names. Out: points and millimetres as floats.

Names carry their unit (`_pt`, `_mm`); nothing here rounds.
"""

import re
from typing import Final

_SMALLEST_MM: Final = 50.0
POINTS_PER_MM = 72 / 25.4
# The fewest dots an inch of a printed picture should have: offset shows 150 lines an inch, and below about one and a half
# dots a line a picture looks soft.
PRINTED_DPI: Final = 200

# 字号 in points, the Chinese type-size ladder (GB/T 18358 practice; the DTP point).
TYPE_SIZES_PT: dict[str, float] = {
    "初号": 42.0,
    "小初": 36.0,
    "一号": 26.0,
    "小一": 24.0,
    "二号": 22.0,
    "小二": 18.0,
    "三号": 16.0,
    "小三": 15.0,
    "四号": 14.0,
    "小四": 12.0,
    "五号": 10.5,
    "小五": 9.0,
    "六号": 7.5,
    "小六": 6.5,
    "七号": 5.5,
    "八号": 5.0,
}

# Trimmed page sizes, width × height in millimetres.
PAGE_SIZES_MM: dict[str, tuple[float, float]] = {
    "A4": (210.0, 297.0),
    "A5": (148.0, 210.0),
    "B5": (176.0, 250.0),
    "大16开": (210.0, 285.0),
    "正16开": (185.0, 260.0),
    "大32开": (140.0, 203.0),
    "正32开": (130.0, 184.0),
}


_OWN_SIZE: Final = re.compile(r"(\d{2,3}(?:\.\d+)?)\s*[×xX*]\s*(\d{2,3}(?:\.\d+)?)\s*(?:mm|毫米)?")


def page_size_mm(page: str) -> tuple[float, float] | None:
    """Width and height of a page by name (`正16开`) or as written (`190×260 mm`, from 50 mm); None if it is neither."""
    own = _OWN_SIZE.fullmatch(page.strip())
    if page in PAGE_SIZES_MM or not own:
        return PAGE_SIZES_MM.get(page)
    width_mm, height_mm = (float(length) for length in own.groups())
    return (width_mm, height_mm) if min(width_mm, height_mm) >= _SMALLEST_MM else None


def mm_to_pt(length_mm: float) -> float:
    """Millimetres to DTP points (1/72 inch)."""
    return length_mm * POINTS_PER_MM


def pt_to_mm(length_pt: float) -> float:
    """DTP points (1/72 inch) to millimetres."""
    return length_pt / POINTS_PER_MM
