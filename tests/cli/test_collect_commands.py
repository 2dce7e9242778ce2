"""Collecting, the library and issues as a person types them: run in a process of its own."""

import json
import os
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pdfplumber
import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]

TEXTS = {
    "量水.md": (
        "---\ntitle: 量水的人\nbyline: 周敏\nsource: 青禾网\ndate: 2026-03-05\nsection: 人物\n---\n\n"
        "## 清早\n\n清早五点，周敏沿着河堤走到三号水尺，弯腰看了两遍，才把数字记在本子上。\n\n"
        "这样的事他做了十一年，本子用掉二十三册，图书室替他收着，谁要查哪一天的水位都查得到。\n"
    ),
    "渡口.txt": (
        "老渡口\n\n老渡口的钟敲过八下，摆渡人收起缆绳，回头望一望岸上还有没有迟到的学生。\n"
        "学生们都认得他，隔着半条河就喊他的名字，他却从来不应，只把竹篙往水里一点，船便慢慢靠了过来。\n"
    ),
    "補書.md": (
        "---\ntitle: 補書的人\ndate: 2026-02-11\n---\n\n圖書室開門以前，范一舟已經把昨晚還回來的書擦淨、補好、"
        "按號碼排回架上。他說，書和人一樣，早上要先把臉洗乾淨，再去見人，這才有個樣子，別人也願意拿起來讀。\n"
    ),
}


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A periodical with incoming files."""
    (tmp_path / "bulletin.toml").write_text('[periodical]\nname = "青禾通讯"\n', encoding="utf-8")
    (tmp_path / "来稿").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "来稿" / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def bulletin(desk: Path) -> Run:
    """Run `bulletin` in the periodical's folder, with English messages unless `environ` says otherwise."""

    def run(*arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "LC_ALL": "C.UTF-8", "COLUMNS": "100", **environ}
        command = [sys.executable, "-m", "bulletin", *arguments]
        return subprocess.run(
            command,
            capture_output=True,
            check=False,
            text=True,
            encoding="utf-8",
            cwd=desk,
            env=environment,
            timeout=60,
        )

    return run


@pytest.fixture
def stocked(bulletin: Run) -> Run:
    """The same, with the three texts in the library: #1 渡口, #2 補書的人, #3 量水的人 in the order of their names."""
    run = bulletin("collect", "来稿", "--tag", "春", "--section", "综合")
    assert run.returncode == 0, run.stderr
    return bulletin


def numbers(bulletin: Run) -> dict[str, int]:
    found = json.loads(bulletin("articles", "--json").stdout)["articles"]
    return {article["title"]: article["id"] for article in found}


def test_a_dry_run_prints_every_field_as_json_and_stores_nothing(bulletin: Run, desk: Path) -> None:
    run = bulletin("collect", "来稿/量水.md", "--dry-run", "--json")
    assert run.returncode == 0
    (article,) = json.loads(run.stdout)["articles"]
    names = "title subtitle byline source editor date section script url text body assets confidence notices"
    assert list(article) == names.split()
    assert article["title"] == "量水的人"
    assert (article["date"], article["script"]) == ("2026-03-05", "zh-Hans")
    assert article["text"].split("\n")[0] == "清早"
    assert article["body"].startswith("<body><h2>清早</h2><p>")
    assert article["confidence"]["title"] > 0.9
    assert not (desk / "library").exists()


def test_text_leaves_out_what_stands_for_a_missing_picture(bulletin: Run, desk: Path) -> None:
    text = TEXTS["量水.md"] + "\n![水尺](https://example.org/a.png)\n"
    (desk / "a.md").write_text(text, encoding="utf-8")
    (article,) = json.loads(bulletin("collect", "a.md", "--dry-run", "--json").stdout)["articles"]
    assert "图" in article["body"].rpartition("<p>")[2]
    assert "〔图" not in article["text"]
    assert [notice["code"] for notice in article["notices"]] == ["collect.picture-remote"]


def test_collecting_twice_says_what_is_unchanged(stocked: Run) -> None:
    run = stocked("collect", "来稿", "--lang", "zh")
    assert run.returncode == 0
    assert "新 0 篇，更新 0 篇，没有变化 3 篇" in run.stderr


def test_exit_codes_tell_how_it_went(bulletin: Run) -> None:
    assert bulletin("collect", "nowhere.md").returncode == 3
    run = bulletin("collect", "nowhere.md", "来稿/量水.md")
    assert run.returncode == 1
    assert "there is no such file" in run.stderr
    assert bulletin("collect", "来稿", "--since", "soon").returncode == 2
    assert bulletin("collect", "--lang", "zh").returncode == 2


def test_articles_are_listed_newest_first_and_narrowed(stocked: Run) -> None:
    lines = [line.split("\t") for line in stocked("articles").stdout.splitlines()]
    assert [line[4] for line in lines] == ["量水的人", "補書的人", "老渡口"]
    only = json.loads(stocked("articles", "--since", "2026-02", "--until", "2026-02", "--json").stdout)
    assert [article["title"] for article in only["articles"]] == ["補書的人"]
    assert json.loads(stocked("articles", "--tag", "秋", "--json").stdout) == {"articles": []}
    assert "量水的人" in stocked("articles", "--section", "人物", "--source", "青禾网").stdout


def test_a_search_finds_the_other_script_and_short_words(stocked: Run) -> None:
    found = json.loads(stocked("search", "图书室", "--json").stdout)["articles"]
    assert [article["title"] for article in found] == ["量水的人", "補書的人"]
    assert found[1]["passage"]["found"] == "圖書室"
    assert "老渡口" in stocked("search", "渡", "--in", "title").stdout
    nothing = stocked("search", "宇宙飞船")
    assert (nothing.returncode, nothing.stdout) == (1, "")
    assert "nothing found for '宇宙飞船'" in nothing.stderr


def test_showing_an_article_prints_its_fields_and_text(stocked: Run) -> None:
    number = numbers(stocked)["量水的人"]
    shown = stocked("show", f"#{number}", "--lang", "zh").stdout
    assert "作者  周敏" in shown
    assert "转载  未知" in shown
    assert "清早五点" in shown
    holding = json.loads(stocked("show", str(number), "--json").stdout)
    assert (holding["id"], holding["tags"], holding["edited"]) == (number, ["春"], [])
    missing = stocked("show", "99")
    assert (missing.returncode, "#99" in missing.stderr) == (3, True)
    assert stocked("show", "x").returncode == 2


def test_fields_are_set_and_stay_when_the_source_is_collected_again(stocked: Run) -> None:
    number = str(numbers(stocked)["老渡口"])
    run = stocked(
        "edit", number, "--set", "date=2026年3月9日", "--set", "permission=own", "--set", "tags=甲，乙"
    )
    assert run.returncode == 0, run.stderr
    stocked("collect", "来稿")
    holding = json.loads(stocked("show", number, "--json").stdout)
    assert (holding["date"], holding["permission"], holding["tags"]) == ("2026-03-09", "own", ["乙", "甲"])
    for wrong in ("titel=x", "date=soon", "permission=maybe", "title"):
        assert stocked("edit", number, "--set", wrong).returncode == 2


def test_a_field_is_set_in_several_articles_at_once_or_in_none(stocked: Run) -> None:
    known = sorted(numbers(stocked).values())
    assert stocked("edit", f"{known[0]}-{known[-1]}", "--set", "permission=own").returncode == 0
    everywhere = [json.loads(stocked("show", str(number), "--json").stdout) for number in known]
    assert {holding["permission"] for holding in everywhere} == {"own"}
    refused = stocked("edit", str(known[0]), "99", "--set", "permission=permitted")
    assert (refused.returncode, "#99" in refused.stderr) == (3, True)
    assert json.loads(stocked("show", str(known[0]), "--json").stdout)["permission"] == "own"


def test_an_article_is_edited_in_the_editor_of_ones_choice(stocked: Run, desk: Path) -> None:
    number = str(numbers(stocked)["老渡口"])
    script = desk / "editor.py"
    script.write_text(
        "import pathlib, sys\nfile = pathlib.Path(sys.argv[1])\ntext = file.read_text('utf-8')\n"
        "file.write_text(text.replace('byline:', 'byline: 何知远').replace('老渡口的钟', '渡口的老钟'), 'utf-8')\n",
        encoding="utf-8",
    )
    editor = f'"{sys.executable}" "{script}"'
    run = stocked("edit", number, EDITOR=editor, VISUAL="")
    assert "byline body" in run.stderr
    holding = json.loads(stocked("show", number, "--json").stdout)
    assert holding["byline"] == "何知远"
    assert "渡口的老钟敲过八下" in holding["text"]
    assert "as it was" in stocked("edit", number, EDITOR="true", VISUAL="").stderr
    failed = stocked("edit", number, EDITOR="false", VISUAL="")
    assert (failed.returncode, "did not end well (code 1)" in failed.stderr) == (2, True)
    missing = stocked("edit", number, EDITOR="no-such-editor", VISUAL="", LC_ALL="zh_CN.UTF-8")
    assert missing.returncode == 2
    assert "文字编辑器 no-such-editor 打不开：没有这个文件或文件夹" in missing.stderr


def test_an_article_without_a_title_gets_none_from_the_editor(stocked: Run) -> None:
    assert stocked("edit", "1", "--set", "title=").returncode == 0
    assert "as it was" in stocked("edit", "1", EDITOR="true", VISUAL="").stderr
    assert json.loads(stocked("show", "1", "--json").stdout)["title"] == ""


def test_a_list_of_nothing_says_so(stocked: Run) -> None:
    run = stocked("articles", "--section", "没有")
    assert (run.returncode, run.stdout) == (0, "")
    assert "There is no such article" in run.stderr
    assert "No two articles" in stocked("duplicates").stderr


def test_a_draft_that_cannot_be_read_is_not_lost(stocked: Run, desk: Path) -> None:
    script = desk / "editor.py"
    script.write_text("import sys\nopen(sys.argv[1], 'w').write('---\\ndate: soon\\n---\\n\\nx\\n')\n")
    run = stocked("edit", "1", EDITOR=f'"{sys.executable}" "{script}"', VISUAL="")
    assert run.returncode == 3
    kept = Path(run.stderr.split("\n")[1].strip().partition(".md:")[0] + ".md")
    assert kept.read_text().startswith("---\ndate: soon")


def test_articles_are_removed_all_or_none(stocked: Run) -> None:
    assert stocked("remove", "1", "99").returncode == 3
    assert len(numbers(stocked)) == 3
    assert stocked("remove", "1", "2").returncode == 0
    assert len(numbers(stocked)) == 1


def test_the_library_is_checked_copied_and_carried_away(stocked: Run, desk: Path) -> None:
    assert stocked("library", "check").returncode == 0
    assert stocked("library", "backup", "copy").returncode == 0
    assert stocked("library", "backup", "copy").returncode == 3
    assert stocked("library", "export", "all.zip").returncode == 0
    run = stocked("library", "import", "all.zip", "--library", "other")
    assert (run.returncode, "3 new" in run.stderr) == (0, True)
    assert len(json.loads(stocked("articles", "--json", "--library", "other").stdout)["articles"]) == 3
    (asset, *_) = sorted((desk / "library" / "originals").rglob("*.gz"))
    asset.unlink()
    assert stocked("library", "check").returncode == 1


def issue(desk: Path) -> dict[str, Any]:
    return tomllib.loads((desk / "2026-03" / "issue.toml").read_text(encoding="utf-8"))


def test_an_issue_is_started_filled_ordered_and_made(stocked: Run, desk: Path) -> None:
    assert stocked("issue", "new", "2026-03", "--lang", "zh").returncode == 0
    assert (issue(desk)["number"], str(issue(desk)["date"])) == (1, "2026-03-01")
    assert stocked("issue", "new", "2026-03").returncode == 3
    ids = {title: str(number) for title, number in numbers(stocked).items()}
    added = stocked("issue", "add", ids["補書的人"], ids["量水的人"], "--section", "人\x01物\n")
    assert added.returncode == 0, added.stderr
    assert "nobody has said yet" in added.stderr
    assert stocked("issue", "add", ids["老渡口"]).returncode == 0
    written = (desk / "2026-03" / "issue.toml").read_text(encoding="utf-8")
    assert f'"articles/{int(ids["補書的人"]):04}.md",  # 補書的人' in written
    assert [section["title"] for section in issue(desk)["section"]] == ["人物", "综合"]
    assert stocked("issue", "move", ids["量水的人"], "--at", "1").returncode == 0
    assert issue(desk)["section"][0]["articles"][0] == f"articles/{int(ids['量水的人']):04}.md"
    assert stocked("issue", "drop", ids["補書的人"]).returncode == 0
    unused = json.loads(stocked("articles", "--unused", "--json").stdout)["articles"]
    assert [article["title"] for article in unused] == ["補書的人"]
    made = stocked("make", "2026-03", "--epub", "--script", "zh-Hans")
    assert made.returncode == 0, made.stderr


def test_what_may_not_be_printed_is_told_at_the_issue_and_when_it_is_made(stocked: Run, desk: Path) -> None:
    ids = {title: str(number) for title, number in numbers(stocked).items()}
    stocked("edit", ids["量水的人"], "--set", "permission=refused")
    stocked("edit", ids["老渡口"], "--set", "permission=permitted")
    stocked("issue", "new", "2026-03")
    stocked("issue", "add", *ids.values())
    for command in (("issue", "move", ids["老渡口"], "--at", "1"), ("make", "2026-03", "--epub")):
        run = stocked(*command)
        assert f"#{ids['量水的人']} may not be printed" in run.stderr
        assert f"may be printed: #{ids['補書的人']}《補書的人》" in run.stderr
        assert "老渡口》" not in run.stderr
        assert run.returncode == (1 if command[0] == "make" else 0), "only what was made can have errors"
    stocked("edit", ids["補書的人"], "--set", "permission=own")
    stocked("issue", "drop", ids["量水的人"])
    made = stocked("make", "2026-03", "--epub")
    assert (made.returncode, "may be printed" in made.stderr) == (0, False)


def test_print_and_e_book_name_where_articles_of_the_library_come_from(stocked: Run, desk: Path) -> None:
    ids = {title: str(number) for title, number in numbers(stocked).items()}
    stocked("issue", "new", "2026-03")
    stocked("issue", "add", *ids.values())
    assert stocked("make", "2026-03", "--epub", "--pdf", "--script", "zh-Hans").returncode == 0
    with zipfile.ZipFile(desk / "out" / "2026-03.zh-Hans.epub") as book:
        index = book.read("EPUB/sources.xhtml").decode()
    assert index.index("<dt>青禾网</dt>") < index.index("量水的人</a>")
    with pdfplumber.open(desk / "out" / "2026-03.zh-Hans.pdf") as printed:
        text = "".join((printed.pages[-1].extract_text() or "").split())
    assert text.index("转载来源") < text.index("《量水的人》青禾网，2026年3月5日")


def test_a_month_fills_an_issue_and_hand_edits_stay(stocked: Run, desk: Path) -> None:
    stocked("issue", "new", "2026-03")
    file = desk / "2026-03" / "issue.toml"
    by_hand = file.read_text(encoding="utf-8") + '# 头条待定\n[[section]]   # 勿删\ntitle = "人物"\n'
    file.write_text(by_hand, encoding="utf-8")
    assert stocked("issue", "from", "--month", "2026-03").returncode == 0
    changed = file.read_text(encoding="utf-8")
    assert changed.startswith(by_hand)
    assert len(issue(desk)["section"][0]["articles"]) == 1
    article = desk / "2026-03" / issue(desk)["section"][0]["articles"][0]
    article.write_text(article.read_text(encoding="utf-8").replace("量水的人", "看水的人"), encoding="utf-8")
    stocked("issue", "drop", str(numbers(stocked)["量水的人"]))
    again = stocked("issue", "from", "--month", "2026-03")
    assert "was not written again" in again.stderr
    assert "看水的人" in article.read_text(encoding="utf-8")


def test_files_join_an_issue_too_and_an_issue_that_listed_nothing_keeps_what_it_had(
    bulletin: Run, desk: Path
) -> None:
    folder = desk / "2026-03"
    (folder / "articles").mkdir(parents=True)
    (folder / "issue.toml").write_text("number = 3\n", encoding="utf-8")
    (folder / "articles" / "有的.md").write_text(TEXTS["量水.md"], encoding="utf-8")
    assert bulletin("issue", "add", "来稿/渡口.txt").returncode == 0
    assert issue(desk)["articles"] == ["articles/有的.md", "../来稿/渡口.txt"]
    assert bulletin("issue", "drop", "来稿/渡口.txt", "--issue", "2026-03").returncode == 0
    assert issue(desk)["articles"] == ["articles/有的.md"]
    assert bulletin("issue", "add", "2026-03", "来稿/渡口.txt").returncode == 0
    assert bulletin("issue", "drop", "2026-03", "来稿/渡口.txt").returncode == 0
    assert bulletin("issue", "add", "/etc/hostname").returncode == 3
    assert bulletin("issue", "drop", "7").returncode == 3


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_command_explains_itself_in_both_languages(bulletin: Run, language: str) -> None:
    for command in (
        "collect",
        "articles",
        "search",
        "show",
        "edit",
        "remove",
        "duplicates",
        "issue",
        "library",
    ):
        run = bulletin(command, "--help", "--lang", language)
        assert run.returncode == 0
        assert any("\u4e00" <= char <= "\u9fff" for char in run.stdout) == (language == "zh")


@pytest.mark.parametrize("name", ["", " ", "a/b", "con", "三月?", ".x", "2026-13", "2026-02-30"])
def test_an_issue_has_a_name_every_computer_takes_and_no_month_that_is_none(
    bulletin: Run, desk: Path, name: str
) -> None:
    before = sorted(desk.rglob("*"))
    run = bulletin("issue", "new", name)
    assert (run.returncode, sorted(desk.rglob("*"))) == (2, before)


def test_a_new_issue_says_how_to_fill_it_and_a_month_fills_its_own(stocked: Run, desk: Path) -> None:
    assert "Next: bulletin issue add NUMBER" in stocked("issue", "new", "2026-11").stderr
    earlier = stocked("issue", "new", "2026-03")
    assert "Next: bulletin issue add 2026-03 NUMBER" in earlier.stderr
    assert (
        'bulletin issue add "1 特刊" NUMBER' in stocked("issue", "new", "1 特刊", "--date", "2026-03").stderr
    )
    assert "2026-03: 1 " in stocked("issue", "from", "--month", "2026-03").stderr
    again = stocked("issue", "from", "--month", "2026-03")
    assert "no such article that no issue has used" in again.stderr
    assert stocked("issue", "drop", "2026-03", "1-3").returncode == 3  # 1 and 2 are not in it
    assert stocked("issue", "add", "2026-11", "1-2").returncode == 0
    assert "15-12 runs backwards" in stocked("edit", "15-12", "--set", "title=x").stderr


def test_what_a_month_leaves_out_is_told(stocked: Run) -> None:
    ids = numbers(stocked)
    stocked("edit", str(ids["量水的人"]), "--set", "permission=refused")
    stocked("issue", "new", "2026-03")
    run = stocked("issue", "from", "--month", "2026-03")
    assert f"(#{ids['量水的人']})" in run.stderr


def test_inside_an_issue_its_articles_folder_is_still_the_issue(stocked: Run, desk: Path) -> None:
    stocked("issue", "new", "2026-03")
    stocked("issue", "new", "2026-11")
    run = subprocess.run(
        [sys.executable, "-m", "bulletin", "issue", "add", "1"],
        cwd=desk / "2026-03" / "articles",
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
    )
    assert run.returncode == 0, run.stderr
    assert (desk / "2026-03" / "articles" / "0001.md").exists()


def test_who_is_outside_every_periodical_is_told_where_things_go(bulletin: Run, desk: Path) -> None:
    assert "no periodical's folder" not in bulletin("collect", "来稿").stderr
    (desk / "bulletin.toml").unlink()
    assert "no periodical's folder" not in bulletin("collect", "来稿").stderr, "the library is there"
    assert f"{desk}/2026-03 is begun here" in bulletin("issue", "new", "2026-03").stderr


def test_a_file_that_cannot_join_an_issue_is_told_in_the_words_it_was_typed_in(
    bulletin: Run, desk: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    bulletin("issue", "new", "2026-03")
    for typed in ("来稿", "没有.md", "abc"):
        assert f"There is no file '{typed}'" in bulletin("issue", "add", typed).stderr
    outside = tmp_path_factory.mktemp("desktop") / "稿.md"
    outside.write_text(TEXTS["量水.md"], encoding="utf-8")
    run = bulletin("issue", "add", str(outside))
    assert run.returncode == 3
    assert f"into {desk}/2026-03/articles" in run.stderr
