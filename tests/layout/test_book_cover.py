"""A cover is drawn from the masthead when the issue brings none."""

import datetime
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from bulletin.layout import load_theme, make_book
from bulletin.model import (
    Article,
    Asset,
    Body,
    Book,
    Edition,
    Issue,
    Masthead,
    Periodical,
    Script,
    Section,
    Voice,
)
from bulletin.shipped import shipped_folder

FACES = {
    Voice.TITLE: shipped_folder("fonts") / "BulletinTitle-Regular.ttf",
    Voice.SONG: shipped_folder("fonts") / "BulletinSong-Regular.ttf",
}
ARTICLES = tuple(
    Article(f"a{n}", "旧桥重开两岸少走六里，" * n, Body.from_paragraphs("文")) for n in range(1, 7)
)
ISSUE = Issue(
    "2026-04",
    "",
    Periodical("河畔通讯", Masthead("河畔通讯", "学会会员月刊"), publisher="河畔学会"),
    (Section("", ARTICLES),),
    number=4,
)


def bound(issue: Issue, accent: str = "#c8161d") -> Book:
    return make_book(
        Edition(issue, Script.ZH_HANS, "zh-Hans"),
        load_theme("circular", options={"accent": accent}),
        modified=datetime.datetime(2026, 4, 5, tzinfo=datetime.UTC),
        faces=FACES,
    ).value


def cover(book: Book) -> Image.Image:
    (resource,) = [resource for resource in book.resources if "cover-image" in resource.properties]
    assert resource.media_type == "image/png"
    return Image.open(BytesIO(resource.data))


def ink_rows(picture: Image.Image, colour: tuple[int, int, int]) -> list[int]:
    """The rows where `colour` stands."""
    width, height = picture.size
    pixels = picture.load()
    assert pixels is not None
    return [y for y in range(0, height, 4) if any(pixels[x, y] == colour for x in range(0, width, 2))]


def test_the_cover_is_of_the_size_stores_ask_for() -> None:
    picture = cover(bound(ISSUE))
    assert (picture.size, picture.mode) == ((1400, 2240), "RGB")


def test_the_name_stands_above_in_the_accent_colour_and_the_headlines_below() -> None:
    picture = cover(bound(ISSUE, accent="#0000c8"))
    name, ink = ink_rows(picture, (0, 0, 200)), ink_rows(picture, (31, 31, 31))
    assert max(name) < picture.height / 2 < max(ink)


@pytest.mark.parametrize("name", ["河", "河畔学会会员通讯与工作简报", "Riverside Newsletter 河畔"])
def test_nothing_stands_in_the_margins(name: str) -> None:
    issue = replace(ISSUE, periodical=replace(ISSUE.periodical, masthead=Masthead(name)))
    picture = cover(bound(issue))
    paper = picture.getpixel((0, 0))
    margin = 100
    for box in ((0, 0, margin, 2240), (1400 - margin, 0, 1400, 2240), (0, 2240 - margin, 1400, 2240)):
        assert picture.crop(box).getcolors() == [((box[2] - box[0]) * (box[3] - box[1]), paper)]


def test_a_cover_of_the_issues_own_is_not_drawn_over() -> None:
    own = Asset.of(b"jpeg", "image/jpeg", "jpg", 1400, 2240)
    book = bound(replace(ISSUE, cover=own))
    assert [resource.data for resource in book.resources if resource.href.startswith("images/")] == [b"jpeg"]
