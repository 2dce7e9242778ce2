"""What was made before is used again, and the files are those that a run with an empty cache makes, byte for byte."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PIL import Image

from bulletin.model import Format, Script
from bulletin.press.make import make
from bulletin.press.order import Order
from bulletin.stages import store
from bulletin.stages.upkeep import Kind, contents

EXAMPLES = Path(__file__).parents[2] / "examples"
_SCRIPTS = (Script.ZH_HANS, Script.ZH_HANT_TW)


# A Word file, a saved page with its pictures, Markdown with another picture.
_ISSUE = """
number = 3
date = 2026-03-20

[[section]]
title = "要闻"
articles = ["articles/03-west-water-gate.docx", "articles/05-glass-plates.html", "articles/08-the-mill-bell.md"]
"""


def word(issue: Path) -> None:
    _add(issue / "articles/08-the-mill-bell.md", "\n又一句，说2026年的“新”事——里外都写到了。\n")


def paragraph(issue: Path) -> None:
    path = issue / "articles/08-the-mill-bell.md"
    head, _, rest = path.read_text(encoding="utf-8").partition("\n\n")
    path.write_text(f"{head}\n\n添在前头的一段。\n\n{rest}", encoding="utf-8")


def glossary(issue: Path) -> None:
    (issue / "glossary.toml").write_text('[forms]\n"面粉厂" = "麵粉工廠"\n', encoding="utf-8")


def decision(issue: Path) -> None:
    (issue / "decisions.toml").write_text(
        '[[decision]]\ntext = "{面}粉"\nzh-Hant-TW = "面"\n', encoding="utf-8"
    )


def theme(issue: Path) -> None:
    own = issue.parent / "templates" / "circular"
    own.mkdir(parents=True)
    (own / "print.css").write_text("p { color: #222 } .title { letter-spacing: 0.1em }\n", encoding="utf-8")


def option(issue: Path) -> None:
    _add(issue.parent / "bulletin.toml", '\n[theme.options]\naccent = "#225577"\n')


def typography(issue: Path) -> None:
    _add(issue.parent / "bulletin.toml", "\n[typography]\nhanging = true\n")


def picture(issue: Path) -> None:
    for path in issue.rglob("*.png"):
        with Image.open(path) as shown:
            turned = shown.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        turned.save(path)


def masthead(issue: Path) -> None:
    path = issue.parent / "bulletin.toml"
    path.write_text(path.read_text("utf-8").replace("枫浦会讯", "枫浦会讯新编"), encoding="utf-8")


def _add(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def made(folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """Every file of the issue in `folder`, made with what lies in `cache`."""
    monkeypatch.setenv("BULLETIN_CACHE", str(cache))
    monkeypatch.delenv("BULLETIN_CACHE_LIMIT", raising=False)
    output = cache.parent / f"{cache.name}-out"
    done = make(Order((folder / "2026-03",), (Format.PDF, Format.EPUB), _SCRIPTS, output=output))
    assert len(done.artefacts) == 4, done.notices
    return {artefact.path.name: artefact.path.read_bytes() for artefact in done.artefacts}


@pytest.fixture(scope="module")
def former(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a periodical (`会讯`) and the cache that making it has left (`cache`)."""
    folder = tmp_path_factory.mktemp("former")
    names = shutil.ignore_patterns("anthology*", "briefing*", "gongwen*", "newsletter*", "README*")
    shutil.copytree(EXAMPLES, folder / "会讯", ignore=names)
    (folder / "会讯/2026-03/issue.toml").write_text(_ISSUE, encoding="utf-8")
    with pytest.MonkeyPatch.context() as monkeypatch:
        made(folder / "会讯", folder / "cache", monkeypatch)
    return folder


@pytest.fixture
def periodical(former: Path, tmp_path: Path) -> Iterator[Path]:
    """The folder of the former run, for where an article lies is part of what is kept of it; whole again afterwards."""
    folder = former / "会讯"
    shutil.copytree(folder, tmp_path / "whole")
    yield folder
    shutil.rmtree(folder)
    shutil.copytree(tmp_path / "whole", folder)


_TEXT = ("articles", "conversions")
_CHANGES = (
    (word, ("pictures", "covers")),
    (paragraph, ("pictures", "covers")),
    (glossary, ("articles", "pictures")),
    (decision, ("articles", "pictures")),
    (theme, (*_TEXT, "pictures", "covers")),
    (option, (*_TEXT, "pictures")),
    (typography, (*_TEXT, "pictures", "covers")),
    (picture, ("articles",)),
    (masthead, (*_TEXT, "pictures")),
)


@pytest.mark.parametrize(
    ("change", "untouched"),
    [pytest.param(*each, marks=() if each[0] is word else pytest.mark.slow) for each in _CHANGES],
    ids=[change.__name__ for change, _ in _CHANGES],
)
def test_after_a_change_the_files_are_those_of_an_empty_cache(
    periodical: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    change: Callable[[Path], None],
    untouched: Sequence[str],
) -> None:
    """`untouched` is what the change has nothing to do with: nothing of it is made again."""
    shutil.copytree(periodical.parent / "cache", tmp_path / "cache")
    change(periodical / "2026-03")
    before = {kind.name: kind.entries for kind in contents_of(tmp_path / "cache", monkeypatch)}
    warm = made(periodical, tmp_path / "cache", monkeypatch)
    after = {kind.name: kind.entries for kind in contents_of(tmp_path / "cache", monkeypatch)}
    assert warm == made(periodical, tmp_path / "empty", monkeypatch)
    assert {kind: after[kind] for kind in untouched} == {kind: before[kind] for kind in untouched}


def contents_of(cache: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Kind, ...]:
    """What a cache holds."""
    monkeypatch.setenv("BULLETIN_CACHE", str(cache))
    return contents().kinds


@pytest.mark.slow
def test_a_cache_full_of_damaged_entries_changes_nothing(
    former: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(former, tmp_path, dirs_exist_ok=True)
    whole = made(tmp_path / "会讯", tmp_path / "cache", monkeypatch)
    entries = sorted((tmp_path / "cache" / "stages").rglob("*.bin"))
    assert len(entries) > 20
    for number, path in enumerate(entries):
        data = path.read_bytes()
        if number % 3 == 0:
            path.write_bytes(data[: len(data) // 2])
        elif number % 3 == 1:
            path.write_bytes(data[:40] + bytes([data[40] ^ 1]) + data[41:])
        else:
            path.write_bytes(entries[number - 1].read_bytes())
    assert made(tmp_path / "会讯", tmp_path / "cache", monkeypatch) == whole


@pytest.mark.slow
def test_another_program_or_other_faces_find_nothing_of_use(
    former: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(former, tmp_path, dirs_exist_ok=True)
    before = {kind.name: kind.entries for kind in contents_of(tmp_path / "cache", monkeypatch)}
    monkeypatch.setattr(store, "program", lambda: "with other faces")
    made(tmp_path / "会讯", tmp_path / "cache", monkeypatch)
    after = {kind.name: kind.entries for kind in contents_of(tmp_path / "cache", monkeypatch)}
    # Beside every former entry there is a new one; what this process still had in its memory was not asked for.
    for kind in ("articles", "conversions", "covers", "lines"):
        assert after[kind] == 2 * before[kind], kind
