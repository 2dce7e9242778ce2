"""The kitchen garden on the roof of the school, in colours."""

from typing import Final

from example_pictures.plate import Ink, Plate, Point, curve, on_circle

SKY: Final = (226, 236, 238)
HILL: Final = ((178, 205, 193), (146, 184, 166))
WALL: Final = (246, 238, 222)
ROOF: Final = (203, 196, 186)
TILE: Final = (170, 106, 84)
WOOD: Final = (186, 140, 96)
SOIL: Final = (112, 84, 66)
LEAF: Final = ((70, 140, 84), (104, 168, 92), (44, 110, 76))
RED: Final = (206, 82, 62)
BLUE: Final = (74, 118, 150)
OUTLINE: Final = (52, 60, 58)

HEIGHT_MM: Final = 71.0
EDGE_Y: Final = 45.0
BED_WIDE: Final = 19.0


def draw() -> Plate:
    """The picture."""
    plate = Plate(HEIGHT_MM, in_colours=True)
    plate.box((0, 0), 160, HEIGHT_MM, SKY, 0)
    _hills(plate)
    _town(plate)
    _roof(plate)
    for row, (y, shift) in enumerate(((49.5, 30.0), (59.5, 24.0))):
        for column in range(4):
            _bed(plate, (shift + column * (BED_WIDE + 4 + row), y), row, column)
    _barrels(plate)
    _beans(plate)
    _birds(plate)
    return plate


def _hills(plate: Plate) -> None:
    for tone, heights in zip(HILL, ((25, 15, 21, 12, 19, 14, 23), (33, 28, 22, 29, 24, 31, 26)), strict=True):
        crest = curve([(place * 27.0, float(height)) for place, height in enumerate(heights)])
        plate.shape([(0, EDGE_Y), *crest, (162, EDGE_Y)], tone, 0)


def _town(plate: Plate) -> None:
    """Roofs behind the parapet, and the clock tower with its swifts."""
    for x, top, wide in ((2, 36, 20), (26, 39, 16), (44, 35, 22), (92, 37, 18), (140, 38, 18)):
        plate.box((x, top), wide, EDGE_Y - top, WALL, 0.25)
        plate.shape(
            [(x - 2, top), (x + 4, top - 5), (x + wide - 4, top - 5), (x + wide + 2, top)], TILE, 0.25
        )
        for window in range(int(wide // 6)):
            plate.box((x + 2 + window * 6, top + 2.4), 2.4, 3, BLUE, 0)
    plate.box((117, 12), 13, EDGE_Y - 12, WALL, 0.3)
    plate.shape([(114.5, 12), (123.5, 2.5), (132.5, 12)], TILE, 0.3)
    plate.disc((123.5, 19), 3.6, 255)
    plate.line([(123.5, 19), (123.5, 16.6)], 0.4, OUTLINE)
    plate.line([(123.5, 19), (125.4, 19.8)], 0.4, OUTLINE)
    for y in (27.0, 34.0):
        plate.box((121.5, y), 4, 4.6, BLUE, 0.2)


def _roof(plate: Plate) -> None:
    plate.box((0, EDGE_Y), 160, HEIGHT_MM - EDGE_Y, ROOF, 0)
    plate.box((0, EDGE_Y - 2), 160, 3.4, WALL, 0.3)
    for x in range(8, 160, 16):
        plate.line([(x, EDGE_Y - 2), (x, EDGE_Y + 1.4)], 0.2, OUTLINE)


def _bed(plate: Plate, corner: Point, row: int, column: int) -> None:
    """A box of soil with what grows in it."""
    x, y = corner
    wide, deep = BED_WIDE + row * 2, 6.0 + row
    plate.shape([(x + 2, y), (x + wide - 2, y), (x + wide, y + deep), (x, y + deep)], SOIL, 0.25)
    plate.box((x, y + deep), wide, 3.2, WOOD, 0.3)
    for line in range(3):
        for place in range(5):
            spot = (x + 3.4 + place * (wide - 6.8) / 4, y + 1.2 + line * deep / 3.2)
            _plant(plate, spot, (row + column) % 3, line)
    plate.line([(x + wide - 2.4, y + deep), (x + wide - 1.4, y - 3.4)], 0.35, WOOD)


def _plant(plate: Plate, spot: Point, kind: int, line: int) -> None:
    leaf: Ink = LEAF[(kind + line) % 3]
    if kind == 1:  # 豆苗
        plate.line([spot, (spot[0], spot[1] - 3.0)], 0.3, LEAF[2])
    for angle in (200, 270, 340):
        tip = on_circle(spot, 2.0 if kind else 1.6, angle)
        plate.shape([spot, on_circle(tip, 0.8, angle + 90), tip, on_circle(tip, 0.8, angle - 90)], leaf, 0)
    if kind == 2 and line == 1:  # 番茄
        plate.disc((spot[0], spot[1] - 1.8), 0.7, RED)


def _barrels(plate: Plate) -> None:
    """两只接雨水的油桶, under the pipe from the roof of the stairs."""
    plate.box((0, 29), 17, 18, WALL, 0.3)
    plate.shape([(-1, 29), (-1, 26), (19, 26), (18, 29)], TILE, 0.3)
    plate.line([(16, 28), (16, 51), (13, 54)], 0.9, BLUE)
    for x, y in ((3.0, 53.0), (11.5, 56.5)):
        plate.box((x, y), 9, 13, BLUE, 0.3)
        plate.shape(
            [on_circle((x + 4.5, y), 4.5, angle, 0.3) for angle in range(0, 360, 10)], (214, 226, 230), 0.3
        )
        for band in (4.0, 9.0):
            plate.line([(x, y + band), (x + 9, y + band)], 0.3, OUTLINE)


def _beans(plate: Plate) -> None:
    """The trellis at the right."""
    for x in (132.0, 140.0, 148.0):
        plate.line([(x, 68), (x + 4, 46)], 0.5, WOOD)
        plate.line([(x + 8, 68), (x + 4, 46)], 0.5, WOOD)
        for step in range(8):
            spot = (x + 0.4 + step * 0.45, 66 - step * 2.3)
            for angle in (150, 30):
                tip = on_circle(spot, 1.9, angle + step * 11)
                plate.shape(
                    [spot, on_circle(tip, 0.9, angle + 90), tip, on_circle(tip, 0.9, angle - 90)],
                    LEAF[step % 3],
                    0,
                )
    plate.line([(134, 47), (156, 47)], 0.5, WOOD)
    plate.box((128, 66), 28, 3.4, WOOD, 0.3)


def _birds(plate: Plate) -> None:
    for x, y, size in ((102.0, 9.0, 2.6), (109.0, 5.5, 2.0), (140.0, 7.0, 2.4)):
        wing = curve([(x - size, y + size * 0.3), (x - size * 0.4, y - size * 0.3), (x, y + size * 0.2)])
        plate.line(wing, 0.4, OUTLINE)
        plate.line([(2 * x - px, py) for px, py in wing], 0.4, OUTLINE)
