"""HTML pages convert in their prose; whatever else they hold comes out byte for byte."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bulletin.errors import InputError
from bulletin.model import HouseStyle, Script
from bulletin.script import convert_html

TAIWAN = Script.ZH_HANT_TW


@pytest.mark.parametrize("target", ["zh-Hant-TW", "zh-Hant-HK", "zh-Hans"])
def test_the_golden_page(golden: Path, target: str) -> None:
    source = (golden / "page" / "source.html").read_text(encoding="utf-8")
    expected = (golden / "page" / f"{target}.html").read_text(encoding="utf-8")
    assert convert_html(source, Script(target)) == expected


@pytest.mark.parametrize(
    "untouched",
    [
        "<script>'软件</p>'</script>",
        "<STYLE>/* 软件 */</STYLE>",
        "<!-- 软件 -->",
        "<![CDATA[软件]]>",
        "<!DOCTYPE 软件>",
        "<code>软件</code>",
        "<a href='/软件' data-x=\"软件\">x</a>",
        "<p translate='NO'>软件</p>",
        "<p lang=ja>国</p>",
        "<textarea>软件</textarea>",
        "<script>软件",
    ],
)
def test_what_is_no_prose_is_untouched(untouched: str) -> None:
    assert convert_html(f"<p>这里</p>{untouched}", TAIWAN) == f"<p>這裡</p>{untouched}"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("头<b>发</b>", "頭<b>髮</b>"),
        ("头<!-- x -->发", "頭<!-- x -->髮"),
        ("头<p>发", "頭<p>發"),
        ("&#22836;&#x53D1;", "頭髮"),
        ("皇&#21518;说&amp;", "皇&#21518;說&amp;"),
        ("&ldquo;这&rdquo;", "「這」"),
        ('<img alt="鼠标" title=打印机 src=鼠标>', '<img alt="滑鼠" title=印表機 src=鼠标>'),
        ("这里 1 < 2 <3", "這裡 1 < 2 <3"),
        ("这里<b", "這裡<b"),
        ("<a title='软件>这", "<a title='软件>這"),
        ("<a <b>这</b>", "<a <b>這</b>"),
    ],
)
def test_prose_converts_however_it_is_spelt(source: str, expected: str) -> None:
    assert convert_html(source, TAIWAN) == expected


def test_a_locked_element_without_end_tag_ends_where_html_ends_it() -> None:
    assert convert_html("<ul><li translate=no>这<li>这</ul>", TAIWAN) == "<ul><li translate=no>这<li>這</ul>"
    assert convert_html("<p translate=no>这<p>这", TAIWAN) == "<p translate=no>这<p>這"


def test_a_page_that_calls_itself_english_is_read_all_the_same() -> None:
    assert convert_html('<html lang="en"><p>这里', TAIWAN) == '<html lang="en"><p>這裡'


def test_the_page_of_one_region_becomes_that_of_another() -> None:
    source = '<html lang="zh-TW"><p>裡面的線'
    assert convert_html(source, Script.ZH_HANT_HK) == '<html lang="zh-Hant-HK"><p>裏面的線'


FRAGMENTS = st.lists(
    st.sampled_from(
        "<p> </p> <b> </b> <br> <br/> <!-- --> <script> </script> & < > \" ' <a &amp; <img/> <li> </ul> lang= <code> 12 a"
        " <p/> </ <! ]]>".split()
    ),
    max_size=20,
).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(FRAGMENTS)
def test_a_page_without_chinese_comes_out_as_it_went_in(source: str) -> None:
    assert convert_html(source, TAIWAN) == source


def test_an_unknown_engine_is_told_even_for_an_empty_page() -> None:
    with pytest.raises(InputError):
        convert_html("", TAIWAN, style=HouseStyle(engine="none"))
