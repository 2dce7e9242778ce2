"""Marks of Chinese text: what house and region want of them, and the boxes they become."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from bulletin.layout.marked import settle_marks
from bulletin.layout.numbering import heading_ranks, numbering_of
from bulletin.layout.sheet_marks import dot_emphasis, drop_capitals, set_insets, set_ruby
from bulletin.layout.sheet_notes import move_notes, note_mark
from bulletin.layout.sheet_numbering import hang_numbers
from bulletin.layout.sheet_trees import text_of
from bulletin.model import Emphasis, NoteMarks, TypeStyle


def tree(markup: str) -> etree._Element:
    return etree.fromstring(f"<body><p>{markup}</p></body>")


def inside(root: etree._Element) -> str:
    return etree.tostring(root[0], encoding="unicode").removeprefix("<p>").removesuffix("</p>")


@pytest.mark.parametrize(
    ("lang", "style", "markup", "expected"),
    [
        ("zh-Hant-TW", TypeStyle(), '見<span class="work">水志</span>', '見<span class="work">水志</span>'),
        ("zh-Hans", TypeStyle(), '见<span class="work">水志</span>', "见<span>《水志》</span>"),
        ("zh-Hant", TypeStyle(name_marks=False), '<span class="name">青禾</span>', "<span>青禾</span>"),
        ("zh-Hans", TypeStyle(emphasis=Emphasis.DOTS), "<em>不可</em>", '<span class="emphasis">不可</span>'),
        ("zh-Hans", TypeStyle(), "<em>不可</em>", "<em>不可</em>"),
        ("zh-Hans", TypeStyle(wavy_titles=True), "《水志》", "《水志》"),
        (
            "zh-Hant",
            TypeStyle(wavy_titles=True),
            "見《水志》、<em>和</em>《府志》卷三",
            '見<span class="work">水志</span>、<em>和</em><span class="work">府志</span>卷三',
        ),
        (
            "zh-Hans",
            TypeStyle(),
            '<span class="name">云桥</span><span class="name">石马</span>',
            '<span class="name">云桥</span><span class="name beside">石马</span>',
        ),
    ],
)
def test_house_and_region_say_what_a_mark_looks_like(
    lang: str, style: TypeStyle, markup: str, expected: str
) -> None:
    root = tree(markup)
    settle_marks(root, lang, style)
    assert inside(root) == expected


@pytest.mark.parametrize(
    ("lang", "style", "markup", "expected"),
    [
        (
            "zh-Hant-TW",
            TypeStyle(lined_names=True),
            "余仲安的<code>余仲安</code>在余仲<em>余仲安</em>",
            '<span class="name">余仲安</span>的<code>余仲安</code>在<span class="name">余仲</span>'
            '<em><span class="name">余仲安</span></em>',
        ),
        (
            "zh-Hant",
            TypeStyle(lined_names=True),
            '<span class="name">老余仲安</span>、余仲安余仲',
            '<span class="name">老余仲安</span>、<span class="name">余仲安</span><span class="name beside">余仲</span>',
        ),
        (
            "zh-Hant",
            TypeStyle(lined_names=True, wavy_titles=True),
            "見《余仲安傳》、余仲安",
            '見<span class="work">余仲安傳</span>、<span class="name">余仲安</span>',
        ),
        ("zh-Hans", TypeStyle(lined_names=True), "余仲安", "余仲安"),
        ("zh-Hant", TypeStyle(), "余仲安", "余仲安"),
        ("zh-Hant", TypeStyle(lined_names=True, name_marks=False), "余仲安", "余仲安"),
    ],
)
def test_names_of_the_glossary_have_a_line_where_the_house_wants_it(
    lang: str, style: TypeStyle, markup: str, expected: str
) -> None:
    root = tree(markup)
    settle_marks(root, lang, style, {"余仲安", "余仲"})
    assert inside(root) == expected


def test_every_ideograph_of_an_emphasis_has_a_dot_and_no_mark_has_one() -> None:
    root = tree('请<span class="emphasis">务必，<strong>务</strong>必！</span>来')
    dot_emphasis(root)
    assert [span.text for span in root.iter("span") if span.get("class") == "dotted"] == list("务必务必")
    assert text_of(root) == "请务必，务必！来"


def test_readings_and_calls_of_notes_have_no_dots() -> None:
    root = tree(
        '<span class="emphasis">读<ruby>褰<rt>qiān</rt></ruby>裳<a class="noteref" href="#n">1</a>也</span>'
    )
    dot_emphasis(root)
    set_ruby(root)
    assert "".join(span.text or "" for span in root.iter("span") if span.get("class") == "dotted") == "读裳也"
    assert [span.text for span in root.iter("span") if span.get("class") in ("reading", "base")] == [
        "qiān",
        "褰",
    ]


def test_a_note_called_in_an_inset_is_kept() -> None:
    root = tree('<span class="inset">见碑<a class="noteref" href="#n">1</a></span>')
    set_insets(root)
    assert root.find(".//a") is not None


def test_each_base_of_a_ruby_has_its_own_reading() -> None:
    root = tree(
        "读<ruby>汉<rt>hàn</rt>字<rt>zì</rt></ruby>、<ruby>褰裳<rp>(</rp><rt>qiān cháng</rt><rp>)</rp></ruby>。"
    )
    set_ruby(root)
    boxes = [(box[1].text, box[0].text) for box in root.iter("span") if box.get("class") == "ruby"]
    assert boxes == [("汉", "hàn"), ("字", "zì"), ("褰裳", "qiān cháng")]
    assert root[0][-1].tail == "。"


def test_zhuyin_stands_beside_its_base_with_the_tone_apart() -> None:
    root = tree("<ruby>漢<rt>ㄏㄢˋ</rt></ruby><ruby>嗎<rt>˙ㄇㄚ</rt></ruby>")
    set_ruby(root)
    found = [(box[0].text, "".join(sign.text or "" for sign in box[1]), box[2].text) for box in root[0]]
    assert found == [("漢", "ㄏㄢ", "ˋ"), ("嗎", "˙ㄇㄚ", "\u2060")]


def test_an_inset_has_two_lines_of_one_length_and_a_long_one_runs_on() -> None:
    root = tree(
        '元年<span class="inset">此年所修之志今已不存</span>，<span class="inset">' + "长" * 40 + "</span>"
    )
    set_insets(root)
    rows = next(span for span in root.iter("span") if span.get("class") == "rows")
    assert (rows.text, rows[0].tail) == ("此年所修之", "志今已不存")
    assert text_of(root).replace("\n", "") == f"元年（此年所修之志今已不存），（{'长' * 40}）"


def test_a_drop_capital_is_a_character_of_its_paragraph() -> None:
    root = etree.fromstring('<body><p class="drop">开春以来</p><p class="drop">“开”</p></body>')
    drop_capitals(root)
    assert (root[0][0].text, root[0][0].tail) == ("开", "春以来")
    assert (root[1].text, root[1].get("class")) == ("“开”", None)


@pytest.mark.parametrize(
    ("text", "marker", "depth"),
    [
        ("一、范围", "一、", 2),
        ("（十二）办法", "（十二）", 3),
        ("1. 停车", "1. ", 4),
        ("（3）公布", "（3）", 5),
    ],
)
def test_chinese_numbering_is_known(text: str, marker: str, depth: int) -> None:
    assert numbering_of(text) == (marker, depth)


@pytest.mark.parametrize("text", ["一个人", "3.5万元", "一、", "1949年", "（上）"])
def test_what_only_looks_like_a_number_is_text(text: str) -> None:
    assert numbering_of(text) is None


@pytest.mark.parametrize(
    ("headings", "ranks"),
    [
        ("h2 一、甲|h2 （一）乙|h2 1. 丙|h2 二、丁", [1, 2, 3, 1]),
        ("h2 前言|h2 一、甲|h2 （一）乙", [1, 1, 2]),
        ("h2 甲|h4 乙|h2 丙", [1, 2, 1]),
        ("h2 一、甲|h3 （一）乙|h4 1. 丙|h4 （1）丁", [1, 2, 3, 3]),
        ("h4 甲", [1]),
    ],
)
def test_headings_rank_by_level_and_by_number(headings: str, ranks: list[int]) -> None:
    assert list(heading_ranks([(text[:2], text[3:]) for text in headings.split("|")])) == ranks


def test_short_numbered_paragraphs_in_a_row_hang_and_others_do_not() -> None:
    texts = [
        "（1）登记；",
        "（2）办理。",
        "正文。",
        "（1）一段话。",
        f"一、{'长' * 200}",
        f"二、{'长' * 200}",
    ]
    root = etree.fromstring(f"<body>{''.join(f'<p>{text}</p>' for text in texts)}</body>")
    hang_numbers(root, 36)
    assert [block.get("class") for block in root] == ["numbered", "numbered", None, None, None, None]
    assert [text_of(block) for block in root] == texts


def test_notes_are_numbered_as_the_house_wants() -> None:
    assert [note_mark(number, NoteMarks.CIRCLED) for number in (1, 20, 21, 50, 51)] == [
        "①",
        "⑳",
        "㉑",
        "㊿",
        "〔51〕",
    ]


def test_notes_may_stand_at_the_end_of_the_article() -> None:
    root = etree.fromstring(
        '<body><p>云<a class="noteref" href="#n">1</a>。</p><aside class="footnote" id="n"><p>注。</p></aside></body>'
    )
    move_notes(root, NoteMarks.CIRCLED, at_end=True)
    assert root[0][0].text == "\u2060①"
    assert (root[1].get("class"), text_of(root[1])) == ("endnotes", "①注。")


MARKED = st.lists(
    st.sampled_from(
        [
            "云桥，",
            "《水志》",
            '<span class="emphasis">不可，<strong>乱</strong>记</span>',
            '<span class="name">青禾</span>',
            '<span class="inset">此注甚短</span>',
            "<em>强调</em>",
            "<code>《a》</code>",
        ]
    ),
    min_size=1,
    max_size=12,
).map("".join)


@given(MARKED, st.booleans())
def test_marks_lose_no_character_and_are_settled_once(markup: str, wavy: bool) -> None:
    root = tree(markup)
    before = text_of(root)
    style = TypeStyle(wavy_titles=wavy, emphasis=Emphasis.DOTS)
    settle_marks(root, "zh-Hant", style)
    once = etree.tostring(root)
    settle_marks(root, "zh-Hant", style)
    assert etree.tostring(root) == once
    dot_emphasis(root)
    set_ruby(root)
    set_insets(root)
    marks = str.maketrans("", "", "《》（）\n")
    assert text_of(root).translate(marks) == before.translate(marks)
