"""A glossary's names and terms: right in every region, through any markup, and no dictionary's business any more."""

import itertools
import re
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.script.entries import ENTRIES, GLOSSARY, REGIONS, name, term

from bulletin.model import (
    Article,
    Body,
    Entry,
    Glossary,
    HouseStyle,
    Issue,
    Masthead,
    Periodical,
    Script,
    Section,
)
from bulletin.script import convert_html, convert_text, look_over, make_edition
from bulletin.script.names import name_in

# What an entry may stand between: the traps are characters that make a dictionary phrase with a neighbour.
BEFORE = ("", "其", "关", "由", "然", "面", "公", "只", "台", "了", "制", "里", "准", "松", "会长", "我说：“")
AFTER = (
    "",
    "后",
    "面",
    "里",
    "发",
    "干",
    "人",
    "制度",
    "系统",
    "程序",
    "，只有",
    "的准备",
    "”云云",
    "松了口气",
)

TAGS = ("b", "em", "strong", "a", "span", "sub", "i")


def test_there_are_thirty_entries_and_none_is_what_conversion_writes_in_every_place() -> None:
    assert len(GLOSSARY.entries) == 30


@pytest.mark.parametrize("region", REGIONS)
def test_every_term_is_right_in_every_company(region: Script) -> None:
    wrong = []
    for entry, forms in ENTRIES.items():
        form = forms[REGIONS.index(region)]
        for before, after in itertools.product(BEFORE, AFTER):
            text = convert_text(f"{before}{entry.text}{after}", region, Script.ZH_HANS, glossary=GLOSSARY)
            if form not in text:
                wrong.append((before, entry.text, after, text))
    assert wrong == []


@pytest.mark.parametrize("region", REGIONS)
def test_every_term_comes_back_in_simplified(region: Script) -> None:
    for entry, forms in ENTRIES.items():
        text = f"聽說{forms[REGIONS.index(region)]}還沒來"
        back = convert_text(text, Script.ZH_HANS, region, glossary=GLOSSARY)
        assert back == f"听说{entry.text}还没来"


def test_a_term_goes_from_region_to_region() -> None:
    assert convert_text("叫計程車去", Script.ZH_HANT_HK, Script.ZH_HANT_TW, glossary=GLOSSARY) == "叫的士去"


@pytest.mark.parametrize("engine", ["opencc", "reimplemented"])
def test_terms_hold_on_either_engine(engine: str) -> None:
    text = convert_text(
        "余仲安在软件园路", Script.ZH_HANT_TW, glossary=GLOSSARY, style=HouseStyle(engine=engine)
    )
    assert text == "余仲安在軟件園路"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "软件园路、软件园、软件",
            "軟件園路、軟件園、軟體",
        ),  # the longest entry wins, and only where it stands
        ("于　文、于 文，关于文", "于　文、于 文，關于文"),  # a name of two characters with a space in it
        (
            "\ufdd1余仲安\ufdd1其余\ufdd0于文",
            "\ufdd1余仲安\ufdd1其餘\ufdd0于文",
        ),  # what stands for them inside
        ("他叫余仲\n安", "他叫餘仲\n安"),  # a line's end ends a term
        ("https://example.org/wiki/软件园路", "https://example.org/wiki/软件园路"),
    ],
)
def test_what_counts_as_a_term(text: str, expected: str) -> None:
    assert convert_text(text, Script.ZH_HANT_TW, Script.ZH_HANS, glossary=GLOSSARY) == expected


def test_nothing_matches_across_a_lock() -> None:
    page = (
        '<p>余<code>仲</code>安，余<span translate="no">仲安</span>，<span translate="no">软件园路</span></p>'
    )
    converted = convert_html(page, Script.ZH_HANT_TW, Script.ZH_HANS, glossary=GLOSSARY)
    assert converted == page.replace("余<", "餘<")


def test_a_text_already_in_the_target_script_stays() -> None:
    text = "出租車與專案，這裡說過。"
    assert convert_text(text, Script.ZH_HANT_TW, glossary=GLOSSARY) == text


PLAIN = st.text("的在来说与和，。 一二abc", max_size=4)
PIECES = st.lists(st.tuples(st.sampled_from(list(ENTRIES.items())), PLAIN), min_size=1, max_size=5)
CUTS = st.lists(st.tuples(st.integers(0, 60), st.sampled_from(TAGS)), max_size=8)


def marked_up(text: str, cuts: list[tuple[int, str]]) -> str:
    """`text` with elements opened and closed at any places, also inside its words."""
    pieces, position = [], 0
    for place, tag in sorted(cuts):
        if position < place < len(text):
            pieces.append(f"{text[position:place]}<{tag}>{text[place : place + 1]}</{tag}>")
            position = place + 1
    return "".join((*pieces, text[position:]))


@settings(max_examples=120, deadline=None)
@given(PIECES, CUTS, st.sampled_from(REGIONS))
def test_terms_are_right_through_any_markup(
    pieces: list[tuple[tuple[Entry, tuple[str, ...]], str]], cuts: list[tuple[int, str]], region: Script
) -> None:
    text = "".join(f"{entry.text}{gap}" for (entry, _), gap in pieces)
    page = f"<p>{marked_up(text, cuts)}</p>"
    converted = convert_html(page, region, Script.ZH_HANS, glossary=GLOSSARY)
    plain = convert_html(f"<p>{text}</p>", region, Script.ZH_HANS, glossary=GLOSSARY)
    assert re.sub("<[^>]*>", "", converted) == re.sub("<[^>]*>", "", plain)
    assert re.findall("<[^>]*>", converted) == re.findall("<[^>]*>", page)


@settings(max_examples=60, deadline=None)
@given(PIECES, st.sampled_from(REGIONS))
def test_locked_spans_are_the_same_bytes(
    pieces: list[tuple[tuple[Entry, tuple[str, ...]], str]], region: Script
) -> None:
    spans = [f'<span translate="no">{entry.text}{gap}</span>' for (entry, _), gap in pieces]
    page = f"<p>{'余华说'.join(spans)}</p>"
    assert re.findall("<span.*?</span>", convert_html(page, region, glossary=GLOSSARY)) == spans


def issue_about(text: str) -> Issue:
    picture = f'<figure><img src="a.png" alt="{text}"/><figcaption>{text}</figcaption></figure>'
    body = Body(f"<body><p>{text}</p>{picture}</body>")
    article = Article("a", text, body=body, byline=text, editor=text, note=text, kicker=text)
    periodical = Periodical(text, Masthead(text, text, text), editors=(text,), publisher=text)
    return Issue("a", text, periodical, (Section(text, (article,)),))


def test_a_name_is_right_wherever_an_issue_prints_it() -> None:
    edition = make_edition(issue_about("这里的余仲安"), Script.ZH_HANT_TW, glossary=GLOSSARY).value
    assert "餘" not in repr(edition)
    article = edition.issue.articles[0]
    assert [article.title, article.byline, article.editor, article.note] == ["這裡的余仲安"] * 4
    assert article.body.xhtml.count("這裡的余仲安") == 3


@pytest.mark.parametrize(
    ("written", "hant", "tw", "hk"),
    [
        ("谷𬭎", "谷鋐", "谷鋐", "谷鋐"),
        ("范季蓀", "范季蓀", "范季蓀", "范季蓀"),  # written in Traditional: as it is everywhere
        ("钟启元", "鍾啓元", "鍾啟元", "鍾啓元"),
        ("后秘书长", "后祕書長", "后秘書長", "后秘書長"),
        ("叶小云", "葉小雲", "葉小雲", "葉小雲"),
        ("余文", "余文", "余文", "余文"),
    ],
)
def test_a_name_keeps_its_doubtful_characters_and_converts_the_others(
    written: str, hant: str, tw: str, hk: str
) -> None:
    assert tuple(name_in(written, region) for region in REGIONS) == (hant, tw, hk)


def test_looking_over_tells_what_is_useless_and_what_stands_in_the_wrong_column() -> None:
    glossary = Glossary((name("章德安"), name("余仲安"), term("軟件園", "软件园"), term("学会", "學會")))
    notices = look_over(glossary).notices
    told = [(notice.code, notice.values.get("text") or notice.values.get("form")) for notice in notices]
    assert told == [
        ("script.term-script", "軟件園"),
        ("script.term-script", "软件园"),
        ("script.term-useless", "章德安"),
        ("script.term-useless", "学会"),
    ]


def test_an_edition_tells_of_a_form_in_the_wrong_column() -> None:
    glossary = Glossary((term("軟件園", "软件园"),))
    notices = make_edition(issue_about("正文"), Script.ZH_HANT, glossary=glossary).notices
    assert [notice.code for notice in notices] == ["script.term-script"] * 2


def seconds(run: Callable[[], object]) -> float:
    before = time.process_time()
    run()
    return time.process_time() - before


def test_thirty_entries_cost_less_than_a_tenth_of_a_conversion(sentences: list[str]) -> None:
    # Pairs of runs, the best pair: what else the machine does must not fail the test.
    text = "\n".join(sentences * (100_000 // sum(map(len, sentences)) + 1))
    convert_text(text, Script.ZH_HANT_TW, glossary=GLOSSARY)
    ratios = [
        seconds(lambda: convert_text(text, Script.ZH_HANT_TW, glossary=GLOSSARY))
        / seconds(lambda: convert_text(text, Script.ZH_HANT_TW))
        for _ in range(9)
    ]
    assert min(ratios) < 1.1, ratios
