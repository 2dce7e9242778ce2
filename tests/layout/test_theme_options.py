"""What a person may change of a theme without CSS: seen in the PDF of every theme, or refused with those that take it."""

import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pdfplumber
import pytest
from PIL import Image

from bulletin import fonts, layout
from bulletin.errors import InputError
from bulletin.layout import Theme, load_theme, print_sheet
from bulletin.model import (
    Article,
    Asset,
    Body,
    Colophon,
    Edition,
    Issue,
    Masthead,
    Periodical,
    Script,
    Section,
)
from bulletin.pdf import print_pdf
from bulletin.typography import set_edition

THEMES = [theme.name for theme in layout.themes_in([])]
LOOK = {
    "text_face": "kai",
    "heading_face": "song",
    "title_face": "hei",
    "quote_face": "fang",
    "title_size": 20,
    "section_size": "三号",
    "note_size": 8.5,
    "accent": "#123456",
}
# A character that stands in one role only, and its face with that look.
FACES = {"潮": "Kai", "镜": "Song", "鹤": "Fang"}


def _picture(shade: int) -> Asset:
    data = io.BytesIO()
    Image.new("RGB", (400, 300), (shade, 90, 60)).save(data, "PNG")
    return Asset.of(data.getvalue(), "image/png", "png", 400, 300)


LOGO, COVER = _picture(10), _picture(200)


def issue(articles: int = 3) -> Issue:
    text = (
        "<h2>镜镜</h2><p>"
        + "潮" * 160
        + '<a class="noteref" href="#n">1</a></p><blockquote><p>鹤鹤鹤</p></blockquote>'
        '<p>潮潮</p><aside class="footnote" id="n"><p>尾尾</p></aside>'
    )
    body = Body(f"<body>{text}</body>")
    periodical = Periodical(
        "丙丁通讯",
        Masthead("丙丁通讯"),
        colophon=Colophon((("phone", "0000-5550128"),)),
        publisher="丙丁学会",
    )
    found = tuple(Article(f"a{number}", f"桥{number}桥", body, byline="何知远") for number in range(articles))
    return Issue("key", "", periodical, (Section("坡坡", found),), number=3)


class Printed:
    """The characters and pictures of each page, and the theme."""

    def __init__(self, path: Path, theme: Theme) -> None:
        self.measure = theme.measure
        with pdfplumber.open(path) as document:
            self.pages = [page.chars for page in document.pages]
            self.pictures = [len(page.images) for page in document.pages]
            self.colours = {
                tuple(round(share, 2) for share in colour)
                for page in document.pages
                for thing in (*page.chars, *page.rects, *page.lines, *page.curves)
                for colour in (thing.get("non_stroking_color"), thing.get("stroking_color"))
                if isinstance(colour, tuple)
            }

    def left(self, page: int) -> float:
        """The left edge of the type area of a page, counted from 1."""
        return self.measure.inner_pt if page % 2 else self.measure.outer_pt

    def places(self, text: str, page: int) -> list[float]:
        """Where each character of `text` begins on a page (from 0), from the left edge of the type area."""
        chars = [char for char in self.pages[page] if char["text"] in text]
        return [float(char["x0"]) - self.left(page + 1) for char in chars]

    def folios(self, *, at_head: bool) -> Iterator[tuple[int, float, float]]:
        """The page numbers printed above or below the type area: which, and where they begin and end."""
        for page, chars in enumerate(self.pages, 1):
            for char in chars:
                top = float(char["top"]) - self.measure.head_pt
                if char["text"] == str(page) and (top < 0 if at_head else top > self.measure.type_height_pt):
                    yield page, float(char["x0"]) - self.left(page), float(char["x1"]) - self.left(page)

    def runs(self, text: str) -> set[tuple[str, float]]:
        """Face and size of every character of `text` in the whole file."""
        return {
            (str(char["fontname"]).rpartition("-")[2], round(float(char["size"]), 2))
            for page in self.pages
            for char in page
            if char["text"] in text
        }

    def text(self, page: int | None = None) -> str:
        return "".join(char["text"] for chars in self.pages[page : page and page + 1] for char in chars)


@pytest.fixture
def printed(tmp_path: Path) -> Callable[..., Printed]:
    def make(
        name: str, options: Mapping[str, object], *, articles: int = 3, pictures: bool = False
    ) -> Printed:
        fonts.isolate()
        made = issue(articles)
        if pictures:
            masthead = replace(made.periodical.masthead, logo=LOGO)
            made = replace(made, periodical=replace(made.periodical, masthead=masthead), cover=COVER)
        edition = set_edition(Edition(made, Script.ZH_HANS, "zh-Hans"), medium="print")
        theme = load_theme(name, options=options)
        print_pdf(print_sheet(edition, theme, fonts.coverage()), tmp_path / "made.pdf")
        return Printed(tmp_path / "made.pdf", theme)

    return make


def taken(name: str, asked: Mapping[str, object]) -> dict[str, object]:
    """What the theme takes of `asked`; each of the others is refused with the themes that would take it."""
    return {key: value for key, value in asked.items() if _takes(name, key, value)}


def _takes(name: str, key: str, value: object) -> bool:
    theme = load_theme(name)
    if key in theme.options and value in theme.choices.get(key, (value,)):
        return True
    with pytest.raises(InputError) as caught:
        load_theme(name, options={key: value})
    assert caught.value.code in ("layout.option-elsewhere", "layout.choice-elsewhere")
    assert caught.value.values["theme"] == name
    assert "circular" in caught.value.hint("en") or "anthology" in caught.value.hint("en")
    return False


@pytest.mark.parametrize("name", THEMES)
def test_faces_sizes_and_colour_are_those_asked_for(name: str, printed: Callable[..., Printed]) -> None:
    takes = taken(name, LOOK)
    assert takes.keys() >= LOOK.keys() - {"section_size"}
    paper = printed(name, takes)
    for character, face in FACES.items():
        assert {found for found, _ in paper.runs(character)} == {face}, character
    assert {face for face, size in paper.runs("桥") if size == 20} == {"Hei"}
    assert 8.5 in {size for _, size in paper.runs("尾")}
    assert (0.07, 0.2, 0.34) in paper.colours
    if "section_size" in takes:
        assert 16.0 in {size for _, size in paper.runs("坡目录")}


@pytest.mark.parametrize("name", THEMES)
def test_columns_are_set_or_refused(name: str, printed: Callable[..., Printed]) -> None:
    if not taken(name, {"columns": 2}):
        return
    paper = printed(name, {"columns": 2})
    measure = paper.measure
    width, gap = measure.column.type_width_pt, measure.gutter * measure.type_size_pt
    places = [place for number in range(len(paper.pages)) for place in paper.places("潮", number)]
    assert max(places) > width + gap
    assert [place for place in places if width - 1 < place < width + gap - 1] == []


@pytest.mark.parametrize("name", THEMES)
def test_folios_stand_where_they_are_asked_for(name: str, printed: Callable[..., Printed]) -> None:
    if not taken(name, {"folio": "centre", "folio_edge": "head"}):
        return
    for place, edge in (
        ("centre", "foot"),
        ("outside", "head"),
        *((("centre", "head"),) * (name == "circular")),
    ):
        paper = printed(name, {"folio": place, "folio_edge": edge})
        width = paper.measure.type_width_pt
        found = list(paper.folios(at_head=edge == "head"))
        assert found, (edge, place)
        for page, left, right in found:
            if place == "centre":
                assert (left + right) / 2 == pytest.approx(width / 2, abs=1)
            elif page % 2 == 0:
                assert left == pytest.approx(0, abs=1)
            else:
                assert right == pytest.approx(width, abs=1)


PARTS = {
    "cover_page": "never",
    "contents": "never",
    "colophon": "never",
    "half_title": "never",
    "title_page": "never",
}


@pytest.mark.parametrize("name", THEMES)
def test_each_part_of_the_front_and_back_can_be_left_out(name: str, printed: Callable[..., Printed]) -> None:
    takes = taken(name, PARTS)
    whole, bare = printed(name, {}, pictures=True), printed(name, takes, pictures=True)
    assert ("目" in whole.text(), "目" in bare.text()) == ("contents" in takes, False)
    assert ("5550128" in whole.text(), "5550128" in bare.text()) == ("colophon" in takes, False)
    pictures = load_theme(name).pictures
    assert sum(whole.pictures) == len(pictures)
    assert sum(bare.pictures) == len(pictures) - ("cover_page" in takes) - ("title_page" in takes)
    assert len(bare.pages) <= len(whole.pages) - ("cover_page" in takes) - 2 * ("title_page" in takes)
    if "丙" in whole.text(0):
        assert ("丙" in bare.text(0)) is ("title_page" not in takes)


@pytest.mark.parametrize(
    "name",
    [
        theme.name
        for theme in map(load_theme, THEMES)
        if "contents" in theme.options and "always" in theme.choices["contents"]
    ],
)
def test_contents_are_printed_for_a_single_article_where_they_are_asked_for(
    name: str, printed: Callable[..., Printed]
) -> None:
    assert "目" in printed(name, {"contents": "always"}, articles=1).text()
    assert "目" not in printed(name, {}, articles=1).text()


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("picture", ["logo", "cover"])
def test_a_picture_is_refused_where_there_is_no_place_for_it(name: str, picture: str) -> None:
    if picture in load_theme(name).pictures:
        load_theme(name, pictures={picture: "bulletin.toml:9"})
        return
    with pytest.raises(InputError) as caught:
        load_theme(name, pictures={picture: "bulletin.toml:9"})
    assert (caught.value.code, caught.value.place) == ("layout.picture-elsewhere", "bulletin.toml:9")
    assert "circular" in str(caught.value.values["themes"])


def test_columns_of_large_print_are_refused_with_the_themes_that_have_two() -> None:
    with pytest.raises(InputError) as caught:
        load_theme("reader", options={"columns": 2}, places={"columns": "bulletin.toml:7"})
    assert str(caught.value) == (
        "bulletin.toml:7: in the theme reader the option columns cannot be 2; it is one of: 1"
    )
    assert {"circular", "journal"} <= set(caught.value.hint("en").rpartition(": ")[2].split(", "))


@pytest.mark.parametrize(
    ("key", "value"), [("title_size", 40), ("title_size", 9), ("note_size", "四号"), ("section_size", 60)]
)
def test_a_size_that_does_not_fit_its_lines_is_refused_with_the_bounds(key: str, value: object) -> None:
    with pytest.raises(InputError) as caught:
        load_theme("circular", options={key: value}, places={key: "bulletin.toml:8"})
    assert (caught.value.code, caught.value.place) == ("layout.size-out-of-range", "bulletin.toml:8")


@pytest.mark.parametrize("colour", ["red", "#12345", "rgb(1,2)", "#c8161d;"])
def test_a_colour_is_written_as_one(colour: str) -> None:
    with pytest.raises(InputError) as caught:
        load_theme("circular", options={"accent": colour})
    assert caught.value.code == "layout.option-value"


def test_an_option_that_says_what_the_theme_says_changes_nothing() -> None:
    assert load_theme("journal", options={"columns": 2}).measure == load_theme("journal").measure
