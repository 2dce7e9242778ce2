"""Each rule by what it does to a text, and what it leaves alone."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from bulletin.model import TypeStyle
from bulletin.typography import RULES, Rule
from bulletin.typography.runs import runs
from bulletin.typography.setting import set_text

BY_NAME = {rule.name: rule for rule in RULES}


def applied(rule: Rule, markup: str) -> str:
    """The paragraph after the rule."""
    root = etree.fromstring(f"<body><p>{markup}</p></body>")
    for run in runs(root):
        run.edit(list(rule.edits(run.text)))
    return etree.tostring(root[0], encoding="unicode").removeprefix("<p>").removesuffix("</p>")


@pytest.mark.parametrize(
    ("rule", "before", "after"),
    [
        ("ordinary-characters", "⼀个⽔字，豈有", "一个水字，豈有"),
        ("half-width-numerals", "２０２６Ａ", "2026A"),
        ("single-full-digits", "3月5日，12人，第3", "3月５日，12人，第3"),
        ("ordinary-characters", "﨎㐀", "﨎㐀"),  # unified ideographs in spite of their place
        ("soft-line-breaks", "云桥\n  水事", "云桥水事"),
        ("soft-line-breaks", "用\nPython\n写，\n好", "用Python写，好"),
        ("soft-line-breaks", "Open\nData", "Open\nData"),
        ("typed-indents", "　　云桥　", "云桥"),
        ("typed-indents", "云<br/>　　桥", "云<br/>桥"),
        ("two-square-dashes", "云--桥", "云——桥"),
        ("two-square-dashes", "云――桥──水———事", "云——桥——水——事"),
        ("two-square-dashes", "1949—2026，--verbose，a--b", "1949—2026，--verbose，a--b"),
        ("six-dot-ellipses", "好...是…吧。。。哦······", "好……是……吧……哦……"),
        ("six-dot-ellipses", "wait... 好……", "wait... 好……"),
        ("full-width-brackets", "党委(党组)，WeasyPrint(引擎)，方案(2021)", "党委（党组），WeasyPrint（引擎），方案（2021）"),
        ("full-width-brackets", "f(x) 与 (a)", "f(x) 与 (a)"),
        ("curly-quotes", '他说"你好"和"hello"', '他说“你好”和"hello"'),
        ("corner-quotes", '他說"你好"', "他說「你好」"),
        ("full-width-marks", "实现,取得;好:是?对!", "实现，取得；好：是？对！"),
        ("full-width-marks", "100%,全部,3,000和10:30", "100%，全部，3,000和10:30"),
        ("full-width-marks", "网址:http://a.example", "网址：http://a.example"),
        ("full-width-marks", "say: a, b", "say: a, b"),
        ("typed-spaces", "用 Python 写 100 行 ，好", "用Python写100行，好"),
        ("typed-spaces", "他说 “你好 ” ， with “quotes” and — dash", "他说“你好”，with “quotes” and — dash"),
        ("soft-line-breaks", "say “hello”\nand “你好”\n他", "say “hello”\nand “你好”他"),
        ("full-width-marks", "“好”,是;say “hello”, and", "“好”，是；say “hello”, and"),
        ("typed-spaces", "张三 李四 Open Data", "张三 李四Open Data"),
    ],
)  # fmt: skip
def test_a_rule_changes_what_it_is_for_and_nothing_else(rule: str, before: str, after: str) -> None:
    assert applied(BY_NAME[rule], before) == after


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_applied_twice_does_no_more_than_once(rule: Rule) -> None:
    text = '⼀个 Python,好...是--"云桥"(水)?　\n他说:好。。。'
    once = applied(rule, text)
    assert applied(rule, once) == once


def test_the_table_names_every_rule_once() -> None:
    assert len(BY_NAME) == len(RULES)


def test_a_phrase_that_markup_splits_is_one_text_to_a_rule() -> None:
    assert applied(BY_NAME["full-width-marks"], "<strong>云桥</strong>,<em>水</em>") == (
        "<strong>云桥</strong>，<em>水</em>"
    )
    assert applied(BY_NAME["full-width-brackets"], "党委(<em>党组)</em>") == "党委（<em>党组）</em>"


def test_an_edit_across_markup_puts_its_text_where_it_began() -> None:
    assert applied(BY_NAME["two-square-dashes"], "云-<em>-桥</em>") == "云——<em>桥</em>"


@pytest.mark.parametrize(
    "markup", ["<code>云,桥</code>", "云<ruby>水<rt>a,b</rt></ruby>", '<code>"云"</code>']
)
def test_code_and_readings_are_left_alone(markup: str) -> None:
    assert all(applied(rule, markup) == markup for rule in RULES)


def test_preformatted_text_is_left_alone() -> None:
    root = etree.fromstring("<body><pre>云,桥 a\n水</pre></body>")
    assert list(runs(root)) == []


def test_a_block_inside_a_block_is_a_run_of_its_own() -> None:
    root = etree.fromstring("<body><blockquote>云<p>桥</p>水</blockquote></body>")
    assert sorted(run.text for run in runs(root)) == ["云水", "桥"]


TEXTS = st.text(
    st.sampled_from('云桥水事的年月，。、：；？！（）“”《》「」—…·・ 　\n\u00a0abZ09%-.,:;?!()"⼀⽔豈２Ａ―─'),
    max_size=40,
)


@given(TEXTS)
def test_all_rules_together_are_done_after_one_pass_and_keep_every_word(text: str) -> None:
    rules = tuple(rule for rule in RULES if rule.holds(TypeStyle(), "print", "zh-Hans"))

    def words(said: str) -> str:
        return "".join(char for char in unicodedata.normalize("NFKC", said) if char.isalnum())

    once = set_text(text, rules)
    assert words(once) == words(text)
    assert set_text(once, rules) == once
