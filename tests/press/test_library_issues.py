"""Issues straight from the library: divided by the calendar or by name, named and numbered the same every time."""

import datetime
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bulletin.errors import InputError
from bulletin.library import Accession, Library, Permission, Wanted, open_library
from bulletin.model import Article, Asset, Body, Format, Notice
from bulletin.press.batch import make_batch, plan_batch
from bulletin.press.batch_plan import BatchOrder
from bulletin.press.library_issues import library_issues, library_plan, span_name
from bulletin.press.order import By

DAYS = ("2026-01-05", "2026-01-31", "2026-03-02", "2026-12-31", "")


def article(number: int, day: str, section: str, source: str = "") -> Article:
    text = f"第{number}篇说的是一件别处没有说过的事，{'柳桥河堤渡口'[number % 6] * 40}。"
    date = datetime.date.fromisoformat(day) if day else None
    return Article(
        f"k{number}", f"标题{number}", Body.from_paragraphs(text), date=date, section=section, source=source
    )


@pytest.fixture
def periodical(tmp_path: Path) -> Path:
    """A periodical without issue files: five articles lie in its library, the last without a date."""
    folder = tmp_path / "会讯"
    folder.mkdir()
    (folder / "bulletin.toml").write_text(
        '[periodical]\nname = "会讯"\n[output]\nscripts = ["zh-Hans"]\nformats = ["epub"]\n', encoding="utf-8"
    )
    with open_library(folder / "library", write=True) as shelf:
        for number, day in enumerate(DAYS, start=1):
            own = article(number, day, "动态" if number % 2 else "读书", "晚报" if number < 3 else "")
            tags = ("选",) if number == 3 else ()
            shelf.add([Accession(own, tags=tags, permission=Permission.OWN)])
    return folder


pytestmark = pytest.mark.usefixtures("in_this_process")


@pytest.mark.parametrize(
    ("by", "keys", "numbers"),
    [
        (By.MONTH, ["2026-01", "2026-03", "2026-12"], [1, 3, 12]),
        (By.QUARTER, ["2026-Q1", "2026-Q4"], [1, 4]),
        # ISO 8601: the last day of 2026 lies in week 53.
        (By.WEEK, ["2026-W02", "2026-W05", "2026-W10", "2026-W53"], [2, 5, 10, 53]),
        (By.SECTION, ["动态", "读书"], [None, None]),
        (By.SOURCE, ["晚报"], [None]),
    ],
)
def test_issues_are_named_and_numbered_by_what_divides_them(
    periodical: Path, by: By, keys: list[str], numbers: list[int | None]
) -> None:
    found = library_issues(periodical / "library", by, Wanted())
    # Articles without a date come first among those of a section.
    assert [(issue.key, issue.number) for issue in found.value] == list(zip(keys, numbers, strict=True))
    (left_out,) = found.notices or (None,)
    expected = {By.SECTION: None, By.SOURCE: ("press.article-without-source", 3)}
    told = left_out and (left_out.code, left_out.values["count"])
    assert told == expected.get(by, ("press.article-without-date", 1))


def test_the_plan_has_the_articles_oldest_first_each_in_its_section(periodical: Path) -> None:
    (issue, _) = library_issues(periodical / "library", By.QUARTER, Wanted()).value
    plan = library_plan(periodical, issue)
    assert [(section.title, [each.place for each in section.articles]) for section in plan.sections] == [
        ("动态", ["#1", "#3"]),
        ("读书", ["#2"]),
    ]
    assert (plan.title, plan.date) == ("2026年1—3月", datetime.date(2026, 3, 31))


def test_a_choice_by_section_source_or_tag_narrows_every_issue(periodical: Path) -> None:
    order = BatchOrder(periodical, periodical.parent / "out", by=By.MONTH, wanted=Wanted(tag="选"))
    assert [edition.name for edition in plan_batch(order).editions] == ["2026-03.zh-Hans"]
    order = replace(order, wanted=Wanted(section="读书"))
    assert [edition.name for edition in plan_batch(order).editions] == ["2026-01.zh-Hans", "2026-12.zh-Hans"]


def test_articles_that_may_not_be_printed_make_no_issue(periodical: Path) -> None:
    with open_library(periodical / "library", write=True) as shelf:
        shelf.update(3, permission=Permission.REFUSED)
    found = library_issues(periodical / "library", By.MONTH, Wanted())
    assert [issue.key for issue in found.value] == ["2026-01", "2026-12"]
    assert found.notices[1] == Notice("press.taken-by-no-issue", {"count": 1, "articles": "#3"})


def test_a_copy_of_another_article_is_in_no_issue_and_told(periodical: Path) -> None:
    with open_library(periodical / "library", write=True) as shelf:
        again = replace(article(3, "2026-11-02", "动态"), title="又登一次")
        shelf.add([Accession(again, permission=Permission.OWN)])
        (copy,) = [record for record in shelf.find(Wanted()) if record.copy_of]
    found = library_issues(periodical / "library", By.MONTH, Wanted())
    assert "2026-11" not in [issue.key for issue in found.value]
    assert found.notices[1].values == {"count": 1, "articles": f"#{copy.number}"}


def test_only_the_month_whose_article_or_picture_changed_is_made_again(periodical: Path) -> None:
    order = BatchOrder(
        periodical,
        periodical.parent / "out",
        datetime.date(2026, 1, 1),
        datetime.date(2026, 3, 31),
        by=By.MONTH,
    )
    made = make_batch(order)
    assert [(each.name, each.state) for each in made.editions] == [
        ("2026-01.zh-Hans", "made"),
        ("2026-03.zh-Hans", "made"),
    ]
    assert [notice.values.get("months") for notice in made.notices] == ["2026-02"]
    assert [each.why for each in plan_batch(order).editions] == [(), ()]

    def change(change: Callable[[Library], None]) -> list[tuple[str, str, str]]:
        with open_library(periodical / "library", write=True) as shelf:
            change(shelf)
        found = plan_batch(order)
        make_batch(order)
        return [(each.name, reason.kind, reason.what) for each in found.editions for reason in each.why]

    own = [("2026-03.zh-Hans", "changed", "library/#3")]
    assert change(lambda shelf: shelf.update(3, title="新标题")) == own
    picture = Asset.of(b"\x89PNG", "image/png", "png", 1, 1)
    assert change(lambda shelf: shelf.update(3, assets=(picture,))) == own
    assert change(lambda shelf: shelf.update(4, title="与前三个月无关")) == []
    assert change(lambda shelf: shelf.update(2, date=datetime.date(2026, 3, 9))) == [
        ("2026-01.zh-Hans", "removed", "library/#2"),
        ("2026-03.zh-Hans", "added", "library/#2"),
    ]


def test_an_article_that_is_no_longer_chosen_is_a_reason_though_it_has_not_changed(periodical: Path) -> None:
    order = BatchOrder(periodical, periodical.parent / "out", by=By.MONTH, wanted=Wanted(source="晚报"))
    make_batch(order)
    with open_library(periodical / "library", write=True) as shelf:
        shelf.update(2, source="日报")
    (january,) = plan_batch(order).editions
    assert [(reason.kind, reason.what) for reason in january.why] == [("removed", "library/#2")]


def test_an_issue_file_of_the_same_month_is_made_in_its_place(periodical: Path) -> None:
    (periodical / "2026-03").mkdir()
    (periodical / "2026-03" / "issue.toml").write_text("date = 2026-03-20\n", encoding="utf-8")
    (periodical / "2026-03" / "a.md").write_text("# 编好的\n\n柳树绿了。\n", encoding="utf-8")
    plan = plan_batch(BatchOrder(periodical, periodical.parent / "out", by=By.MONTH))
    march = next(each for each in plan.editions if each.name == "2026-03.zh-Hans")
    assert [path.name for path in march.plans[0].files] == ["a.md"]
    assert "press.issue-file-first" in [notice.code for notice in plan.notices]


def test_a_periodical_without_a_library_is_one_clear_error(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        plan_batch(BatchOrder(tmp_path, tmp_path / "out", by=By.MONTH, formats=(Format.EPUB,)))
    assert caught.value.code == "library.not-found"


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        ("2026-01-01", "2026-12-31", "2026"),
        ("2026-02-01", "2026-02-28", "2026-02"),
        ("2026-01-01", "2026-06-30", "2026-01--2026-06"),
        ("2026-01-02", "2026-06-30", "2026-01-02--2026-06-30"),
    ],
)
def test_a_span_is_named_as_shortly_as_it_can_be(first: str, last: str, name: str) -> None:
    assert span_name(datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)) == name
