"""Bodies convert as their text does, and keep their markup."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from bulletin.model import Body, HouseStyle, Script
from bulletin.script import convert_text
from bulletin.script.body import convert_body, mark_scripts
from bulletin.script.scribe import Scribe

TAIWAN = Script.ZH_HANT_TW


def _converted(
    inner: str, target: Script = TAIWAN, engine: str = "opencc", around: Script = Script.ZH_HANS
) -> str:
    body = convert_body(
        Body(f"<body>{inner}</body>"), Scribe(target, HouseStyle(engine)), target, around
    ).body
    return body.xhtml.removeprefix("<body>").removesuffix("</body>")


@pytest.mark.parametrize("target", ["zh-Hant-TW", "zh-Hant-HK", "zh-Hans"])
def test_the_golden_body(golden: Path, target: str) -> None:
    source = (golden / "body" / "source.xhtml").read_text(encoding="utf-8").strip()
    expected = (golden / "body" / f"{target}.xhtml").read_text(encoding="utf-8").strip()
    copy = convert_body(Body(source), Scribe(Script(target)), Script(target), Script.ZH_HANS)
    assert copy.body.xhtml == expected
    assert (copy.kept, copy.quotations) == (0, 2)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>皇<b>后</b></p>", "<p>皇<b>后</b></p>"),
        ("<p>头<em>发</em>白</p>", "<p>頭<em>髮</em>白</p>"),
        ('<p>头<a class="noteref" href="#n">1</a>发</p>', '<p>頭<a class="noteref" href="#n">1</a>髮</p>'),
        ("<p>头<sup>[2]</sup>发</p>", "<p>頭<sup>[2]</sup>髮</p>"),
        ("<p>计<b>算</b>机</p>", "<p>計<b>算</b>機</p>"),
        ("<p>字<b>节</b></p>", "<p>位<b>元組</b></p>"),
        ("<p>皇<br/>后</p>", "<p>皇<br/>後</p>"),
        ("<p>头<br/>发</p>", "<p>頭<br/>發</p>"),
        ("<p>头<code>x</code>发</p>", "<p>頭<code>x</code>發</p>"),
        ("<ul><li>头</li><li>发</li></ul>", "<ul><li>頭</li><li>發</li></ul>"),
    ],
)
def test_a_phrase_split_by_markup_converts_as_one_phrase_and_nothing_else_does(
    source: str, expected: str
) -> None:
    assert _converted(source) == expected


def test_ruby_readings_stay_and_the_text_below_them_is_one_phrase() -> None:
    assert _converted("<p><ruby>头<rt>头</rt>发<rt>发</rt></ruby></p>") == (
        "<p><ruby>頭<rt>头</rt>髮<rt>发</rt></ruby></p>"
    )


def test_an_address_ends_where_its_link_ends() -> None:
    assert _converted('<p>见<a href="https://a.b/c/软件">https://a.b/c/软件</a>园</p>') == (
        '<p>見<a href="https://a.b/c/软件">https://a.b/c/软件</a>園</p>'
    )


def test_a_paragraph_already_in_the_target_script_is_left_alone() -> None:
    paragraph = "<p>“這裏的話”為原樣</p>"
    assert _converted(f"<p>这是引文：</p>{paragraph}") == f"<p>這是引文：</p>{paragraph}"


def test_a_paragraph_that_does_not_tell_follows_its_article() -> None:
    assert _converted("<p>干事</p>") == "<p>幹事</p>"
    assert _converted("<p>干事</p>", around=TAIWAN) == "<p>干事</p>"


def test_quotation_marks_pair_across_markup_and_paragraphs() -> None:
    source = "<p>他说：“<b>这</b>是‘好’事。</p><p>“对。”</p><h2>“另起”</h2>"
    assert _converted(source) == "<p>他說：「<b>這</b>是『好』事。</p><p>「對。」</p><h2>「另起」</h2>"


def test_what_is_locked_stays_and_says_in_which_script_it_is() -> None:
    assert _converted('<p>这<span translate="no">软件</span></p>') == (
        '<p>這<span translate="no" lang="zh-Hans">软件</span></p>'
    )
    assert _converted('<p>这<span lang="ja">国</span></p>') == '<p>這<span lang="ja">国</span></p>'


def test_lang_follows_the_text_it_describes() -> None:
    locked = '<p lang="zh-CN" translate="no">这里<span lang="zh-CN">是</span></p>'
    assert _converted(locked) == locked
    assert _converted('<p lang="zh-CN">这里</p>') == '<p lang="zh-Hant-TW">這裡</p>'
    assert _converted('<p lang="zh-TW">這裡</p>', Script.ZH_HANS) == '<p lang="zh-Hans">这里</p>'


def test_the_second_engine_keeps_the_markup_too() -> None:
    assert _converted("<p>鼠<b>标</b>，软<i>件</i>园</p>", engine="reimplemented") == (
        "<p>滑<b>鼠</b>，軟<i>體</i>園</p>"
    )


def test_in_the_source_edition_blocks_in_another_script_say_so() -> None:
    body = Body("<body><p>这里</p><blockquote><p>這<b>裡</b></p></blockquote><p>干事</p></body>")
    assert mark_scripts(body, Script.ZH_HANS, Script.ZH_HANS).xhtml == (
        '<body><p>这里</p><blockquote translate="no" lang="zh-Hant"><p>這<b>裡</b></p></blockquote><p>干事</p></body>'
    )
    assert mark_scripts(body, Script.ZH_HANS, TAIWAN).xhtml == (
        '<body><p>这里</p><blockquote><p lang="zh-Hant-TW">這<b>裡</b></p></blockquote>'
        '<p lang="zh-Hant-TW">干事</p></body>'
    )


KEPT = 'translate="no"'
QUOTED = 'lang="zh-Hant"'


@pytest.mark.parametrize("target", [TAIWAN, Script.ZH_HANT_HK, Script.ZH_HANS])
@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<p>这是{=皇后后来=}。</p>", "<p>這是<span {kept} lang='zh-Hans'>皇后后来</span>。</p>"),
        ("<p>这是{=头<b>发=}里</b></p>", "<p>這是<span {kept}>头</span><b><span {kept}>发</span>裡</b></p>"),
        ("<p>头{=干=}发</p>", "<p>頭<span {kept}>干</span>發</p>"),
        ("<p>这{=没有完</p>", "<p>這{=沒有完</p>"),
        (
            "<p>这，他写作“後來，{=里面=}”。</p>",
            "<p>這，他寫作「<span {kept}>後來，</span><span {kept}>里面</span>」。</p>",
        ),
        (
            "<p>这是《<b>後</b>漢書》</p>",
            "<p>這是《<b><span {kept}>後</span></b><span {kept}>漢書</span>》</p>",
        ),
        ("<p>这<br/>“後”<i>这</i></p>", "<p>這<br/>「<span {kept}>後</span>」<i>這</i></p>"),
    ],
)
def test_what_is_marked_or_quoted_stays_in_every_script(source: str, expected: str, target: Script) -> None:
    converted = _converted(source, target)
    text = "".join(etree.fromstring(f"<x>{converted}</x>").itertext())
    kept = "".join(etree.fromstring(f"<x>{expected.replace('{kept}', KEPT)}</x>").itertext())
    if target is TAIWAN:
        assert re.sub(r' lang="[^"]*"', "", converted) == re.sub(r" lang='[^']*'", "", expected).replace(
            "{kept}", KEPT
        )
    assert [each.text for each in etree.fromstring(f"<x>{converted}</x>").iter("span")] == [
        each.text for each in etree.fromstring(f"<x>{expected.replace('{kept}', KEPT)}</x>").iter("span")
    ]
    assert len(text) == len(kept)


def test_what_stays_in_the_other_script_says_so() -> None:
    assert _converted("<p>这是“後來”。</p>", Script.ZH_HANS) == (
        f"<p>这是“<span {KEPT} {QUOTED}>後來</span>”。</p>"
    )
    assert _converted("<p>这里{=这里=}</p>") == f'<p>這裡<span {KEPT} lang="zh-Hans">这里</span></p>'


def test_a_block_quotation_in_the_other_script_stays_unless_it_says_otherwise() -> None:
    quotation = "<blockquote><p>「後來」說</p></blockquote>"
    assert _converted(f"<p>这里的话</p>{quotation}", Script.ZH_HANS) == (
        f"<p>这里的话</p>{quotation.replace('<blockquote', f'<blockquote {KEPT} {QUOTED}')}"
    )
    asked = quotation.replace("<blockquote", '<blockquote translate="yes"')
    assert _converted(f"<p>这里的话</p>{asked}", Script.ZH_HANS) == (
        '<p>这里的话</p><blockquote translate="yes"><p>“后来”说</p></blockquote>'
    )


def test_a_theme_can_name_classes_that_stay() -> None:
    body = Body('<body><p class="unit">单位：里</p><p>里 <span class="name credit">钟</span></p></body>')
    style = HouseStyle(locked=frozenset({"credit", "unit"}))
    converted = convert_body(body, Scribe(TAIWAN, style), TAIWAN, Script.ZH_HANS).body.xhtml
    assert converted == (
        '<body><p class="unit" lang="zh-Hans">单位：里</p><p>裡 <span class="name credit" lang="zh-Hans">钟</span></p></body>'
    )


WORDS = "软件 程序员 数据库 字节 打印机 皇后 头发 干净 面条 里面 云彩 台湾 鼠标 的 了 着 说 ，“ ” ‘ ’ 。 A 1".split(
    " "
)


@st.composite
def _marked(draw: st.DrawFn) -> tuple[str, str]:
    """A paragraph's text, and the same text with markup anywhere in it."""
    text = "这说明" + "".join(draw(st.lists(st.sampled_from(WORDS), max_size=12)))
    cuts = sorted(draw(st.sets(st.integers(1, len(text) - 1), max_size=6))) if len(text) > 1 else []
    marked = ""
    for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        tag = draw(st.sampled_from(("", "strong", "em", "span", "noteref")))
        call = '<a class="noteref" href="#note-1">1</a>'
        piece = text[start:end]
        marked += piece + call if tag == "noteref" else f"<{tag}>{piece}</{tag}>" if tag else piece
    return text, marked


@settings(max_examples=200, deadline=None)
@given(_marked(), st.sampled_from([TAIWAN, Script.ZH_HANT_HK, Script.ZH_HANT]))
def test_marked_up_text_converts_like_its_plain_text_and_keeps_its_tags(
    pair: tuple[str, str], target: Script
) -> None:
    text, marked = pair
    before = etree.fromstring(f"<p>{marked}</p>")
    after = etree.fromstring(_converted(f"<p>{marked}</p>", target))
    assert [(each.tag, dict(each.attrib)) for each in after.iter()] == [
        (each.tag, dict(each.attrib)) for each in before.iter()
    ]
    for call in after.findall("a"):
        assert call.text == "1"
        call.text = ""
    assert "".join(after.itertext()) == convert_text(text, target)
    assert all(each.text for each in after.iter("strong", "em", "span"))


def test_an_article_of_many_thousand_pieces_converts_in_time() -> None:
    inner = "<p>" + "这里的<b>软</b>件<br/>说明" * 3000 + "</p>"
    assert _converted(inner) == "<p>" + "這裡的<b>軟</b>體<br/>說明" * 3000 + "</p>"
