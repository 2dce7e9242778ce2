"""公文 and 简报 as they come out of the press, measured against GB/T 9704—2012. Lengths in millimetres."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from pathlib import Path

import pdfplumber
import pypdfium2
import pytest
from PIL import Image

from bulletin import fonts
from bulletin.layout import foot_overleaf, load_theme, print_sheet
from bulletin.model import (
    Article,
    Body,
    Edition,
    Issue,
    Masthead,
    Official,
    Periodical,
    Script,
    Section,
)
from bulletin.pdf import print_pdf
from bulletin.typography import set_edition
from bulletin.units import pt_to_mm

_DOTS_PER_PT = 8
_WITHIN_MM = 0.3
_HEAD_MM, _INNER_MM, _OUTER_MM, _FOOT_MM = 37.0, 28.0, 26.0, 35.0
_SAYS = Official(
    secrecy="内部",
    copy_number="000012",
    document_number="枫档史〔2026〕7号",
    addressee="各县区学会",
    report_to="市档案馆",
    send_to="各县区学会",
    distribute_to="各小组",
    copies_to="市档案馆，市图书馆",
    copies="120份",
)


@dataclass(frozen=True, slots=True)
class Char:
    text: str
    font: str
    size_pt: float
    left: float
    right: float
    baseline: float
    colour: tuple[float, ...]


class Paper:
    """A printed issue: what its pages say and where, from the top left corner."""

    def __init__(self, path: Path) -> None:
        self.path = path
        with pdfplumber.open(path) as document:
            self.pages = [list(_chars(page)) for page in document.pages]

    def lines(self, page: int) -> list[list[Char]]:
        """The lines of a page, from the top."""
        found: dict[float, list[Char]] = {}
        for char in self.pages[page]:
            found.setdefault(round(char.baseline, 1), []).append(char)
        return [sorted(found[place], key=lambda char: char.left) for place in sorted(found)]

    def line(self, page: int, text: str) -> list[Char]:
        """The first line of a page that says `text`."""
        return next(line for line in self.lines(page) if text in "".join(char.text for char in line))

    def ink(self, page: int) -> Image.Image:
        """A page, `_DOTS_PER_PT` dots to the point: 255 where it is not white."""
        with pypdfium2.PdfDocument(self.path) as document:
            picture = document[page].render(scale=_DOTS_PER_PT, grayscale=True).to_pil()
        return picture.convert("L").point(lambda grey: 255 if grey < 160 else 0)

    def rules(self, page: int) -> list[tuple[float, float, float, float]]:
        """The rules across a page: top, height, left, right."""
        ink = self.ink(page)
        rows = ink.resize((1, ink.height), Image.Resampling.BOX).tobytes()
        full = [row for row, grey in enumerate(rows) if grey > 0.6 * 255]
        found = []
        for _, group in groupby(enumerate(full), key=lambda pair: pair[1] - pair[0]):
            members = [row for _, row in group]
            left, _, right, _ = ink.crop((0, members[0], ink.width, members[0] + 1)).getbbox() or (0, 0, 0, 0)
            found.append((_mm(members[0]), _mm(len(members)), _mm(left), _mm(right)))
        return found

    def band(
        self, page: int, top: float, bottom: float, left: float = 0, right: float = 210
    ) -> tuple[float, float]:
        """Top and bottom of the ink inside these edges."""
        box = self.ink(page).crop((_dots(left), _dots(top), _dots(right), _dots(bottom))).getbbox()
        assert box is not None
        return top + _mm(box[1]), top + _mm(box[3])


def _mm(dots: float) -> float:
    return pt_to_mm(float(dots) / _DOTS_PER_PT)


def _dots(length_mm: float) -> int:
    return round(length_mm / pt_to_mm(1) * _DOTS_PER_PT)


def _chars(page: pdfplumber.page.Page) -> Iterator[Char]:
    for char in page.chars:
        yield Char(
            str(char["text"]),
            str(char["fontname"]).partition("+")[2],
            round(float(char["size"]), 2),
            pt_to_mm(float(char["x0"])),
            pt_to_mm(float(char["x1"])),
            pt_to_mm(float(page.height) - float(char["matrix"][5])),
            tuple(char["non_stroking_color"]),
        )


def _issue(says: Official, *bodies: str, name: str = "枫浦学会文件") -> Issue:
    articles = [
        Article(f"a{number}", f"关于旧水工普查的第{number}件事", Body(f"<body>{body}</body>"))
        for number, body in enumerate(bodies, 1)
    ]
    periodical = Periodical(name, Masthead(name), publisher="枫浦学会", official=says)
    day = datetime.date(2026, 2, 10)
    return Issue("key", "", periodical, (Section("", tuple(articles)),), number=4, total_number=11, date=day)


def _printed(
    theme: str, issue: Issue, folder: Path, script: Script = Script.ZH_HANS, **options: str
) -> Paper:
    fonts.isolate()
    edition = set_edition(Edition(issue, script, script.value), medium="print")
    path = folder / f"{theme}.pdf"
    print_pdf(print_sheet(edition, load_theme(theme, options=options), fonts.coverage()), path)
    return Paper(path)


_LONG = "<p>" + "澄溪两岸闸洞埠头堰坝水则桥梁码头一一登记" * 60 + "</p>"
_RANKS = "<h2>一、范围</h2><p>一至三月。</p><h3>（一）干流</h3><p>两岸。</p><h4>1. 石闸</h4><p>五处。</p>"


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Paper:
    return _printed("gongwen", _issue(_SAYS, _RANKS + _LONG), tmp_path_factory.mktemp("gongwen"))


@pytest.fixture(scope="module")
def briefing(tmp_path_factory: pytest.TempPathFactory) -> Paper:
    issue = _issue(_SAYS, _LONG, name="普查简报")
    return _printed("briefing", issue, tmp_path_factory.mktemp("briefing"))


@pytest.mark.parametrize("name", ["document", "briefing"])
def test_a_full_page_has_22_lines_of_28_characters(name: str, request: pytest.FixtureRequest) -> None:
    paper: Paper = request.getfixturevalue(name)
    full = [line for line in paper.lines(1) if line[0].size_pt == pytest.approx(15.75, abs=0.01)]
    assert len(full) == 22
    assert {len(line) for line in full} == {28}
    steps = [below[0].baseline - above[0].baseline for above, below in pairwise(full)]
    assert steps == pytest.approx([pt_to_mm(28.95)] * 21, abs=0.01)
    assert {char.font for line in full for char in line} == {"Bulletin-Fang"}
    assert full[0][0].left == pytest.approx(_OUTER_MM, abs=_WITHIN_MM)  # an even page
    assert full[0][-1].right == pytest.approx(210 - _INNER_MM, abs=_WITHIN_MM)
    top = full[0][0].baseline - pt_to_mm((28.95 - 15.75) / 2 + 0.88 * 15.75)
    assert top == pytest.approx(_HEAD_MM, abs=_WITHIN_MM)
    assert top + pt_to_mm(22 * 28.95) == pytest.approx(297 - _FOOT_MM, abs=0.35)


@pytest.mark.parametrize("name", ["document", "briefing"])
@pytest.mark.parametrize("page", [0, 1])
def test_folios_stand_7_mm_below_the_type_area_and_outside(
    name: str, page: int, request: pytest.FixtureRequest
) -> None:
    paper: Paper = request.getfixturevalue(name)
    folio = paper.lines(page)[-1]
    assert "".join(char.text for char in folio).replace("\u2002", " ").split() == ["—", str(page + 1), "—"]
    assert {char.size_pt for char in folio} == {14.0}
    area = 297 - _FOOT_MM
    dash = folio[0]
    middle = sum(paper.band(page, area + 2, area + 15, dash.left + 1, dash.right - 1)) / 2
    assert middle - area == pytest.approx(7.0, abs=_WITHIN_MM)
    if page == 0:
        assert 210 - _OUTER_MM - folio[-1].right == pytest.approx(pt_to_mm(14), abs=_WITHIN_MM)
    else:
        assert folio[0].left - _OUTER_MM == pytest.approx(pt_to_mm(14), abs=_WITHIN_MM)


@pytest.mark.parametrize("name", ["枫浦学会文件", "枫浦市档案与地方史学会文件"])
@pytest.mark.parametrize("signatory", ["", "于慎之"])
def test_the_red_head_stands_where_the_standard_has_it(name: str, signatory: str, tmp_path: Path) -> None:
    says = replace(_SAYS, copy_number="", secrecy="", signatory=signatory)
    paper = _printed("gongwen", _issue(says, _LONG, name=name), tmp_path)
    mark, number = paper.line(0, name), paper.line(0, "〔2026〕")
    assert {char.font for char in mark} == {"Bulletin-Title"}
    assert all(char.colour[0] > 0.7 and char.colour[1] < 0.2 for char in mark)
    top, _ = paper.band(0, _HEAD_MM, _HEAD_MM + 60)
    assert top - _HEAD_MM == pytest.approx(35.0, abs=_WITHIN_MM)
    rule_top, _, left, right = paper.rules(0)[0]
    _, number_end = paper.band(0, number[0].baseline - 3, rule_top - 0.2)
    assert rule_top - number_end == pytest.approx(4.0, abs=_WITHIN_MM)
    assert (left, right) == (pytest.approx(_INNER_MM, abs=0.1), pytest.approx(210 - _OUTER_MM, abs=0.1))
    line = pt_to_mm(28.95)
    _, mark_end = paper.band(0, _HEAD_MM, mark[0].baseline + 3)
    number_top = number[0].baseline - pt_to_mm((28.95 - 15.75) / 2 + 0.88 * 15.75)
    assert number_top - mark_end == pytest.approx(2 * line, abs=_WITHIN_MM)
    if signatory:
        assert number[0].left - _INNER_MM == pytest.approx(pt_to_mm(15.75), abs=_WITHIN_MM)
        assert 210 - _OUTER_MM - number[-1].right == pytest.approx(pt_to_mm(15.75), abs=_WITHIN_MM)
        assert number[-1].font == "Bulletin-Kai"


def test_the_text_of_the_first_page_is_on_the_grid(document: Paper) -> None:
    first = (
        document.line(0, "各县区学会：")[0].baseline - _HEAD_MM - pt_to_mm((28.95 - 15.75) / 2 + 0.88 * 15.75)
    )
    lines = first / pt_to_mm(28.95)
    assert lines == pytest.approx(round(lines), abs=0.02)


def test_ranks_of_headings_are_told_by_their_face(document: Paper) -> None:
    faces = {"一、范围": "Bulletin-Hei", "（一）干流": "Bulletin-Kai", "石闸": "Bulletin-Fang"}
    for text, face in faces.items():
        line = document.line(0, text)
        assert line[-1].font == face
        assert line[0].left - _INNER_MM < pt_to_mm(2 * 15.75) + 0.3


def test_the_foot_ends_on_the_last_line_with_rules_of_their_weight(document: Paper) -> None:
    last = len(document.pages) - 1
    rules = document.rules(last)[-3:]
    assert [weight for _, weight, _, _ in rules] == pytest.approx([0.35, 0.25, 0.35], abs=0.06)
    top, weight, left, right = rules[-1]
    assert top + weight == pytest.approx(297 - _FOOT_MM, abs=_WITHIN_MM)
    assert right - left == pytest.approx(156.0, abs=_WITHIN_MM)
    for text in ("抄送：", "印发"):
        line = document.line(last, text)
        assert {char.size_pt for char in line} == {14.0}
        assert line[0].left - left == pytest.approx(pt_to_mm(14), abs=_WITHIN_MM)


def test_a_briefing_names_issuer_day_and_copies(briefing: Paper) -> None:
    for text in ("编号：000012", "第4期（总第11期）", "枫浦学会"):
        assert briefing.line(0, text)
    last = len(briefing.pages) - 1
    labels = ["报：", "送：", "发：", "（共印120份）"]
    places = [briefing.line(last, label)[0].baseline for label in labels]
    assert places == sorted(places)
    top, weight, _, _ = briefing.rules(last)[-1]
    assert top + weight == pytest.approx(297 - _FOOT_MM, abs=_WITHIN_MM)


@pytest.mark.parametrize("script", [Script.ZH_HANT_TW, Script.ZH_HANT_HK])
def test_the_labels_are_the_regions_own(script: Script, tmp_path: Path) -> None:
    paper = _printed("gongwen", _issue(_SAYS, "<p>文。</p>", "<p>表。</p>"), tmp_path, script)
    last = len(paper.pages) - 1
    assert paper.line(last, "副本" if script is Script.ZH_HANT_TW else "副本送")
    assert paper.line(last, "印發")
    assert paper.line(last, "附件")


def test_articles_after_the_first_are_attachments_on_pages_of_their_own(tmp_path: Path) -> None:
    paper = _printed("gongwen", _issue(_SAYS, "<p>文。</p>", "<p>表。</p>", "<p>图。</p>"), tmp_path)
    assert len(paper.pages) == 3
    assert paper.line(0, "附件：1.关于旧水工普查的第2件事")
    assert paper.line(0, "2.关于旧水工普查的第3件事")
    assert "".join(char.text for char in paper.lines(1)[0]) == "附件1"
    signed = paper.line(0, "2026年2月10日")
    assert 210 - _OUTER_MM - signed[-1].right == pytest.approx(pt_to_mm(4 * 15.75), abs=_WITHIN_MM)


def test_the_foot_goes_over_with_text_when_the_last_page_is_full(tmp_path: Path) -> None:
    for lines in range(19, 23):
        body = "<p>" + "闸" * (28 * lines - 4) + "</p>"
        paper = _printed("briefing", _issue(_SAYS, _LONG, body, name="普查简报"), tmp_path)
        last = len(paper.pages) - 1
        assert any(char.size_pt == pytest.approx(15.75, abs=0.01) for char in paper.pages[last])


def test_printed_on_one_side_every_folio_stands_at_the_right_and_no_page_has_a_running_head(
    tmp_path: Path,
) -> None:
    paper = _printed("briefing", _issue(_SAYS, _LONG * 2, name="普查简报"), tmp_path, sides="single")
    assert len(paper.pages) > 2
    for page in range(len(paper.pages)):
        assert [char.text for char in paper.pages[page] if char.baseline < _HEAD_MM] == []
        assert 210 - _OUTER_MM - paper.lines(page)[-1][-1].right == pytest.approx(
            pt_to_mm(14), abs=_WITHIN_MM
        )


@pytest.mark.parametrize(
    ("name", "options", "pages", "is_moved"),
    [
        ("gongwen", {}, 5, True),
        ("gongwen", {}, 4, False),
        ("gongwen", {}, 1, False),
        ("gongwen", {"sides": "single"}, 5, False),
        ("gongwen", {"foot": "last"}, 5, False),
        ("briefing", {}, 5, False),
    ],
)
def test_the_foot_of_a_document_stands_on_the_back_of_its_last_leaf(
    name: str, options: dict[str, object], pages: int, is_moved: bool
) -> None:
    theme = load_theme(name, options=options)
    edition = Edition(_issue(_SAYS, "<p>文。</p>"), Script.ZH_HANS, "zh-Hans")
    sheet = print_sheet(edition, theme, fonts.coverage())
    moved = foot_overleaf(sheet, theme, pages)
    assert (moved is not None) is is_moved
    assert moved is None or moved.html.count('class="last overleaf"') == 1
