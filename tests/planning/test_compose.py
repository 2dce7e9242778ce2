"""A plan and its articles as an issue."""

import datetime
from pathlib import Path

import pytest

from bulletin.errors import InputError
from bulletin.model import Article, Body, Masthead, Notice, Periodical
from bulletin.planning import ArticleReference, Choices, IssuePlan, SectionPlan, Settings, compose

SETTINGS = Settings(Path("/p"), Periodical("青禾", Masthead("青禾")))
A, B, C = (Path(f"/p/{name}.md") for name in "abc")


def article(name: str, text: str = "") -> Article:
    return Article(key=name, title=name.upper(), body=Body.from_paragraphs(text or name), byline="周敏")


def plan(*sections: tuple[str, list[ArticleReference]], **facts: object) -> IssuePlan:
    made = tuple(SectionPlan(title, tuple(articles), "issue.toml:5") for title, articles in sections)
    return IssuePlan("2026-03", made, **{"folder": Path("/p"), **facts})  # type: ignore[arg-type]  # fields by name


def codes(notices: tuple[Notice, ...]) -> list[str]:
    for notice in notices:
        assert notice.message("zh")
        assert notice.message("en")
    return [notice.code for notice in notices]


def test_sections_and_articles_stand_in_the_order_of_the_plan() -> None:
    chosen = plan(("甲", [ArticleReference(B), ArticleReference(A)]), ("乙", [ArticleReference(C)]), number=3)
    outcome = compose(chosen, SETTINGS, {A: (article("a"),), B: (article("b"),), C: (article("c"),)})
    issue = outcome.value
    assert [section.title for section in issue.sections] == ["甲", "乙"]
    assert [each.title for each in issue.articles] == ["B", "A", "C"]
    assert (issue.key, issue.number, issue.periodical.name) == ("2026-03", 3, "青禾")
    assert outcome.notices == ()


def test_an_override_replaces_what_the_article_says_and_an_empty_one_takes_it_away() -> None:
    overrides = {"title": "另题", "byline": "", "date": datetime.date(2026, 3, 1)}
    outcome = compose(plan(("", [ArticleReference(A, overrides)])), SETTINGS, {A: (article("a"),)})
    (made,) = outcome.value.articles
    assert (made.title, made.byline, made.date) == ("另题", "", datetime.date(2026, 3, 1))


def test_a_file_of_several_articles_takes_only_what_can_be_said_of_all() -> None:
    reference = ArticleReference(A, {"title": "另题", "source": "临江晚报"}, "issue.toml:9")
    outcome = compose(plan(("", [reference])), SETTINGS, {A: (article("a"), article("a2"))})
    assert [made.title for made in outcome.value.articles] == ["A", "A2"]
    assert [made.source for made in outcome.value.articles] == ["临江晚报"] * 2
    assert codes(outcome.notices) == ["planning.several-articles"]
    assert outcome.notices[0].place == "issue.toml:9"


def test_an_article_that_was_not_read_and_a_section_left_empty_are_left_out() -> None:
    outcome = compose(
        plan(("甲", [ArticleReference(A)]), ("乙", [ArticleReference(B)])), SETTINGS, {A: (article("a"),)}
    )
    assert [section.title for section in outcome.value.sections] == ["甲"]
    assert codes(outcome.notices) == ["planning.empty-section"]
    assert "乙" in outcome.notices[0].message("zh")


def test_an_issue_of_which_nothing_was_read_is_an_input_error() -> None:
    with pytest.raises(InputError) as caught:
        compose(plan(("甲", [ArticleReference(A)])), SETTINGS, {})
    assert caught.value.code == "planning.nothing-to-print"


def test_an_issue_that_lists_nothing_is_an_input_error_and_an_empty_list_is_told() -> None:
    with pytest.raises(InputError) as caught:
        compose(plan(("", []), ("甲", [])), SETTINGS, {})
    assert caught.value.code == "planning.nothing-listed"
    outcome = compose(plan(("", []), ("甲", [ArticleReference(A)])), SETTINGS, {A: (article("a"),)})
    assert codes(outcome.notices) == ["planning.empty-list"]


def test_the_same_text_twice_is_kept_and_told() -> None:
    outcome = compose(
        plan(("", [ArticleReference(A), ArticleReference(B)])),
        SETTINGS,
        {A: (article("a", "同一段话"),), B: (article("b", "同一段话"),)},
    )
    assert len(outcome.value.articles) == 2
    assert codes(outcome.notices) == ["planning.repeated-article"]
    assert outcome.notices[0].article == "B"


def test_article_keys_are_unique_across_sections() -> None:
    other = Path("/p/other/a.md")
    chosen = plan(("甲", [ArticleReference(A)]), ("乙", [ArticleReference(other)]))
    outcome = compose(chosen, SETTINGS, {A: (article("a", "一"),), other: (article("a", "二"),)})
    assert [made.key for made in outcome.value.articles] == ["a", "a-2"]


def test_each_line_of_the_editors_note_is_a_paragraph() -> None:
    chosen = plan(("", [ArticleReference(A)]), editors_note="春天来了。\n\n  稿子也来了。\n")
    note = compose(chosen, SETTINGS, {A: (article("a"),)}).value.editors_note
    assert note == Body.from_paragraphs("春天来了。", "稿子也来了。")


def test_the_editors_note_may_be_a_file_of_its_own() -> None:
    chosen = plan(("", [ArticleReference(A)]), editors_note_file=B)
    assert chosen.files == (A, B)
    issue = compose(chosen, SETTINGS, {A: (article("a"),), B: (article("b", "按语"),)}).value
    assert issue.editors_note == Body.from_paragraphs("按语")
    assert len(issue.articles) == 1


def test_without_a_note_there_is_none() -> None:
    assert (
        compose(plan(("", [ArticleReference(A)])), SETTINGS, {A: (article("a"),)}).value.editors_note is None
    )


@pytest.mark.parametrize(
    ("title", "periodical", "expected"),
    [("春天专号", "青禾", "春天专号"), ("", "青禾", ""), ("", "", "A")],
)
def test_only_loose_files_take_their_title_from_the_first_article(
    title: str, periodical: str, expected: str
) -> None:
    settings = Settings(periodical=Periodical(periodical, Masthead(periodical)))
    chosen = plan(("", [ArticleReference(A)]), title=title, folder=None)
    outcome = compose(chosen, settings, {A: (article("a"),)})
    assert outcome.value.title == expected
    assert outcome.notices == ()


def test_an_issue_without_bulletin_toml_is_made_and_told() -> None:
    outcome = compose(plan(("", [ArticleReference(A)])), Settings(), {A: (article("a"),)})
    assert codes(outcome.notices) == ["planning.no-periodical"]


def test_the_colophon_of_the_issue_is_in_it() -> None:
    chosen = plan(("", [ArticleReference(A)]), choices=Choices(colophon=(("print_run", "800册"),)))
    issue = compose(chosen, SETTINGS, {A: (article("a"),)}).value
    assert issue.periodical.colophon.entries == (("print_run", "800册"),)
