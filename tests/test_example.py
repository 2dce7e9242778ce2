"""Facts about the example issue that its readers rely on; that it can be made is tested with the press."""

import datetime
import io
import re
import runpy
import zipfile
from itertools import takewhile
from pathlib import Path

import pytest
from lxml import html
from PIL import Image

from bulletin.planning import read_issue_plan, read_settings

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
ISSUE = EXAMPLES / "2026-03"
ARTICLES = ISSUE / "articles"
PICTURES = ISSUE / "pictures"
WEB_PAGE = ARTICLES / "05-glass-plates.html"
DOCUMENT = ARTICLES / "03-west-water-gate.docx"

HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
WEEKDAYS = "一二三四五六日"


def text_of(path: Path) -> str:
    """What a reader of the file would read, markup aside."""
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as archive:
            parts = [archive.read(f"word/{part}.xml").decode() for part in ("document", "footnotes")]
        return re.sub(r"<[^>]+>", "", "".join(parts).replace("</w:p>", "\n"))
    if path.suffix == ".html":
        return "".join(html.fromstring(path.read_bytes().decode("gb18030")).itertext())
    return path.read_text(encoding="utf-8")


def table_below(text: str, caption: str) -> dict[str, list[str]]:
    """A Markdown table by its first column, heads and emphasis left out."""
    lines = text[text.index(caption) :].splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith("|---"))
    rows = takewhile(lambda line: line.startswith("|"), lines[first + 1 :])
    cells = [[cell.strip(" *") for cell in row.strip("|").split("|")] for row in rows]
    return {name: values for name, *values in cells}


def number(text: str) -> float:
    return float(text.replace(",", "").replace("−", "-").rstrip("%"))


def test_the_issue_uses_every_article_once_and_no_other() -> None:
    plan = read_issue_plan(ISSUE)
    named = [reference.path for section in plan.sections for reference in section.articles]
    assert sorted(named) == sorted(ARTICLES.glob("*.*"))
    assert [section.title for section in plan.sections] == [
        "会务动态",
        "研究与考证",
        "他山之石",
        "读书与随笔",
    ]


def test_the_number_counts_the_months_since_the_first_issue() -> None:
    plan, settings = read_issue_plan(ISSUE), read_settings(EXAMPLES)
    founded = dict(settings.periodical.colophon.entries)["创刊"]
    assert founded == "2015年8月"
    assert plan.date is not None
    assert plan.number == plan.date.month
    assert plan.total_number == (plan.date.year - 2015) * 12 + plan.date.month - 8 + 1


def test_all_four_formats_are_there() -> None:
    assert {path.suffix for path in ARTICLES.glob("*.*")} == {".md", ".html", ".docx", ".txt"}


def test_the_issue_is_as_long_as_a_real_one() -> None:
    texts = [text_of(path) for path in ARTICLES.glob("*.*")]
    assert 11_000 <= sum(len(HAN.findall(text)) for text in texts) <= 14_000


def test_the_saved_page_says_gb2312_and_is_gb18030() -> None:
    page = WEB_PAGE.read_bytes()
    assert b"charset=gb2312" in page
    with pytest.raises(UnicodeDecodeError):
        page.decode("gbk")
    assert "赵𫖯" in page.decode("gb18030")


def test_the_text_dump_has_half_width_commas_only() -> None:
    text = text_of(ARTICLES / "06-oral-history.txt")
    assert "，" not in text
    assert text.count(",") > 50


def test_there_is_a_letter_in_traditional_characters_and_a_name_outside_the_basic_block() -> None:
    assert "楓浦會訊" in text_of(ARTICLES / "09-letter-from-tainan.md")
    assert "byline: 谷𬭎\n" in text_of(ARTICLES / "04-twenty-years.md")
    assert ord("𬭎") == 0x2CB4E


@pytest.mark.parametrize("picture", sorted(ISSUE.rglob("*.png")), ids=lambda picture: picture.name)
def test_a_picture_is_grey_light_and_fine_enough_to_print(picture: Path) -> None:
    with Image.open(picture) as image:
        assert image.width / (160 / 25.4) >= 200  # dots an inch at 160 mm
        red, green, blue = image.convert("RGB").split()
        assert red.tobytes() == green.tobytes() == blue.tobytes()
    assert picture.stat().st_size <= 400_000


def test_every_picture_is_shown_once() -> None:
    texts = "".join(
        WEB_PAGE.read_bytes().decode("gb18030") if path == WEB_PAGE else text_of(path)
        for path in ARTICLES.glob("*.*")
        if path.is_file()
    )
    with zipfile.ZipFile(DOCUMENT) as archive:
        (embedded,) = [name for name in archive.namelist() if name.startswith("word/media/")]
        assert archive.read(embedded) == (PICTURES / "water-gates.png").read_bytes()
    shown = re.findall(r"(?:\.\./pictures|05-glass-plates_files)/([\w-]+\.png)", texts)
    assert sorted([*shown, "water-gates.png"]) == sorted(path.name for path in ISSUE.rglob("*.png"))


def test_the_accounts_add_up() -> None:
    accounts = table_below(text_of(ARTICLES / "01-assembly.md"), "收支对照")
    names = list(accounts)
    income, spending = names.index("收入合计"), names.index("支出合计")
    for column in range(3):
        figures = {name: number(cells[column]) for name, cells in accounts.items()}
        assert sum(figures[name] for name in names[:income]) == figures["收入合计"]
        assert sum(figures[name] for name in names[income + 1 : spending]) == figures["支出合计"]
        assert figures["收入合计"] - figures["支出合计"] == figures["当年结余"]
    for before, after, change in accounts.values():
        assert number(after) - number(before) == number(change)


def test_the_purposes_add_up_and_their_shares_are_right() -> None:
    purposes = table_below(text_of(ARTICLES / "04-twenty-years.md"), "利用目的")
    visits, share = purposes.pop("合计")
    assert sum(number(count) for count, _ in purposes.values()) == number(visits)
    assert (share, round(sum(number(part) for _, part in purposes.values()), 1)) == ("100.0%", 100.0)
    for count, part in purposes.values():
        assert round(100 * number(count) / number(visits), 1) == number(part)


def test_the_distances_have_the_mean_the_article_says() -> None:
    text = text_of(DOCUMENT)
    rows = re.findall(r"^\d{4}\n.+\n(\d{3})$", text, re.MULTILINE)
    distances = [int(row) for row in rows]
    assert len(distances) == 5
    assert f"最大{max(distances)}米，最小{min(distances)}米，相差{max(distances) - min(distances)}米" in text
    assert f"平均{sum(distances) / 5:.1f}米" in text


def test_days_fall_on_the_weekday_given() -> None:
    said = re.compile(r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日(?:，|（| )星期([一二三四五六日])")
    found = [match for path in sorted(ARTICLES.glob("*.*")) for match in said.findall(text_of(path))]
    assert len(found) >= 4
    for year, month, day, weekday in found:
        date = datetime.date(int(year or 2026), int(month), int(day))
        assert WEEKDAYS[date.weekday()] == weekday, date


def test_the_word_file_is_what_its_script_writes(tmp_path: Path) -> None:
    written = tmp_path / "again.docx"
    runpy.run_path(str(ROOT / "scripts" / "make_example_docx.py"))["main"](written)
    assert _members(written.read_bytes()) == _members(DOCUMENT.read_bytes())


def test_the_word_file_has_a_table_a_picture_and_footnotes() -> None:
    with zipfile.ZipFile(DOCUMENT) as archive:
        document = archive.read("word/document.xml").decode()
    assert document.count("<w:footnoteReference ") == 3
    assert document.count("<w:tbl>") == document.count("<w:drawing>") == 1


def _members(document: bytes) -> list[tuple[object, bytes]]:
    """The archive's files, whatever the compressor made of them."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        return [((entry.filename, entry.date_time), archive.read(entry)) for entry in archive.infolist()]
