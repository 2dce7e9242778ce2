"""Markdown with front matter, as editors write it."""

import contextlib
import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from bulletin.collect.markdown import read_markdown
from bulletin.errors import InputError
from bulletin.model import Article, Script
from bulletin.model.grammar import violations


def read(text: str, name: str = "文.md", folder: Path = Path()) -> Article:
    return read_markdown(text, folder / name).value


def body_of(text: str) -> str:
    return read("# 题\n\n" + text).body.xhtml.removeprefix("<body>").removesuffix("</body>")


def test_front_matter_in_english_or_chinese_fills_the_same_fields() -> None:
    english = read(
        "---\ntitle: 甲\nauthor: 陈乙 林丙\nsource: 丁报\ndate: 2026-03-05\nsection: 戊\n---\n正文。"
    )
    chinese = read("---\n标题：甲\n作者：陈　乙、林丙\n来源：丁报\n日期：2026年3月5日\n栏目：戊\n---\n正文。")
    assert english == chinese
    assert (english.title, english.byline, english.source) == ("甲", "陈乙 林丙", "丁报")
    assert (english.date, english.section) == (datetime.date(2026, 3, 5), "戊")


def test_front_matter_in_toml_and_in_lists_is_read_too() -> None:
    assert (
        read('+++\ntitle = "甲"\ndate = 2026-03-05\nauthors = ["陈乙", "林丙"]\n+++\n正文。').byline
        == "陈乙 林丙"
    )
    assert read("---\ntitle: 甲\nauthors:\n  - 陈乙\n  - 林丙\n---\n正文。").byline == "陈乙 林丙"
    assert read("---\ntitle: '甲：乙'\nscript: 繁体\n---\n正文。").script is Script.ZH_HANT


def test_without_front_matter_the_first_heading_is_the_title_and_leaves_the_text() -> None:
    article = read("# 面粉厂的钟\n\n钟响了。\n\n## 一\n\n又响了。")
    assert article.title == "面粉厂的钟"
    assert article.body.xhtml == "<body><p>钟响了。</p><h2>一</h2><p>又响了。</p></body>"


def test_without_any_title_the_file_s_name_is_the_title() -> None:
    assert read("只有一段。", "三月随笔.md").title == "三月随笔"


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("---\ntitle: 甲\n正文", "collect.front-matter-open", "文.md:1"),
        ("---\ntitle: 甲\n乱写一行\n---\n", "collect.front-matter-line", "文.md:3"),
        ("---\ntitle: 甲\ndate: 上星期\n---\n", "collect.front-matter-date", "文.md:3"),
        ("---\nscript: 火星文\n---\n", "collect.front-matter-script", "文.md:2"),
        ("+++\ntitle = 甲\n+++\n", "collect.front-matter-toml", "文.md"),
        ("---\ntitle: 甲\n---\n\n", "collect.empty", "文.md"),
    ],
)
def test_a_slip_in_the_front_matter_names_file_and_line(text: str, code: str, place: str) -> None:
    with pytest.raises(InputError) as caught:
        read(text)
    assert (caught.value.code, caught.value.place) == (code, place)
    assert caught.value.message("zh") != caught.value.message("en")


def test_a_key_of_another_tool_is_only_mentioned() -> None:
    (notice,) = read_markdown("---\ntags: [甲, 乙]\n---\n正文。", Path("文.md")).notices
    assert (notice.code, notice.severity, notice.place) == ("collect.front-matter-foreign", "info", "文.md:2")


def test_an_unknown_key_is_a_warning_that_names_the_likely_one() -> None:
    outcome = read_markdown("---\ntitel: 甲\n---\n正文。", Path("文.md"))
    assert [(notice.code, notice.values["known"]) for notice in outcome.notices] == [
        ("collect.front-matter-key", "title")
    ]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**重点：**后文", "<p><strong>重点：</strong>后文</p>"),
        ("他说**“好”**。", "<p>他说<strong>“好”</strong>。</p>"),
        ("2 * 3 * 4", "<p>2 * 3 * 4</p>"),
        ("读作{褰|qiān}裳", "<p>读作<ruby>褰<rt>qiān</rt></ruby>裳</p>"),
        ("2021. 年终总结", "<p>2021. 年终总结</p>"),
        ("```\n2021. 年终总结\n```", "<pre><code>2021. 年终总结\n</code></pre>"),
        ("1. 其一\n2. 其二", "<ol><li>其一</li><li>其二</li></ol>"),
        ("    四格开头的一段。", "<p>四格开头的一段。</p>"),
        ("　　两格开头，\n换行不留空。", "<p>两格开头，换行不留空。</p>"),
        (
            "```诗\n一篙落水\n两岸生烟\n\n只数船上的蛋\n```",
            '<p class="verse">一篙落水<br/>两岸生烟</p><p class="verse">只数船上的蛋</p>',
        ),
        ("> 一行，\\\n> 二行。\n{.verse}", '<blockquote class="verse"><p>一行，<br/>二行。</p></blockquote>'),
        ("亲爱的读者：\n{.salutation}\n\n您好。", '<p class="salutation">亲爱的读者：</p><p>您好。</p>'),
        ("<script>x</script>甲<b>乙</b>", "<p>甲<strong>乙</strong></p>"),
    ],
)
def test_markdown_becomes_the_body_grammar(text: str, html: str) -> None:
    assert body_of(text) == html


def test_a_line_of_caption_above_a_table_belongs_to_the_table() -> None:
    body = body_of("表：收支\n\n| 项目 | 元 |\n|---|--:|\n| 会费 | 30 |")
    assert body.startswith("<table><caption>收支</caption><thead>")


def test_a_footnote_is_called_and_stands_at_the_end() -> None:
    body = body_of("正文[^甲]。\n\n[^甲]: 注文。")
    assert (
        '<a class="noteref" href="#note-1">1</a>' in body or '<a href="#note-1" class="noteref">1</a>' in body
    )
    assert body.endswith("<p>注文。</p></aside>")


def test_a_quoted_letter_is_signed_at_the_right() -> None:
    letter = "> 编辑同志：\n>\n> 来信收到，照登如下。\n>\n> 敬礼\n>\n> {signed}\n{{.letter}}\n\n后文。\n"
    for signed in ("王小明\n> 2026年3月2日", "王小明\n>\n> 2026年3月2日"):
        body = body_of(letter.format(signed=signed))
        assert '<p class="salutation">编辑同志：</p>' in body
        assert '<p class="signature">王小明' in body
        assert "2026年3月2日</p></blockquote>" in body


def test_short_last_lines_that_end_in_a_date_are_a_signature() -> None:
    body = body_of("正文写完了。\n\n某某学会\n2026年3月10日")
    assert body.endswith('<p class="signature">某某学会<br/>2026年3月10日</p>')


def test_a_picture_that_stands_alone_is_a_figure_with_its_caption(tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    (tmp_path / "articles").mkdir()
    Image.new("RGB", (4, 3)).save(tmp_path / "pictures" / "map.png")
    article = read("# 题\n\n![说明](../pictures/map.png '图1　旧城')\n", folder=tmp_path / "articles")
    asset = article.assets[0]
    assert (asset.width_px, asset.height_px, asset.media_type) == (4, 3, "image/png")
    assert (
        f'<figure><img src="{asset.name}" alt="说明"/><figcaption>图1　旧城</figcaption></figure>'
        in article.body.xhtml
    )


def test_a_list_nested_very_deeply_keeps_its_words() -> None:
    text = "\n".join(f"{'  ' * level}- 第{level}层" for level in range(60))
    assert "第59层" in read(text).body.text


@given(st.text(max_size=300))
def test_any_text_is_read_into_a_valid_body_or_refused_with_a_sentence(text: str) -> None:
    with contextlib.suppress(InputError):
        article = read(text)
        assert violations(article.body) == []
        assert article.title


@pytest.mark.parametrize(
    ("text", "body"),
    [
        (
            "读{汉字|hàn zì}和{褰裳|qiāncháng}",
            "<p>读<ruby>汉<rt>hàn</rt></ruby><ruby>字<rt>zì</rt></ruby>和"
            "<ruby>褰裳<rt>qiāncháng</rt></ruby></p>",
        ),
        (
            "[不可**不**记]{.emphasis}，[青禾浦]{.name}",
            '<p><span class="emphasis">不可<strong>不</strong>记</span>，'
            '<span class="name">青禾浦</span></p>',
        ),
        ("[甲]{.unknown}", "<p>[甲]{.unknown}</p>"),
        ("开头。\n{.drop}", '<p class="drop">开头。</p>'),
        ("见[水门](02-water.md)和[序](#x)", '<p>见<a href="article:02-water">水门</a>和序</p>'),
    ],
)  # fmt: skip
def test_marks_of_chinese_text_are_written_in_the_line(text: str, body: str) -> None:
    assert body_of(text) == body
