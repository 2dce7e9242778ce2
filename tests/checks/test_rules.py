"""Each rule finds what it is for, and lets alone what is right."""

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from bulletin.checks import RULES, Subject, checked
from bulletin.messages import table
from bulletin.model import (
    Article,
    Body,
    Colophon,
    Edition,
    Issue,
    Masthead,
    Notice,
    Official,
    Periodical,
    Script,
    Section,
)

COVER = "云桥通讯 内部资料 免费交流 临内资准字第26001号"
COLOPHON = {
    "compiler": "云桥街道办事处",
    "recipients": "本会会员",
    "printer": "云桥印刷厂",
    "printed_on": "2026年3月",
    "print_run": "800册",
}
BODY = Body.from_paragraphs("三月里修了两座桥，路也平了。")


def article(title: str = "修桥", body: Body = BODY, **fields: object) -> Article:
    return Article("a", title, body, **{"source": "云桥日报"} | fields)  # type: ignore[arg-type]  # any field


def subject(
    *articles: Article,
    name: str = "云桥通讯",
    permit: str = "临内资准字第26001号",
    note: str = "内部资料 免费交流",
    colophon: dict[str, str] = COLOPHON,
    cover: str | None = COVER,
    lang: str = "zh-Hans",
    number: int | None = 3,
) -> Subject:
    periodical = Periodical(name, Masthead(name, note=note), Colophon(tuple(colophon.items())), permit=permit)
    section = Section("要闻", articles or (article(),))
    issue = Issue("2026-03", "", periodical, (section,), number=number, date=datetime.date(2026, 3, 1))
    return Subject(Edition(issue, Script(lang), lang), cover)


def codes(found: Subject) -> list[str]:
    return [notice.code.removeprefix("checks.") for notice in checked(found)]


def only(found: Subject) -> Notice:
    (notice,) = checked(found)
    return notice


def test_an_issue_that_keeps_every_rule_is_let_alone() -> None:
    assert codes(subject()) == []


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        (subject(permit=""), "no-permit"),
        (subject(cover="云桥通讯 内部资料 免费交流"), "permit-not-on-cover"),
        (subject(cover="云桥通讯 内部资料 临内资准字第26001号"), "words-not-on-cover"),
        (subject(name="云桥会刊"), "periodical-name"),
        (subject(article(body=Body.from_paragraphs("本刊讯 三月里修了桥。"))), "speaks-as-periodical"),
        (subject(colophon={**COLOPHON, "price": "5元"}), "price"),
        (subject(article(body=Body.from_paragraphs("订购热线 0000-1234567"))), "advertising"),
        (
            subject(colophon={key: text for key, text in COLOPHON.items() if key != "recipients"}),
            "colophon-lacks",
        ),
        (subject(number=None), "no-issue-number"),
        (subject(article(source="")), "no-source"),
        (subject(article(source="", byline="沈砚农", url="https://example.org/a")), "no-source"),
        (subject(article("三月" * 20)), "long-title"),
        (
            subject(article(body=Body("<body><h2>一</h2><p>甲</p><h4>二</h4><p>乙</p></body>"))),
            "heading-jump",
        ),
        (subject(article(body=Body.from_paragraphs("桥的位置见图3。"))), "orphan-reference"),
    ],
)
def test_each_slip_is_told_once_by_its_own_code(broken: Subject, code: str) -> None:
    notice = only(broken)
    assert notice.code == f"checks.{code}"
    assert all(notice.message(language) and notice.hint(language) for language in ("zh", "en"))


def test_rules_for_internal_material_let_other_issues_alone() -> None:
    free = subject(
        article(body=Body.from_paragraphs("本刊讯")), permit="", note="", name="云桥会刊", cover="云桥会刊",
        colophon={"publisher": "云桥学会", "chief_editor": "于文", "price": "5元"},
    )  # fmt: skip
    assert codes(free) == []


@pytest.mark.parametrize("name", ["云桥简报", "工作通报", "调研报告"])
def test_a_document_is_no_periodical(name: str) -> None:
    assert codes(subject(name=name)) == []


@pytest.mark.parametrize("text", ["日本报纸", "请于本周到本会报到", "版本刊误", "资本报酬"])
def test_a_word_that_only_looks_like_it_is_no_name_of_itself(text: str) -> None:
    assert codes(subject(article(body=Body.from_paragraphs(text)))) == []


def test_without_a_printed_cover_nothing_is_said_of_it() -> None:
    assert codes(subject(cover=None)) == []


def test_a_free_price_is_no_price() -> None:
    assert codes(subject(colophon={**COLOPHON, "price": "免费赠阅"})) == []


def test_a_text_of_ones_own_needs_no_source() -> None:
    assert codes(subject(article(source="", byline="沈砚农"))) == []


def test_hong_kong_wants_the_printers_name_and_address() -> None:
    found = subject(
        permit="", note="", lang="zh-Hant-HK", colophon={"publisher": "雲橋學會", "editors": "于文"}
    )
    assert codes(found) == ["colophon-lacks", "colophon-lacks"]


def test_two_versions_of_one_text_are_told_and_two_texts_are_not() -> None:
    text = "".join(chr(0x4E00 + at * 7) for at in range(200))
    first, second = (
        article("甲", Body.from_paragraphs(text)),
        article("乙", Body.from_paragraphs(text[:-30] + "又及")),
    )
    notice = only(subject(first, second))
    assert (notice.code, notice.article, notice.values["first"]) == ("checks.similar-articles", "乙", "甲")
    other = Body.from_paragraphs("".join(chr(0x5E00 + at * 3) for at in range(200)))
    assert codes(subject(first, article("丙", other))) == []


@pytest.mark.parametrize(
    "body",
    [
        '<figure><img src="a" alt=""/><figcaption>图3　桥</figcaption></figure><p>见图3。</p>',
        "<p>见图三。</p><p>图3 桥的位置</p>",
        "<table><caption>表十二　账</caption><tr><td>一</td></tr></table><p>（表12）</p>",
        "<p>他画的图3张，都好。</p>",
        "<p>见图书馆。</p>",
    ],
)
def test_a_reference_that_leads_somewhere_is_let_alone(body: str) -> None:
    assert codes(subject(article(body=Body(f"<body>{body}</body>")))) == []


def test_a_missing_figure_is_told_once_an_article() -> None:
    body = Body.from_paragraphs("见图3，又（图3），图三所示。")
    assert codes(subject(article(body=body))) == ["orphan-reference"]


def test_every_code_has_its_words_and_every_rule_its_reason() -> None:
    page = (Path(__file__).parents[2] / "docs" / "checks.md").read_text(encoding="utf-8")
    assert [entry for entry in table("checks") if f"`checks.{entry}`" not in page] == []
    assert all(rule.__doc__ for rule in RULES)


def test_rules_hold_in_traditional_characters() -> None:
    found = subject(
        name="雲橋會刊", note="內部資料 免費交流", cover="內部資料 免費交流 26001", lang="zh-Hant-TW"
    )
    assert codes(replace(found)) == ["periodical-name"]


def test_an_official_document_has_its_own_foot_and_signs_for_its_texts() -> None:
    notice = subject(article(source=""), permit="", note="", colophon={}, number=None)
    periodical = replace(notice.issue.periodical, official=Official(document_number="云〔2026〕7号"))
    issue = replace(notice.issue, periodical=periodical)
    assert codes(replace(notice, edition=replace(notice.edition, issue=issue))) == []
    assert set(codes(notice)) == {"colophon-lacks", "no-issue-number", "no-source"}


def test_a_text_with_a_signature_says_whom_it_is_from() -> None:
    body = Body('<body><p>请到会。</p><p class="signature">云桥学会<br/>2026年3月2日</p></body>')
    assert codes(subject(article(body=body, source=""))) == []
    assert codes(subject(article(body=body, source="", url="https://example.org/a"))) == ["no-source"]


def test_a_book_with_a_number_of_its_own_is_no_issue() -> None:
    assert codes(subject(colophon={**COLOPHON, "isbn": "000-0-00-000000-0"}, number=None)) == []


@pytest.mark.parametrize(
    ("isbn", "found"), [("978-7-302-11622-5", ["wrong-number"]), ("978-7-302-11622-6", []), ("尚未申请", [])]
)
def test_a_number_whose_check_digit_is_wrong_is_told(isbn: str, found: list[str]) -> None:
    assert codes(subject(colophon={**COLOPHON, "isbn": isbn})) == found


def test_so_is_an_issn() -> None:
    wrong = subject()
    issue = replace(wrong.issue, periodical=replace(wrong.issue.periodical, issn="1000-0578"))
    assert codes(replace(wrong, edition=replace(wrong.edition, issue=issue))) == ["wrong-number"]
