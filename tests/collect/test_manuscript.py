"""Articles as files for a person: what is written is read back as it was."""

import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.layout.bodies import DRAWING, bodies

from bulletin.collect import manuscript, read_articles
from bulletin.collect.characters import clean, one_line
from bulletin.collect.markdown import read_markdown
from bulletin.model import Article, Body, Script

FOLDER = Path(__file__).parents[2] / "examples" / "2026-03" / "articles"
EXAMPLES = sorted(file for file in FOLDER.iterdir() if file.is_file())


def article(body: Body, **fields: object) -> Article:
    return Article(key="a1", title="标题", body=body, **fields)  # type: ignore[arg-type]  # fields by name


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.name)
def test_every_example_comes_back_as_it_was(file: Path, tmp_path: Path) -> None:
    (original,) = read_articles(file).value
    for asset in original.assets:
        (tmp_path / asset.name).write_bytes(asset.data)
    again = read_markdown(manuscript(original), tmp_path / "a1.md").value
    assert again.body == original.body
    assert (again.title, again.byline, again.date, again.section, again.script) == (
        original.title,
        original.byline,
        original.date,
        original.section,
        original.script,
    )


def test_every_field_is_written_and_a_remark_is_not_read() -> None:
    body = Body.from_paragraphs("正文。")
    original = article(
        body,
        source="[临江] 晚报",
        date=datetime.date(2026, 3, 5),
        script=Script.ZH_HANS,
        note="按：本文略有删节。",
        kicker='"引题"',
    )
    text = manuscript(original, remarks={"date": "请核对", "": "共两处\n存疑"})
    assert text.startswith("---\n# 共两处\n# 存疑\nkicker:")
    assert "# 请核对\ndate: 2026-03-05" in text
    assert "byline:\n" in text
    again = read_markdown(text, Path("a1.md")).value
    assert (again.source, again.date, again.note, again.kicker, again.script) == (
        "[临江] 晚报",
        datetime.date(2026, 3, 5),
        "按：本文略有删节。",
        '"引题"',
        Script.ZH_HANS,
    )


MARKS = st.text("甲乙，。：1.)#>+-*_`[]{}|~^!&<\\ ab", min_size=1, max_size=12)


@given(st.lists(MARKS.map(str.strip).filter(bool), min_size=1, max_size=3))
@settings(deadline=None)
def test_no_mark_of_markdown_gets_a_meaning(texts: list[str]) -> None:
    body = Body.from_paragraphs("开头的一段。", *(" ".join(text.split()) for text in texts), "结尾的一段话。")
    assert read_markdown(manuscript(article(body)), Path("a1.md")).value.body.text == body.text


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pictures")
    (folder / DRAWING.name).write_bytes(DRAWING.data)
    return folder


@given(bodies().filter(lambda body: not body.is_empty))
@settings(max_examples=150, deadline=None)
def test_any_body_comes_back_with_every_word_and_picture(folder: Path, body: Body) -> None:
    again = read_markdown(manuscript(article(body)), folder / "a1.md").value
    assert "".join(clean(again.body.text).split()) == "".join(clean(body.text).split())
    assert again.body.xhtml.count("<img") == body.xhtml.count("<img")


NAMED = "kicker title subtitle source note section url".split()
SAID = st.text("甲：:#\"'[]{}-—,，、 \n\\%&*|>~@!?0日a", max_size=10).map(one_line)


@given(st.fixed_dictionaries(dict.fromkeys(NAMED, SAID)))
@settings(deadline=None)
def test_any_field_comes_back_as_it_was(fields: dict[str, str]) -> None:
    fields["title"] = fields["title"] or "标题"
    original = Article(key="a1", body=Body.from_paragraphs("正文。"), **fields)
    again = read_markdown(manuscript(original), Path("a1.md")).value
    assert {name: getattr(again, name) for name in NAMED} == fields


def test_what_markdown_cannot_say_stands_as_it_is() -> None:
    body = Body(
        '<body><p>前<strong>重点：</strong>后<br/>次行<a href="https://example.org/?a=1&amp;b=2">链接</a></p>'
        '<p class="verse">一行<br/>又一行</p><pre>甲\n\n乙</pre><ul><li>一</li><li>二</li></ul>'
        '<table><thead><tr><th colspan="2">甲</th></tr></thead><tbody><tr><td>乙</td><td>丙</td></tr>'
        "<tr><td>丁</td><td>戊</td></tr></tbody></table></body>"
    )
    assert read_markdown(manuscript(article(body)), Path("a1.md")).value.body == body
