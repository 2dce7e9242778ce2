"""四折边纸套展开图: flaps 1 to 4 fold over the glass plate in turn."""

from typing import Final

from example_pictures.plate import LIGHT, PAPER, Plate

X, Y, WIDE, HIGH = 40.0, 29.0, 40.0, 30.0
FLAPS: Final = (
    ("①", [(X, Y), (X + 4, Y - 22), (X + WIDE - 4, Y - 22), (X + WIDE, Y)]),
    ("②", [(X, Y + HIGH), (X + 4, Y + HIGH + 22), (X + WIDE - 4, Y + HIGH + 22), (X + WIDE, Y + HIGH)]),
    ("③", [(X, Y), (X - 28, Y + 4), (X - 28, Y + HIGH - 4), (X, Y + HIGH)]),
    ("④", [(X + WIDE, Y), (X + WIDE + 28, Y + 4), (X + WIDE + 28, Y + HIGH - 4), (X + WIDE, Y + HIGH)]),
)


def draw() -> Plate:
    """The sleeve laid open, and folded."""
    plate = Plate(88)
    for number, corners in FLAPS:
        plate.shape(corners, PAPER, 0.4)
        plate.text((sum(x for x, _ in corners) / 4, sum(y for _, y in corners) / 4), number, 12)
    plate.box((X, Y), WIDE, HIGH, PAPER, 0)
    plate.dashes([(X, Y), (X + WIDE, Y), (X + WIDE, Y + HIGH), (X, Y + HIGH), (X, Y)], 0.3)
    plate.box((X + 2, Y + 2), WIDE - 4, HIGH - 4, LIGHT)
    plate.text((X + WIDE / 2, Y + HIGH / 2 - 2.5), "玻璃底片", 10)
    plate.text((X + WIDE / 2, Y + HIGH / 2 + 3), "药膜面朝上", 8)
    _folded(plate, 118, 26)
    plate.arrow((110, Y + HIGH / 2), (115.5, Y + HIGH / 2), 0.4)
    plate.dashes([(122, 76), (132, 76)], 0.3)
    plate.text((134, 76), "折线", 8, "lm")
    return plate


def _folded(plate: Plate, left: float, top: float) -> None:
    wide, high = 36.0, 27.0
    plate.box((left, top), wide, high, PAPER, 0.5)
    edge = [(25, 0), (23, 3), (23, high - 3), (25, high)]
    plate.line([(left + x, top + y) for x, y in edge])
    plate.box((left + 3, top + 4), 16, 8, PAPER, 0.2)
    plate.text((left + 11, top + 8), "容光 0417", 8)
    plate.text((left + wide / 2, top + high + 6), "折好后立放", 9)
    plate.text((left + wide / 2, top + high + 11.5), "编号用铅笔写在左上角", 8)
