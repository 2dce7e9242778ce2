"""Formulas and drawings of a page: their words stay, and a drawing is a picture."""

import re
from pathlib import Path

import pytest

from bulletin.collect import read_articles
from bulletin.model import Article, Outcome

SENTENCE = "这一段文字写得长一些，好让人知道它是正文，不是别的东西。石桥修好以后的事情，也写在这里。"


@pytest.fixture
def read(tmp_path: Path):  # type: ignore[no-untyped-def]  # a function from markup to what the reader makes of it
    def article(markup: str) -> Outcome[tuple[Article, ...]]:
        page = tmp_path / "page.html"
        body = f"<h1>算式与图</h1><p>{SENTENCE}</p>{markup}<p>{SENTENCE}</p>"
        page.write_text(
            f'<html lang="zh"><head><meta charset="utf-8"><title>算式与图</title></head><body>{body}</body></html>'
        )
        return read_articles(page)

    return article


@pytest.mark.parametrize(
    ("formula", "line"),
    [
        ("<mi>x</mi><mo>=</mo><mn>2</mn>", "x=2"),
        ("<mfrac><mi>甲</mi><mi>乙</mi></mfrac>", "甲/乙"),
        ("<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mi>c</mi></mfrac>", "(a+b)/c"),
        ("<msup><mi>x</mi><mn>2</mn></msup>", "x<sup>2</sup>"),
        ("<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>", "x<sub>i</sub><sup>2</sup>"),
        ("<mroot><mi>x</mi><mn>3</mn></mroot>", "√(x)"),
        ("<semantics><mi>y</mi><annotation>y_tex</annotation></semantics>", "y"),
        ("<mrow>" * 300 + "<mi>深</mi>" + "</mrow>" * 300, "深"),
    ],
)
def test_a_formula_becomes_a_line_of_text(read, formula: str, line: str) -> None:  # type: ignore[no-untyped-def]
    (article,) = read(f"<p>设<math>{formula}</math>，则成立。</p>").value
    assert f"设{line}，则成立。" in article.body.xhtml


def test_a_drawing_with_words_becomes_a_picture_with_its_names_in_both_cases(read) -> None:  # type: ignore[no-untyped-def]
    drawing = (
        '<svg viewBox="0 0 10 10"><title>图</title><linearGradient id="g"/><text x="1">图中字</text></svg>'
    )
    (article,) = read(drawing).value
    (asset,) = article.assets
    assert b'viewBox="0 0 10 10"' in asset.data
    assert b"<linearGradient" in asset.data
    assert "图中字" in asset.data.decode()
    assert f'<img src="{asset.name}" alt="图"/>' in article.body.xhtml


def test_what_drawing_programs_and_scripts_add_to_a_drawing_is_left_out(read) -> None:  # type: ignore[no-untyped-def]
    (article,) = read(
        '<svg width="300" @click="x" inkscape:version="1"><sodipodi:namedview id="a"><inkscape:grid/></sodipodi:namedview>'
        '<text 1a="2">甲<a@b>乙</a@b>丙</text></svg>'
    ).value
    drawn = article.assets[0].data.decode()
    assert "甲丙" in drawn
    assert not re.search("click|inkscape|sodipodi|1a|a@b", drawn)


@pytest.mark.parametrize(
    "foreign",
    [
        "<math><mi>甲&#1;</mi></math>",
        f"<math>{'<mrow>' * 300}甲&#1;</math>",
        '<svg width="300" aria-label="图&#1;" id="a&#1;"><text>甲&#1;</text></svg>',
    ],
)
def test_what_is_no_character_of_a_formula_or_drawing_goes(read, foreign: str) -> None:  # type: ignore[no-untyped-def]
    (article,) = read(f"<p>乙</p>{foreign}").value
    assert "\x01" not in article.body.xhtml


def test_an_icon_is_not_a_picture(read) -> None:  # type: ignore[no-untyped-def]
    (article,) = read('<svg width="16" height="16" viewBox="0 0 24 24"><path d="M0 0"/></svg>').value
    assert article.assets == ()


def test_what_a_drawing_holds_that_is_unsafe_is_told(read) -> None:  # type: ignore[no-untyped-def]
    outcome = read('<svg width="300"><text>字</text><script>1</script><rect onclick="1"/></svg>')
    assert [notice.code for notice in outcome.notices] == ["pictures.cleaned"]
    assert b"script" not in outcome.value[0].assets[0].data
