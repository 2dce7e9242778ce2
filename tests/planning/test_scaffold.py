"""What `bulletin new` writes: clean, ready, and never over anything."""

import datetime
import tomllib
from pathlib import Path

import pytest

from bulletin.collect import read_articles
from bulletin.errors import InputError, OutputError
from bulletin.messages import Language
from bulletin.model import Script
from bulletin.planning import new_periodical, read_issue_plan, read_settings

TODAY = datetime.date(2026, 3, 5)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_new_periodical_reads_clean(tmp_path: Path, language: Language) -> None:
    folder = tmp_path / "my-bulletin"
    written = new_periodical(folder, "青禾通讯", language, TODAY)
    assert [path.relative_to(folder).as_posix() for path in written] == [
        "bulletin.toml",
        "2026-03/issue.toml",
        "2026-03/articles/welcome.md",
    ]
    settings, plan = read_settings(folder / "2026-03"), read_issue_plan(folder / "2026-03")
    assert settings.periodical.name == "青禾通讯"
    assert settings.scripts == (Script.ZH_HANS, Script.ZH_HANT_TW)
    assert (plan.key, plan.number, plan.date) == ("2026-03", 1, TODAY)
    assert plan.files == (folder / "2026-03" / "articles" / "welcome.md",)
    assert "$" not in "".join(path.read_text(encoding="utf-8") for path in written)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_line_switched_off_in_the_scaffold_can_be_switched_on(
    tmp_path: Path, language: Language
) -> None:
    """A `# key = value` line of the comments is a key the reader knows, with a value it takes."""
    for path in new_periodical(tmp_path / "p", None, language, TODAY)[:2]:
        lines = path.read_text(encoding="utf-8").splitlines()
        opened = [line[2:] if line.startswith("# ") and _is_toml(line[2:]) else line for line in lines]
        assert opened != lines
        path.write_text("\n".join(opened), encoding="utf-8")
    for name in ("logo.png", "2026-03/cover.jpg"):
        (tmp_path / "p" / name).write_bytes(_PNG)
    for name in ("report.docx", "page.html"):
        (tmp_path / "p" / "2026-03" / "articles" / name).write_text("")
    settings, plan = read_settings(tmp_path / "p"), read_issue_plan(tmp_path / "p")
    assert settings.theme_options == {"page": "A4", "accent": "#c8161d", "numbers": "han"}
    assert [section.title for section in plan.sections] == ["编者的话", "他山之石"]
    assert plan.cover is not None


def _is_toml(line: str) -> bool:
    """A pair, a header, or a part of a list, as against prose."""
    if line.startswith(("  ", "]")):
        return True
    try:
        return bool(tomllib.loads(line + (" ]" if line.endswith("[") else "")))
    except tomllib.TOMLDecodeError:
        return False


def test_the_sample_article_shows_what_markdown_does(tmp_path: Path) -> None:
    *_, sample = new_periodical(tmp_path / "p", None, "zh", TODAY)
    outcome = read_articles(sample)
    (article,) = outcome.value
    assert outcome.notices == ()
    assert (article.byline, article.date) == ("编辑部", TODAY)
    shown = article.body.xhtml
    for mark in (
        "<h2",
        "<h3",
        "<strong",
        "<blockquote",
        'class="verse"',
        "<ol",
        "<table",
        'class="footnote"',
    ):
        assert mark in shown, mark


# A grey pixel.
_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d494844520000000100000001080000000"
    "03a7e9b550000000a49444154789c636800000082008177cd72b60000000049454e44ae426082"
)


@pytest.mark.parametrize("name", ['引"号', "反\\斜", "两\n行", "零\u200b宽", "$date"])
def test_any_name_makes_a_file_that_reads_clean(tmp_path: Path, name: str) -> None:
    new_periodical(tmp_path / "p", name, "zh", TODAY)
    assert read_settings(tmp_path / "p").periodical.name == name.replace("\n", " ").replace("\u200b", "")


def test_the_folder_gives_the_name_when_none_is_given(tmp_path: Path) -> None:
    new_periodical(tmp_path / "春风", None, "zh", TODAY)
    assert read_settings(tmp_path / "春风").periodical.name == "春风"


def test_an_empty_folder_is_taken_and_a_used_one_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert new_periodical(tmp_path / "empty", None, "zh", TODAY)
    used = tmp_path / "used"
    used.mkdir()
    (used / "bulletin.toml").write_text("mine")
    with pytest.raises(InputError) as caught:
        new_periodical(used, None, "zh", TODAY)
    assert caught.value.code == "planning.folder-in-use"
    assert [path.name for path in used.iterdir()] == ["bulletin.toml"]
    assert (used / "bulletin.toml").read_text() == "mine"


def test_a_file_in_the_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(InputError):
        new_periodical(tmp_path / "file", None, "zh", TODAY)
    with pytest.raises(OutputError) as caught:
        new_periodical(tmp_path / "file" / "below", None, "zh", TODAY)
    assert caught.value.code == "planning.cannot-write"
