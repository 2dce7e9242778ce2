"""枫浦市档案馆利用人次（2006—2025）: two lines, one like a hill, one like a slope."""

from typing import Final

from example_pictures.plate import DARK, INK, MIDDLE, PAPER, Plate, Point

FIRST_YEAR: Final = 2006
VISITS: Final = (1840, 1960, 2210, 2480, 2930, 3320, 3610, 3870, 4120, 4460,
                 4280, 3940, 3650, 3410, 1270, 2050, 1630, 2380, 2260, 2190)  # fmt: skip
FIRST_REMOTE_YEAR: Final = 2015
REMOTE: Final = (310, 890, 1720, 2860, 4230, 6940, 8110, 9570, 10820, 12150, 13460)

LEFT, RIGHT, TOP, BASE = 17.0, 133.0, 10.0, 82.0
HIGHEST: Final = 14000


def draw() -> Plate:
    """The chart."""
    plate = Plate(92)
    _axes(plate)
    visits = [_at(FIRST_YEAR + index, count) for index, count in enumerate(VISITS)]
    remote = [_at(FIRST_REMOTE_YEAR + index, count) for index, count in enumerate(REMOTE)]
    plate.line(visits, 0.6)
    plate.dashes(remote, 0.6, DARK)
    for point in visits:
        plate.disc(point, 0.8, PAPER)
    for x, y in remote:
        plate.box((x - 0.8, y - 0.8), 1.6, 1.6, DARK, 0.2)
    plate.text((RIGHT + 1, visits[-1][1]), f"到馆 {VISITS[-1]:,}", 9, "lm")
    plate.text((RIGHT + 1, remote[-1][1]), f"远程 {REMOTE[-1]:,}", 9, "lm")
    x, y = visits[FIRST_REMOTE_YEAR - FIRST_YEAR]
    plate.text((x, y - 4), f"{max(VISITS):,}", 9)
    plate.line([(x, y - 11), (x, y - 6.5)], 0.15, DARK)
    plate.text((x - 9, y - 13.5), "2015年7月开通远程申请", 9)
    x, y = visits[2020 - FIRST_YEAR]
    plate.text((x, y + 3.6), f"{min(VISITS):,}", 9)
    return plate


def _at(year: int, count: int) -> Point:
    return LEFT + 3 + (year - FIRST_YEAR) * (RIGHT - LEFT - 6) / 19, BASE - count * (BASE - TOP) / HIGHEST


def _axes(plate: Plate) -> None:
    plate.text((LEFT - 1.5, TOP - 5), "人次", 8, "rm", face="Hei")
    for count in range(0, HIGHEST + 1, 2000):
        y = _at(FIRST_YEAR, count)[1]
        plate.line([(LEFT, y), (RIGHT, y)], 0.3 if count == 0 else 0.12, INK if count == 0 else MIDDLE)
        plate.text((LEFT - 1.5, y), f"{count:,}", 8, "rm", face="Hei")
    for year in range(FIRST_YEAR, FIRST_YEAR + len(VISITS)):
        x = _at(year, 0)[0]
        named = year % 5 == 0 or year == FIRST_YEAR
        plate.line([(x, BASE), (x, BASE + (1.6 if named else 0.9))], 0.2)
        if named:
            plate.text((x, BASE + 2.4), str(year), 8, "ma", face="Hei")
