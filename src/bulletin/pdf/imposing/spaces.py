"""Named colour spaces of a PDF. In: the resources' spaces, a name, the operands. Out: shares of 1 in grey, RGB or CMYK."""

from collections.abc import Iterable
from typing import Final

import pikepdf

_DEVICES: Final = {"/DeviceGray": 1, "/DeviceRGB": 3, "/DeviceCMYK": 4, "/CalGray": 1, "/CalRGB": 3}
_LAB: Final = "/Lab"
# Lab (D50) to linear sRGB by way of XYZ adapted to D65 (CSS Color 4, sample code for conversions).
_TO_RGB: Final = (
    (3.1341359569958707, -1.6173863321612538, -0.4906619460083532),
    (-0.978795502912089, 1.916254567259524, 0.03344273116131949),
    (0.07195537988411677, -0.2289768264158322, 1.405386058324125),
)
_D50: Final = (0.9642956764295677, 1.0, 0.8251046025104602)


def rgb_of(spaces: pikepdf.Object, name: str, operands: Iterable[object] | None) -> tuple[float, ...] | None:
    """The colour as 1, 3 or 4 shares, or None if it cannot be told; without operands whether the space can."""
    space = spaces.get(name) if name not in _DEVICES else pikepdf.Name(name)
    kind = str(space[0]) if isinstance(space, pikepdf.Array) else str(space)
    count = 3 if kind == _LAB else _DEVICES.get(kind, 0)
    if kind == "/ICCBased":
        count = int(space[1].get("/N", 0))  # type: ignore[index]
    if count not in (1, 3, 4):
        return None
    if operands is None:
        return ()
    values = tuple(float(value) for value in operands)  # type: ignore[arg-type]
    if len(values) != count:
        return None
    return _from_lab(*values) if kind == _LAB else values


def _from_lab(lightness: float, a: float, b: float) -> tuple[float, ...]:
    """CIE Lab under D50 as sRGB, cut to what sRGB holds."""
    y = (lightness + 16) / 116
    cubes = (
        (value**3 if value**3 > 216 / 24389 else (116 * value - 16) * 27 / 24389)
        for value in (y + a / 500, y, y - b / 200)
    )
    xyz = [white * cube for white, cube in zip(_D50, cubes, strict=True)]
    linear = (sum(part * value for part, value in zip(row, xyz, strict=True)) for row in _TO_RGB)
    return tuple(round(min(1.0, max(0.0, _encoded(value))), 4) for value in linear)


def _encoded(value: float) -> float:
    return 12.92 * value if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055
