"""A proof of an issue: source and edition side by side, to print or to read on the screen."""

import re
import subprocess
from pathlib import Path

import pytest
from lxml import html

from bulletin.cli.app import run
from bulletin.errors import UsageError
from bulletin.model import Script
from bulletin.press.order import Order
from bulletin.press.proofs import make_proofs

EXAMPLE = Path(__file__).parents[2] / "examples" / "2026-03"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> html.HtmlElement:
    folder = tmp_path_factory.mktemp("proof")
    made = make_proofs(Order((EXAMPLE,), scripts=(Script.ZH_HANT_TW,), output=folder), "html")
    assert [path.name for path in made.paths] == ["2026-03.zh-Hant-TW.proof.html"]
    return html.fromstring(made.paths[0].read_text(encoding="utf-8"))


def cells(page: html.HtmlElement, side: str) -> list[str]:
    return [cell.text_content() for cell in page.iterfind(f".//td[@class='{side}']")]


def test_every_article_stands_paragraph_by_paragraph_on_both_sides(page: html.HtmlElement) -> None:
    assert len(page.findall(".//section")) == 11
    sources, editions = cells(page, "source"), cells(page, "edition")
    assert len(sources) == len(editions) > 150
    assert any("秘书长的姓、南门里的弄名都转错了" in text for text in sources)
    assert any("秘書長的姓、南門裡的弄名都轉錯了" in text for text in editions)
    numbers = [head.text_content() for head in page.iterfind(".//tbody//th")]
    assert numbers[-1].startswith("10.")
    assert len(numbers) == len(set(numbers))


def test_the_changes_are_marked_by_kind_and_counted(page: html.HtmlElement) -> None:
    for change in ("characters", "doubtful", "vocabulary", "glossary", "punctuation"):
        shown = page.findall(f".//td[@class='edition']//span[@class='{change}']")
        (legend,) = page.findall(f".//ul//span[@class='{change}']")
        assert int(legend.getnext().text) == len(shown) > 0
    marks = {span.text for span in page.iterfind(".//td[@class='edition']//span[@class='punctuation']")}
    assert marks <= set("「」『』") | {"」「", "‧"}
    assert page.find(".//td[@class='edition']//span[@class='glossary']").text


def test_the_page_needs_no_other_file(page: html.HtmlElement) -> None:
    assert page.findall(".//link") == page.findall(".//script") == page.findall(".//img") == []
    assert "td.edition" in page.findtext(".//style")


def test_the_printed_proof_holds_the_same_text(tmp_path: Path) -> None:
    article = tmp_path / "a.md"
    article.write_text("# 后街\n\n余下的面条。\n\n“鼠标”坏了。\n", encoding="utf-8")
    made = make_proofs(Order((article,), scripts=(Script.ZH_HANT_HK,), output=tmp_path / "out"), "pdf")
    assert made.notices == ()
    asked = subprocess.run(["pdftotext", "-layout", made.paths[0], "-"], capture_output=True, check=True)
    text = re.sub(r"\s", "", asked.stdout.decode())
    for words in (
        "對照校樣",
        "後街",
        "余下的面条。",
        "餘下的麪條。",
        "“鼠标”坏了。",
        "「鼠標」壞了。",
        "1/1",
    ):
        assert words in text


def test_an_issue_that_is_not_converted_has_no_proof(tmp_path: Path) -> None:
    article = tmp_path / "a.md"
    article.write_text("# 后街\n\n余下的面条。\n", encoding="utf-8")
    with pytest.raises(UsageError) as raised:
        make_proofs(Order((article,), output=tmp_path), "html")
    assert "--script" in raised.value.hint("en")


def test_the_command_makes_it_and_says_where(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = tmp_path / "a.md"
    article.write_text("# 后街\n\n余下的面条。\n", encoding="utf-8")
    command = ["proof", str(article), "--script", "zh-Hant", "--format", "html", "--output", str(tmp_path)]
    with pytest.raises(SystemExit) as ended:
        run(command)
    assert ended.value.code == 0
    assert "proof.html" in capsys.readouterr().err.replace("\n", "")
    assert list(tmp_path.glob("*.proof.html"))
