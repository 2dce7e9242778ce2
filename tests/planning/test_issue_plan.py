"""issue.toml, issue folders and loose files as plans."""

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

from bulletin.collect import MEDIA_TYPES
from bulletin.errors import InputError
from bulletin.model import Event, Script, SectionKind
from bulletin.planning import quick_plan, read_issue_plan
from bulletin.planning.paths import ARTICLE_SUFFIXES

WriteProject = Callable[..., Path]
BULLETIN = '[periodical]\nname = "青禾"\n'


def test_sections_and_articles_keep_their_order_and_overrides(project: WriteProject) -> None:
    issue = """
        number = 3
        total_number = 128
        date = "2026年3月"
        title = "春天专号"
        editors_note = "本期谈谈春天。"
        articles = ["c.md"]
        [[section]]
        title = "他山之石"
        articles = [
          "a.md",
          { file = "b.md", title = "另题", byline = "", date = 2026-02-01, script = "zh-Hant" },
        ]
    """
    folder = project(**{"issue.toml": issue, "a.md": "", "b.md": "", "c.md": "", "cover.md": ""})
    plan = read_issue_plan(folder / "issue.toml")
    assert (plan.number, plan.total_number, plan.title) == (3, 128, "春天专号")
    assert plan.date == datetime.date(2026, 3, 1)
    loose, section = plan.sections
    assert (loose.title, [article.path.name for article in loose.articles]) == ("", ["c.md"])
    assert section.title == "他山之石"
    assert [article.path.name for article in section.articles] == ["a.md", "b.md"]
    assert section.articles[1].overrides == {
        "title": "另题",
        "byline": "",
        "date": datetime.date(2026, 2, 1),
        "script": Script.ZH_HANT,
    }
    assert section.articles[1].place == f"{folder}/issue.toml:12"
    assert [path.name for path in plan.files] == ["c.md", "a.md", "b.md"]


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2026-03-05", (2026, 3, 5)),
        ("2026-03-05T08:00:00", (2026, 3, 5)),
        ('"2026-03"', (2026, 3, 1)),
        ('"2026-3-5"', (2026, 3, 5)),
        ('"2026/03/05"', (2026, 3, 5)),
        ('"2026.3"', (2026, 3, 1)),
        ('"2026年3月"', (2026, 3, 1)),
        ('"２０２６年３月５日"', (2026, 3, 5)),
        ('" 2026 年 3 月 5 日 "', (2026, 3, 5)),
    ],
)
def test_a_date_may_be_written_as_chinese_offices_write_it(
    project: WriteProject, written: str, date: tuple[int, int, int]
) -> None:
    folder = project(**{"issue.toml": f"date = {written}", "a.md": ""})
    assert read_issue_plan(folder).date == datetime.date(*date)


@pytest.mark.parametrize("issue", [None, "number = 3\n"])
def test_a_folder_that_lists_no_articles_takes_all_in_name_order(
    project: WriteProject, issue: str | None
) -> None:
    names = ["10-x.md", "9-y.html", "甲.docx", "notes.pdf", ".hidden.md", "~$x.docx"]
    files = {f"2026-03/articles/{name}": "" for name in names} | {"2026-03/loose.md": ""}
    if issue:
        files["2026-03/issue.toml"] = issue
    plan = read_issue_plan(project(**files) / "2026-03")
    assert plan.key == "2026-03"
    (section,) = plan.sections
    assert section.title == ""
    assert [article.path.name for article in section.articles] == ["9-y.html", "10-x.md", "甲.docx"]


def test_what_is_taken_for_an_article_is_what_a_reader_reads() -> None:
    # A PDF or an e-book in the folder may be what was made of it: it is read when it is named.
    assert frozenset(MEDIA_TYPES) - {".pdf", ".epub"} == ARTICLE_SUFFIXES


def test_without_a_folder_articles_the_issue_folder_itself_is_taken(project: WriteProject) -> None:
    plan = read_issue_plan(project(**{"b.txt": "", "a.md": "", "bulletin.toml": BULLETIN}))
    assert [path.name for path in plan.files] == ["a.md", "b.txt"]


def test_the_folder_of_a_periodical_with_one_issue_means_that_issue(project: WriteProject) -> None:
    folder = project(**{"bulletin.toml": BULLETIN, "2026-03/issue.toml": "", "2026-03/a.md": ""})
    assert read_issue_plan(folder).key == "2026-03"


def test_the_folder_of_a_periodical_with_several_issues_asks_which(project: WriteProject) -> None:
    folder = project(**{"bulletin.toml": BULLETIN, "2026-03/issue.toml": "", "2026-04/issue.toml": ""})
    with pytest.raises(InputError, match="several issues") as caught:
        read_issue_plan(folder)
    assert "2026-03" in caught.value.hint("zh")


@pytest.mark.parametrize("target", ["missing", "missing/issue.toml", "missing.toml"])
def test_an_issue_that_is_not_there_is_an_input_error(tmp_path: Path, target: str) -> None:
    with pytest.raises(InputError) as caught:
        read_issue_plan(tmp_path / target)
    assert caught.value.code == "planning.no-issue"


def test_an_empty_folder_has_no_articles(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read_issue_plan(tmp_path)
    assert caught.value.code == "planning.no-articles"


def test_a_folder_that_may_not_be_opened_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(folder: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(InputError, match="Permission denied") as caught:
        read_issue_plan(tmp_path)
    assert caught.value.code == "planning.unreadable"


def test_two_editors_notes_exclude_each_other(project: WriteProject) -> None:
    folder = project(**{"issue.toml": 'editors_note = "甲"\neditors_note_file = "a.md"', "a.md": ""})
    with pytest.raises(InputError) as caught:
        read_issue_plan(folder)
    assert caught.value.code == "planning.two-notes"


@pytest.mark.parametrize("written", ["../outside.md", "/etc/hostname", "link.md", "folder/../../outside.md"])
def test_a_file_outside_the_project_is_refused(tmp_path: Path, written: str) -> None:
    (tmp_path / "outside.md").write_text("x")
    folder = tmp_path / "project"
    (folder / "folder").mkdir(parents=True)
    (folder / "link.md").symlink_to(tmp_path / "outside.md")
    (folder / "issue.toml").write_text(f'articles = ["{written}"]')
    with pytest.raises(InputError) as caught:
        read_issue_plan(folder)
    assert caught.value.code == "planning.outside-project"
    assert caught.value.place == f"{folder}/issue.toml:1"


def test_a_file_elsewhere_in_the_project_is_welcome(project: WriteProject) -> None:
    issue = 'articles = ["../reprints/a.md", "ABSOLUTE"]'
    folder = project(**{"bulletin.toml": BULLETIN, "reprints/a.md": "", "2026-03/issue.toml": issue})
    file = folder / "2026-03" / "issue.toml"
    file.write_text(issue.replace("ABSOLUTE", str(folder / "reprints" / "a.md")))
    assert [path.name for path in read_issue_plan(file).files] == ["a.md"]


def test_the_key_of_an_issue_is_safe_as_a_file_name(project: WriteProject) -> None:
    folder = project(**{"issue.toml": 'key = "2026/03: 春天?"\n', "a.md": ""})
    assert read_issue_plan(folder).key == "2026-03- 春天"


def test_a_quick_plan_needs_no_project(tmp_path: Path) -> None:
    files = [tmp_path / "b.md", tmp_path / "a.html"]
    plan = quick_plan(files, "学习资料")
    assert (plan.key, plan.title, plan.folder) == ("学习资料", "学习资料", None)
    assert plan.files == tuple(files)
    assert quick_plan(files).key == "b"


def test_sections_say_their_kind_and_events_are_put_in_order(project: WriteProject) -> None:
    issue = """
        events_title = "五月校历"
        [[section]]
        articles = ["a.md"]
        [[section]]
        title = "通知"
        kind = "notices"
        articles = ["b.md"]
        [[event]]
        time = "逢周三"
        what = "浇水"
        [[event]]
        date = 2026-05-29
        until = 2026-06-01
        what = "游园"
        where = "操场"
        [[event]]
        date = 2026-05-08
        time = "18:30"
        what = "家长会"
    """
    plan = read_issue_plan(project(**{"issue.toml": issue, "a.md": "", "b.md": ""}))
    assert [section.kind for section in plan.sections] == [SectionKind.ARTICLES, SectionKind.NOTICES]
    assert plan.events_title == "五月校历"
    assert plan.events == (
        Event("家长会", datetime.date(2026, 5, 8), time="18:30"),
        Event("游园", datetime.date(2026, 5, 29), datetime.date(2026, 6, 1), where="操场"),
        Event("浇水", time="逢周三"),
    )


@pytest.mark.parametrize("date", ["date = 2026-06-02", ""])
def test_an_event_that_ends_before_it_begins_is_told_with_its_line(project: WriteProject, date: str) -> None:
    issue = f'articles = ["a.md"]\n[[event]]\nwhat = "游园"\n{date}\nuntil = 2026-06-01\n'
    folder = project(**{"issue.toml": issue, "a.md": ""})
    with pytest.raises(InputError) as caught:
        read_issue_plan(folder)
    assert (caught.value.code, caught.value.place) == ("planning.event-ends-first", f"{folder}/issue.toml:5")
