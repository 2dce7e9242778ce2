"""decisions.toml: kind to hand editing, and every slip is one sentence with its place."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bulletin.model import Decision, Decisions, Glossary, Outcome, Script
from bulletin.planning import add_decisions, clashes, glossary_files, read_decisions, read_glossary
from bulletin.planning.decisions_edit import drop_decisions

TW, HK = Script.ZH_HANT_TW, Script.ZH_HANT_HK


def read(folder: Path, source: str) -> Outcome[Glossary]:
    file = folder / "decisions.toml"
    file.write_text(source, encoding="utf-8")
    return read_decisions(file)


def test_a_decision_names_its_text_in_braces_and_what_stands_around_it(tmp_path: Path) -> None:
    outcome = read(
        tmp_path,
        '# 二〇二六年\n[[decision]]\ntext = "山{里}的"\nzh-Hant-TW = "裡"\nnote = "何知远定"\n\n'
        '[[decision]]\ntext = "{云上牌}"\nkeep = true\n',
    )
    assert not outcome.notices
    inside, brand = outcome.value.decisions.entries
    assert inside == Decision("里", "山", "的", {TW: "裡"})
    assert (inside.form(TW), inside.form(HK)) == ("裡", None)
    assert (brand.form(TW), brand.form(Script.ZH_HANS)) == ("云上牌", "云上牌")
    assert inside.place.endswith("decisions.toml:2")


def test_blocks_about_one_passage_add_up(tmp_path: Path) -> None:
    block = '[[decision]]\ntext = "山{{里}}的"\n{} = "{}"\n'
    outcome = read(tmp_path, block.format("zh-Hant-TW", "裡") + block.format("zh-Hant-HK", "裏"))
    assert not outcome.notices
    assert outcome.value.decisions.entries[0].forms == {TW: "裡", HK: "裏"}


@pytest.mark.parametrize(
    ("body", "code", "line"),
    [
        ('text = "山里的"\nzh-Hant-TW = "裡"', "planning.decision-braces", 1),
        ('text = "{山}{里}"\nzh-Hant-TW = "裡"', "planning.decision-braces", 1),
        ('text = "{里}"\nzh-Hant-TW = "裡"', "planning.decision-bare", 1),
        ('text = "山{里}的"', "planning.decision-empty", 1),
        ('text = "山{里}的"\nkeep = true\nzh-Hant-TW = "裡"', "planning.decision-both", 1),
        ('txt = "山{里}的"\nzh-Hant-TW = "裡"\ntext = "山{里}"', "planning.unknown-key-but", 2),
        ('zh-Hant-TW = "裡"', "planning.missing-key", 1),
        ('text = "山{里}的"\nzh-Hant-TW = 3', "planning.not-text", 3),
    ],
)
def test_a_slip_is_told_with_its_line(tmp_path: Path, body: str, code: str, line: int) -> None:
    good = '[[decision]]\ntext = "走{了}之"\nzh-Hant-TW = "了"\n'
    outcome = read(tmp_path, f"[[decision]]\n{body}\n\n{good}")
    assert code in {notice.code for notice in outcome.notices}
    notice = next(notice for notice in outcome.notices if notice.code == code)
    assert notice.place.endswith(f"decisions.toml:{line}")
    assert notice.message("zh")
    assert any(decision.text == "了" for decision in outcome.value.decisions.entries)


def test_contradictory_decisions_are_told_and_the_first_counts(tmp_path: Path) -> None:
    block = '[[decision]]\ntext = "山{里}的"\nzh-Hant-TW = "%s"\n'
    outcome = read(tmp_path, block % "裡" + block % "里")
    (notice,) = outcome.notices
    assert (notice.code, notice.place[-2:]) == ("planning.decision-twice", ":4")
    assert outcome.value.decisions.entries[0].form(TW) == "裡"


def test_decisions_are_written_below_what_is_there_comments_and_all(tmp_path: Path) -> None:
    file = tmp_path / "decisions.toml"
    add_decisions(file, [Decision("里", "山", "的", {TW: "裡"})])
    file.write_text("# 编辑部的决定\n" + file.read_text(encoding="utf-8").rstrip(), encoding="utf-8")
    add_decisions(file, [Decision("云上牌", keep=True)])
    assert file.read_text(encoding="utf-8") == (
        '# 编辑部的决定\n[[decision]]\ntext = "山{里}的"\nzh-Hant-TW = "裡"\n\n'
        '[[decision]]\ntext = "{云上牌}"\nkeep = true\n'
    )
    assert len(read_decisions(file).value.decisions.entries) == 2


SAID = st.text("里山的，“\"'\\[]#=\n\t ·𠮷a", max_size=4).map(str.strip)
DECIDED = st.builds(
    Decision,
    SAID.filter(lambda text: len(text) > 1),
    SAID,
    SAID,
    st.dictionaries(st.sampled_from([TW, HK, Script.ZH_HANS]), SAID.filter(bool), min_size=1),
)
BY_HAND = '# 编辑部\n\n[[decision]]\ntext = "走{了}之"  # 注\nzh-Hant-TW = "了"\n\n# 尾\n'


@given(st.lists(DECIDED, min_size=1, max_size=4, unique_by=lambda decision: decision.passage))
@settings(deadline=None)
def test_any_decision_is_read_as_it_was_written_and_goes_without_a_trace(
    tmp_path_factory: pytest.TempPathFactory, decisions: list[Decision]
) -> None:
    file = tmp_path_factory.getbasetemp() / "decisions.toml"
    file.write_text(BY_HAND, encoding="utf-8")
    add_decisions(file, decisions)
    outcome = read_decisions(file)
    assert not outcome.notices
    _, *read_back = outcome.value.decisions.entries
    assert read_back == decisions
    assert [each.forms for each in read_back] == [each.forms for each in decisions]
    drop_decisions(file, {decision.passage for decision in decisions})
    assert file.read_text(encoding="utf-8").rstrip() == BY_HAND.rstrip()


def test_an_issues_decisions_stand_over_the_periodicals(tmp_path: Path) -> None:
    issue = tmp_path / "2026-03"
    issue.mkdir()
    add_decisions(tmp_path / "decisions.toml", [Decision("里", "山", "的", {TW: "裡", HK: "裏"})])
    add_decisions(issue / "decisions.toml", [Decision("里", "山", "的", {TW: "里"})])
    files = glossary_files(issue, tmp_path, tmp_path / "words.csv")
    assert [file.parent.name for file in files] == ["2026-03", tmp_path.name, tmp_path.name]
    (decision,) = read_glossary(files[0], files[2]).value.decisions.entries
    assert decision.forms == {TW: "里", HK: "裏"}


def test_a_clash_with_what_is_decided_is_found() -> None:
    old = Decisions((Decision("里", "山", "的", {TW: "裡"}, place="a:1"),))
    new = Decisions(
        (
            Decision("里", "山", "的", {TW: "里"}, place="b:1"),
            Decision("里", "弄", "口", {TW: "里"}, place="b:5"),
        )
    )
    assert [notice.place for notice in clashes(new, old)] == ["b:1"]
    assert not list(clashes(old, old))
