"""枫浦旧城与三水关示意图. One millimetre on paper is twelve metres in the town."""

from typing import Final

from example_pictures.plate import DARK, INK, LIGHT, MIDDLE, PAPER, Plate, curve

METRES_PER_MM: Final = 12
WALL: Final = [(34, 20), (40, 15), (128, 14), (136, 19), (137, 86), (131, 92), (41, 93), (34, 88), (34, 20)]
MOAT: Final = [(30, 18), (38, 11), (130, 10), (140, 17), (141, 88), (133, 96.5), (39, 97), (30, 90), (30, 18)]
RIVER: Final = [(0, 78), (14, 74), (30, 68), (48, 67), (66, 60), (88, 63), (112, 55), (141, 58), (160, 66)]
SOUTH_CANAL: Final = [(74, 61.5), (80, 74), (84, 96), (86, 108)]
SLUICE_CANAL: Final = [(0, 38), (14, 33), (30, 34.5), (46, 38), (58, 48), (66, 60)]
STREETS: Final = ([(34, 52), (137, 46)], [(84, 14.5), (90, 45), (92, 60)], [(92, 66), (100, 92)])

WALL_X: Final = 34.0
WEST_GATE_Y: Final = 52.0
WATER_GATE_Y: Final = WEST_GATE_Y + 190 / METRES_PER_MM
SLUICE_Y: Final = WEST_GATE_Y - 210 / METRES_PER_MM


def draw() -> Plate:
    """The map."""
    plate = Plate(108)
    waters = ((MOAT, 1.6), (curve(SLUICE_CANAL), 1.6), (curve(SOUTH_CANAL), 2.4), (curve(RIVER), 4.0))
    for bank_mm, grey in ((0.6, MIDDLE), (0.0, LIGHT)):
        for course, width_mm in waters:
            plate.line(course, width_mm + bank_mm, grey)
    plate.line(WALL, 1.5)
    plate.line(WALL, 0.7, PAPER)
    _inside(plate)
    _outside(plate)
    _gates(plate)
    _distances(plate)
    _scale(plate)
    return plate


def _inside(plate: Plate) -> None:
    for street in STREETS:
        plate.dashes(street, 0.25, MIDDLE)
    plate.line([(36.5, 65.4), (36.5, 60), (43, 60)], 0.25, DARK)
    plate.text((44, 60), "酱园弄", 8, "lm")
    for x, y, name in ((70, 30, "县署"), (112, 34, "城隍庙"), (112, 76, "文庙")):
        plate.box((x - 3, y - 2), 6, 4, LIGHT)
        plate.text((x, y + 4.6), name, 8)
    plate.text((78, 55.5), "澄溪", 10)


def _outside(plate: Plate) -> None:
    plate.arrow((8, 80.5), (17, 77.6), grey=DARK)
    plate.text((13, 84), "自西乡来", 8)
    plate.arrow((146, 64.5), (154, 68), grey=DARK)
    plate.text((151, 72), "至三眼桥", 8)
    plate.disc((82.4, 101), 0.9)
    plate.text((80.5, 101), "南码头", 8, "rm")


def _gates(plate: Plate) -> None:
    for x, y, name, dx, dy, anchor in (
        (WALL_X, WEST_GATE_Y, "西门", 4, -3, "lm"),
        (137, 46, "东门", -4, -3.4, "rm"),
        (84, 14.5, "北门", -3.6, 5, "rm"),
        (100, 92.5, "南门", 4.5, -4.2, "lm"),
    ):
        plate.box((x - 1.8, y - 1.8), 3.6, 3.6, INK)
        plate.text((x + dx, y + dy), name, 9, anchor, face="Hei")
    for x, y, name, dx, dy, anchor in (
        (WALL_X, WATER_GATE_Y, "西水关", 5, 4.4, "lm"),
        (83, 92.8, "南水关", -3.6, -4, "rm"),
        (137, 57.5, "东水关", -4, 5, "rm"),
    ):
        plate.disc((x, y), 2.1, PAPER)
        plate.disc((x, y), 1.1)
        plate.text((x + dx, y + dy), name, 9, anchor, face="Hei")
    plate.shape([(34, SLUICE_Y - 2.2), (36.2, SLUICE_Y + 1.7), (31.8, SLUICE_Y + 1.7)], PAPER, 0.4)
    plate.text((38.5, SLUICE_Y - 4), "西闸（1936年建）", 8, "lm")


def _distances(plate: Plate) -> None:
    plate.line([(20, WEST_GATE_Y), (32, WEST_GATE_Y)], 0.15, DARK)
    for y, label in ((SLUICE_Y, "约210米"), (WATER_GATE_Y, "约190米")):
        plate.line([(20, y), (31, y)], 0.15, DARK)
        plate.arrow((22, WEST_GATE_Y), (22, y), 0.2, DARK)
        plate.text((20.5, (WEST_GATE_Y + y) / 2), label, 8, "rm")


def _scale(plate: Plate) -> None:
    plate.arrow((151, 24), (151, 9), 0.4)
    plate.text((151, 5.5), "北", 9, face="Hei")
    left, base, length = 112.0, 103.0, 200 / METRES_PER_MM
    for index, fill in enumerate((INK, PAPER)):
        plate.box((left + index * length, base), length, 1.2, fill, 0.25)
    for index, label in enumerate(("0", "200", "400米")):
        plate.text((left + index * length, base - 0.8), label, 7.5, "ms")
