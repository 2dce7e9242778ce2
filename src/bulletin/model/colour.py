"""Colours as eyes tell them apart. In: a colour as CSS writes it. Out: luminance, contrast, a colour for any page.

Sources: WCAG 2.1, definitions of relative luminance and contrast ratio.
"""

import colorsys
import re
from typing import Final

RGB = tuple[float, float, float]  # each from 0 to 1

# The ways that are read here.
_WRITTEN: Final = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}|rgb\(\s*\d+\s*(?:,\s*\d+\s*){2}\)")
# As far from black as from white: 4.6 : 1 either way.
_BETWEEN: Final = 0.179
_STEPS: Final = 16  # of halving the lightness: finer than the 255 steps of a screen


def rgb_of(css: str) -> RGB:
    """The colour that CSS writes as `#rgb`, `#rrggbb` or `rgb(200, 22, 29)`."""
    if css.startswith("#"):
        digits = css[1:] if len(css) > 4 else "".join(digit * 2 for digit in css[1:])
        parts = [int(digits[place : place + 2], 16) for place in (0, 2, 4)]
    else:
        parts = [min(int(part), 255) for part in re.findall(r"\d+", css)[:3]]
    red, green, blue = (part / 255 for part in parts)
    return red, green, blue


def luminance(colour: RGB) -> float:
    """From 0 for black to 1 for white."""
    red, green, blue = (
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in colour
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast_ratio(one: RGB, other: RGB) -> float:
    """The contrast of two colours, 1 to 21."""
    dark, light = sorted(map(luminance, (one, other)))
    return (light + 0.05) / (dark + 0.05)


def on_any_page(css: str) -> str:
    """The colour `css` as light as it must be to be read on black and on white alike, as `#rrggbb`; its hue stays. One that is
    written in another way (`crimson`, `hsl(…)`) stays as it is.

    A reading system may call itself dark and still show a white page."""
    if not _WRITTEN.fullmatch(css):
        return css
    hue, _, saturation = colorsys.rgb_to_hls(*rgb_of(css))
    darker, lighter = 0.0, 1.0
    for _ in range(_STEPS):
        middle = (darker + lighter) / 2
        if luminance(colorsys.hls_to_rgb(hue, middle, saturation)) < _BETWEEN:
            darker = middle
        else:
            lighter = middle
    return "#" + "".join(f"{round(part * 255):02x}" for part in colorsys.hls_to_rgb(hue, lighter, saturation))
