"""Changes to issue.toml: one thing changes, a person's comments, order and layout stay."""

import tomllib

import pytest
import tomlkit
from hypothesis import given, settings
from hypothesis import strategies as st

from bulletin.errors import InputError
from bulletin.planning.editing import Listed, listed, with_article, with_article_moved, without_article

ISSUE = """\
# 第三期，周敏负责
number = 3      # 期号

articles = ["front.md"]  # 头条

# —— 会务 ——
[[section]]
title = "会务动态"   # 勿改
articles = [
  # 通知在前
  "a.md",      # 已校
  { file = "b.md", title = "另拟" },   # 题目改过

  "c.md"   # 待定
  # 还缺一篇
]

# —— 他山之石 ——
[[section]]
title = "他山之石"

# 本期只出 PDF
[output]
formats = ["pdf"]
"""


def test_a_file_is_added_last_with_its_remark_and_the_comma_it_needs() -> None:
    changed = with_article(ISSUE, "x.md", remark="新的一篇", section="会务动态")
    assert changed == ISSUE.replace('  "c.md"   # 待定\n', '  "c.md",   # 待定\n  "x.md"  # 新的一篇\n')


def test_a_file_is_added_at_a_place_and_the_comment_above_stays_with_its_article() -> None:
    changed = with_article(ISSUE, "x.md", section="会务动态", at=1)
    assert changed == ISSUE.replace("  # 通知在前\n", '  "x.md",\n  # 通知在前\n')


def test_a_list_on_one_line_is_spread_over_lines() -> None:
    changed = with_article(ISSUE, "x.md", remark="甲")
    assert 'articles = [\n  "front.md",\n  "x.md",  # 甲\n]  # 头条\n' in changed


def test_a_section_without_a_list_gets_one_below_its_title() -> None:
    changed = with_article(ISSUE, "x.md", section="他山之石")
    assert 'title = "他山之石"\narticles = [\n  "x.md",\n]\n\n# 本期只出 PDF\n[output]' in changed


def test_a_new_section_stands_after_the_last_one_and_before_the_other_tables() -> None:
    changed = with_article(ISSUE, "x.md", section="读者来信")
    assert (
        'title = "他山之石"\n\n[[section]]\ntitle = "读者来信"\narticles = [\n  "x.md",\n]\n\n# 本期只出 PDF\n[output]'
        in changed
    )


def test_dropping_an_article_takes_its_remark_along_and_leaves_the_comment_above() -> None:
    assert without_article(ISSUE, "a.md") == ISSUE.replace('  "a.md",      # 已校\n', "")
    changed = without_article(ISSUE, "b.md")
    assert changed == ISSUE.replace('  { file = "b.md", title = "另拟" },   # 题目改过\n', "")


def test_dropping_the_last_article_leaves_an_empty_list() -> None:
    assert "articles = []  # 头条" in without_article(ISSUE, "front.md")


def test_moving_takes_overrides_and_remark_along() -> None:
    changed = with_article_moved(ISSUE, "b.md", section="他山之石", at=1)
    assert 'articles = [\n  { file = "b.md", title = "另拟" },   # 题目改过\n]\n' in changed
    within = with_article_moved(ISSUE, "c.md", at=1)
    assert [each.file for each in listed(within)] == ["front.md", "c.md", "a.md", "b.md"]


def test_a_file_without_any_articles_gets_its_list_before_the_first_table() -> None:
    changed = with_article("# 头\nnumber = 1 # 期\n\n# 版式\n[theme]\nname = 'x'", "a.md")
    assert changed == "# 头\nnumber = 1 # 期\narticles = [\n  \"a.md\",\n]\n\n# 版式\n[theme]\nname = 'x'"
    assert tomllib.loads(with_article("", "a.md")) == {"articles": ["a.md"]}
    assert tomllib.loads(with_article("# 只有备注", "a.md", section="甲"))["section"][0]["title"] == "甲"


def test_line_ends_and_the_byte_order_mark_of_windows_stay() -> None:
    source = "\ufeff" + ISSUE.replace("\n", "\r\n")
    changed = with_article(source, "x.md", section="会务动态")
    assert changed.startswith("\ufeff# 第三期")
    assert changed.count("\r\n") == changed.count("\n") == ISSUE.count("\n") + 1


def test_what_cannot_be_done_is_said() -> None:
    with pytest.raises(InputError, match=r"listed-already|already"):
        with_article(ISSUE, "a.md")
    for change in (without_article, with_article_moved):
        with pytest.raises(InputError) as caught:
            change(ISSUE, "nowhere.md")
        assert caught.value.code == "planning.not-listed"
    with pytest.raises(InputError) as caught:
        with_article('section = [{ title = "甲", articles = [] }]', "x.md", section="乙")
    assert caught.value.code == "planning.sections-inline"
    inline = with_article('section = [{ title = "甲", articles = ["y.md"] }]', "x.md", section="甲")
    assert listed(inline) == (Listed("y.md", "甲"), Listed("x.md", "甲"))


NAMES = st.lists(st.sampled_from([f"{letter}.md" for letter in "abcdefgh"]), unique=True, max_size=6)
SPACE = st.sampled_from(["", " ", "\n", "\n  ", "\n\n\t", "  # 备,注 ]\n", '\n  # "独" 行\n    ', " #\n#x\n"])


@st.composite
def hand_written_lists(draw: st.DrawFn) -> str:
    """A list as a careless hand may lay it out: comments and commas anywhere TOML takes them."""
    names = draw(NAMES)
    parts = ["["]
    for index, name in enumerate(names):
        value = draw(st.sampled_from([f'"{name}"', f"'{name}'", f'{{ file = "{name}", title = "#,]" }}']))
        parts += [draw(SPACE), value, draw(SPACE)]
        if index < len(names) - 1 or draw(st.booleans()):
            parts += [",", draw(SPACE)]
    return "".join([*parts, draw(SPACE), "]"])


@st.composite
def hand_written_issues(draw: st.DrawFn) -> str:
    """An issue.toml with one or two sections laid out by hand."""
    blocks = [draw(st.sampled_from(["", "number = 3 # 期\n", "# 备注一\n\n"]))]
    if draw(st.booleans()):
        blocks.append(f"articles = ['top.md']{draw(st.sampled_from(['', ' # 顶']))}\n")
    blocks.append(
        f"# 甲的备注\n[[section]] # 一\ntitle = '甲'\narticles = {draw(hand_written_lists())} # 完\n"
    )
    if draw(st.booleans()):
        blocks.append("[[section]]\n# 乙的备注\ntitle = '乙'\n")
    if draw(st.booleans()):
        blocks.append("\n# 成品\n[output]\nformats = ['pdf'] # 只此\n")
    return "".join(blocks)


def comments(source: str) -> list[str]:
    """The comments of a file: what stands behind a `#` outside quotes, one a line."""
    found = []
    for line in source.splitlines():
        quote = ""
        for at, char in enumerate(line):
            if quote:
                quote = "" if char == quote else quote
            elif char in "\"'":
                quote = char
            elif char == "#":
                found.append(line[at:].strip())
                break
    return sorted(found)


def articles(source: str) -> list[tuple[str, str]]:
    """Section and file of each article, as tomlkit reads them."""
    data = tomlkit.parse(source).unwrap()
    tables = [("", data), *((table["title"], table) for table in data.get("section", []))]
    return [
        (title, item if isinstance(item, str) else item["file"])
        for title, table in tables
        for item in table.get("articles", [])
    ]


def the_rest(source: str) -> dict[str, object]:
    """Everything in a file but its articles."""
    data = tomllib.loads(source)
    data.pop("articles", None)
    for table in data.get("section", []):
        table.pop("articles", None)
    return data


@given(hand_written_issues(), st.sampled_from(["", "甲", "乙", "丙"]), st.sampled_from([None, 1, 2, 9]))
@settings(deadline=None)
def test_adding_changes_one_thing_only(source: str, section: str, at: int | None) -> None:
    changed = with_article(source, "新.md", remark="新", section=section, at=at)
    expected = articles(source)
    assert [each for each in articles(changed) if each[1] != "新.md"] == expected
    position = [file for title, file in articles(changed) if title == section].index("新.md")
    assert position == min((at or 99) - 1, sum(title == section for title, _ in expected))
    assert comments(changed) == sorted([*comments(source), "# 新"])
    was, now = the_rest(source), the_rest(changed)
    assert now == was or section not in [table["title"] for table in was.get("section", [])]  # type: ignore[attr-defined]  # TOML


@given(hand_written_issues(), st.data())
@settings(deadline=None)
def test_moving_and_dropping_keep_the_order_of_the_others_and_every_comment(
    source: str, data: st.DataObject
) -> None:
    there = articles(source)
    if not there:
        return
    _, file = data.draw(st.sampled_from(there))
    others = [each for each in there if each[1] != file]
    moved = with_article_moved(source, file, section=data.draw(st.sampled_from([None, "", "甲", "丙"])), at=1)
    assert [each for each in articles(moved) if each[1] != file] == others
    assert comments(moved) == comments(source)
    dropped = without_article(source, file)
    assert articles(dropped) == others
    assert the_rest(dropped) == the_rest(source)


@given(hand_written_issues())
@settings(deadline=None)
def test_adding_and_dropping_again_leaves_the_rest_to_the_letter(source: str) -> None:
    changed = without_article(with_article(source, "新.md", section="甲"), "新.md")
    assert bare(changed) == bare(source)


def bare(source: str) -> str:
    """A source without white space and commas."""
    return "".join(source.split()).replace(",", "")
