"""三眼桥与面粉厂的钟: a bridge of three arches, a mill on the far bank, a bell in a pine."""

import math
import random
from itertools import pairwise
from typing import Final

from example_pictures.plate import DARK, LIGHT, MIDDLE, PAPER, Plate, Point, arc, curve, on_circle

WATER_Y: Final = 74.0
FROM_X, TO_X = 30, 152  # the abutments
ARCHES: Final = ((62.0, 11.0), (91.0, 14.0), (120.0, 11.0))  # centre, radius
# Pads of needles: centre, half width, half height; the branch that carries each.
PADS: Final = (
    ((17, 11), (11, 4.5), [(16, 22), (17, 13)]),
    ((9.8, 23), (7, 3.6), [(15.5, 30), (10, 25)]),
    ((27, 24), (9, 3.8), [(15.8, 31), (26, 26)]),
    ((8.8, 39), (6, 3), [(14.5, 44), (9, 41)]),
)


def draw() -> Plate:
    """The drawing."""
    plate = Plate(87)
    hand = random.Random(1962)  # noqa: S311 an unsteady hand, the same every time
    _far_bank(plate)
    _stonework(plate, hand)
    _arches(plate)
    _railing(plate)
    _water(plate, hand)
    _boat(plate)
    _pine(plate, hand)
    _bell(plate)
    return plate


def _roadway_y(x: float) -> float:
    """A hump over the middle arch, level at both ends."""
    return 71.0 - 21.0 * math.exp(-(((x - 91) / 38) ** 2))


def _far_bank(plate: Plate) -> None:
    for ridge in (
        [(0, 50), (24, 44), (50, 47), (78, 34), (110, 42), (138, 37), (160, 44)],
        [(0, 58), (30, 53), (66, 56), (100, 48), (130, 53), (160, 50)],
    ):
        plate.line(curve(ridge), 0.25, MIDDLE)
    for left, wide, eaves in ((124, 15, 50), (139, 17, 42)):
        plate.box((left, eaves), wide, 72 - eaves)
        right = left + wide
        plate.shape(
            [(left - 1.5, eaves), (left + 2, eaves - 6), (right - 2, eaves - 6), (right + 1.5, eaves)]
        )
        for x in range(left + 3, right - 2, 4):
            for y in range(eaves + 4, 66, 7):
                plate.box((x, y), 1.8, 3, LIGHT, 0.2)
    plate.shape([(149, 36), (149.6, 14), (152.4, 14), (153, 36)])
    for smoke in ([(151, 12), (147, 8), (140, 8.5), (133, 5)], [(151.5, 11), (149, 6), (142, 5), (138, 2.5)]):
        plate.line(curve(smoke), 0.25, MIDDLE)
    plate.shape([(136, 76), *curve([(136, 72), (148, 70.5), (160, 71)]), (160, 76)], PAPER, 0)
    plate.line(curve([(136, 72), (148, 70.5), (160, 71)]), 0.3)


def _stonework(plate: Plate, hand: random.Random) -> None:
    """The wall of the bridge: courses of stone with staggered joints, here and there worn away."""
    road = [(float(x), _roadway_y(x)) for x in range(FROM_X, TO_X + 1)]
    plate.shape([*road, (TO_X, WATER_Y), (FROM_X, WATER_Y)], PAPER, 0)
    for row in range(8):
        y = WATER_Y - 3 * (row + 1)
        for x in (x for x in range(FROM_X, TO_X) if _roadway_y(x) + 1 < y):
            if hand.random() < 0.82:
                plate.line([(x, y), (x + 1, y)], 0.15, DARK)
            if (x + 3 * (row % 2)) % 7 == 0 and hand.random() < 0.8:
                plate.line([(x, y), (x, y + 3)], 0.15, DARK)


def _arches(plate: Plate) -> None:
    for x, radius in ARCHES:
        centre = (x, WATER_Y)
        plate.shape(arc(centre, radius + 2.2, 180, 360), PAPER, 0.3)
        for angle in range(190, 360, 12):
            plate.line([on_circle(centre, radius, angle), on_circle(centre, radius + 2.2, angle)], 0.2)
        plate.shape(arc(centre, radius, 180, 360), LIGHT, 0.4)
        plate.dashes(arc(centre, radius, 180, 0, 0.75), 0.25, DARK)
    plate.line([(FROM_X, WATER_Y), (160, WATER_Y)], 0.3)


def _railing(plate: Plate) -> None:
    for lift, width_mm in ((0.0, 0.5), (1.2, 0.3), (5.2, 0.4)):
        plate.line([(x, _roadway_y(x) - lift) for x in range(FROM_X, TO_X + 1)], width_mm)
    for x in range(FROM_X + 1, TO_X + 1, 6):
        plate.box((x - 0.6, _roadway_y(x) - 6.4), 1.2, 5.2, PAPER, 0.25)


def _water(plate: Plate, hand: random.Random) -> None:
    for _ in range(110):
        x, y = hand.uniform(4, 150), hand.uniform(WATER_Y + 2, 86)
        length = hand.uniform(2, 4 + (y - WATER_Y) * 0.5)
        plate.line(curve([(x, y), (x + length / 2, y - 0.4), (x + length, y)]), 0.2, MIDDLE)


def _boat(plate: Plate) -> None:
    plate.shape([(60, 80.5), (65, 84), (84, 84), (90, 80), (84, 81.5), (66, 81.5)], PAPER, 0.4)
    plate.shape(arc((74.5, 81.5), 6, 180, 360, 0.75), LIGHT, 0.35)
    plate.line([(86, 78), (97, 85)], 0.4)  # the scull
    plate.line([(94, 83.1), (98, 85.6)], 0.8)


def _pine(plate: Plate, hand: random.Random) -> None:
    bank = curve([(0, 70), (12, 68.5), (26, 70.5), (34, 76)])
    plate.shape([*bank, (30, 79), (0, 80)], PAPER, 0)
    plate.line(bank, 0.3)
    left = curve([(10.5, 71), (12.5, 60), (11.5, 50), (14, 38), (15, 28), (16, 14)])
    right = curve([(18.5, 71), (16.2, 60), (15.5, 50), (17.4, 38), (17, 28), (17, 14)])
    plate.shape([*left, *reversed(right)], PAPER, 0.35)
    for y in range(24, 70, 2):
        x = 14.6 + hand.uniform(-1, 1)
        plate.line(arc((x, y), 1.1, 20, 110), 0.15, DARK)
    plate.line(curve([(16, 42), (24, 38.5), (33, 39.5)]), 1.0)
    for centre, (wide, high), branch in PADS:
        plate.line(branch, 0.7)
        _needles(plate, centre, wide, high, hand)
    _needles(plate, (33, 37.5), 5, 2.6, hand)


def _needles(plate: Plate, centre: Point, wide: float, high: float, hand: random.Random) -> None:
    """A pad of small fans of needles, the lower ones before the upper ones."""
    rows = [centre[1] + high * step / 3 for step in range(-3, 3)]
    for y in rows:
        reach = wide * math.sqrt(max(0.0, 1 - ((y - centre[1]) / (high + 1)) ** 2))
        count = max(2, round(reach))
        for index in range(count):
            x = centre[0] - reach + 2 * reach * (index + 0.5) / count + hand.uniform(-0.4, 0.4)
            tips = [on_circle((x, y + 1.2), hand.uniform(2.1, 2.6), angle) for angle in range(195, 350, 17)]
            plate.shape([(x, y + 1.2), *tips], PAPER, 0)
            for tip in tips:
                plate.line([(x, y + 1.2), tip], 0.16)


def _bell(plate: Plate) -> None:
    plate.line([(28, 39.2), (28, 43.5)], 0.35)
    plate.disc((28, 43.6), 0.8, PAPER)
    side = curve([(31.4, 46.2), (32, 50), (32.4, 54), (33.2, 56)])
    other = [(56 - x, y) for x, y in reversed(side)]
    mouth = curve([(22.8, 56), (25.4, 55), (28, 56.2), (30.6, 55), (33.2, 56)])
    plate.shape([*other, *arc((28, 46.6), 3.4, 188, 352, 0.7), *side, *reversed(mouth)], LIGHT, 0.4)
    for left, right in pairwise((23.9, 28, 32.1)):
        plate.box((left + 0.9, 48.2), right - left - 1.8, 3.4, LIGHT, 0.2)
    plate.line([(23.8, 53), (32.2, 53)], 0.2)
