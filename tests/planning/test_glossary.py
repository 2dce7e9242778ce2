"""Glossaries as editors write them: what counts, whose entry wins, and what is said of a mistake."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bulletin.errors import InputError, OutputError
from bulletin.model import Entry, EntryKind, Glossary, Notice, Script
from bulletin.planning import add_entries, glossary_files, read_glossary, read_settings

WriteProject = Callable[..., Path]

MISTAKES = """\
names = ["余仲安", 3, "余"]
keep = ["云上牌", "云上牌"]
nams = ["范晓松"]
[forms]
"甲子" = "乙丑"
"乙丑" = "甲子"
"软件" = ["軟件"]
[[term]]
zh-Hans = "只有简体"
[[term]]
zh-Hant = "只有繁體"
[[term]]
zh-Hans = "余仲安"
zh-Hant = "余仲安"
zh-Hong-Kong = "余仲安"
"""


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    def written(name: str, source: str | bytes) -> Path:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(source if isinstance(source, bytes) else source.encode())
        return file

    return written


Write = Callable[[str, str | bytes], Path]


def told(notices: tuple[Notice, ...]) -> list[tuple[str, str]]:
    """The line and the code of each notice, by line."""
    lines = [(notice.place.rpartition(":")[2], notice.code.removeprefix("planning.")) for notice in notices]
    return sorted(lines, key=lambda line: (int(line[0]), line[1]))


def texts(glossary: Glossary) -> list[str]:
    return [entry.text for entry in glossary.entries]


def test_each_kind_of_entry_is_read_with_its_line(write: Write) -> None:
    source = (
        'names = [\n  "余仲安",\n  "范晓松",\n]\nkeep = ["云上牌"]\n[forms]\n"软件园路" = "軟件園路"\n'
        '[[term]]\nzh-Hans = "出租车"\nzh-Hant-TW = "計程車"\nnote = "街上这样写"\n'
    )
    file = write("glossary.toml", source)
    outcome = read_glossary(file)
    assert outcome.notices == ()
    assert outcome.value.entries == (
        Entry(EntryKind.KEEP, "云上牌", {}, f"{file}:5"),
        Entry(
            EntryKind.TERM, "软件园路", {Script.ZH_HANS: "软件园路", Script.ZH_HANT: "軟件園路"}, f"{file}:7"
        ),
        Entry(EntryKind.TERM, "出租车", {Script.ZH_HANS: "出租车", Script.ZH_HANT_TW: "計程車"}, f"{file}:8"),
        Entry(EntryKind.NAME, "余仲安", {}, f"{file}:2"),
        Entry(EntryKind.NAME, "范晓松", {}, f"{file}:3"),
    )


def test_every_mistake_is_told_with_its_line_and_the_rest_counts(write: Write) -> None:
    outcome = read_glossary(write("glossary.toml", MISTAKES))
    assert told(outcome.notices) == [
        ("1", "glossary-length"),
        ("1", "glossary-twice"),
        ("1", "not-text"),
        ("2", "glossary-twice"),
        ("3", "unknown-key-but"),
        ("5", "glossary-circle"),
        ("7", "not-text"),
        ("8", "glossary-no-form"),
        ("10", "missing-key"),
        ("15", "unknown-key"),
    ]
    assert texts(outcome.value) == ["云上牌", "甲子", "乙丑", "余仲安"]
    assert all(notice.message("zh") and notice.hint("en") for notice in outcome.notices)


def test_a_circle_of_three_is_told_once(write: Write) -> None:
    outcome = read_glossary(
        write("glossary.toml", '[forms]\n"子丑" = "寅卯"\n"寅卯" = "辰巳"\n"辰巳" = "子丑"\n')
    )
    assert [notice.values["circle"] for notice in outcome.notices] == ["子丑 → 寅卯 → 辰巳 → 子丑"]


def test_a_list_below_a_header_is_told_where_to_go(write: Write) -> None:
    outcome = read_glossary(write("glossary.toml", '[forms]\n"软件" = "軟件"\nnames = ["余仲安"]\n'))
    assert told(outcome.notices) == [("3", "unknown-key-on-top")]
    assert texts(outcome.value) == ["软件"]


def test_a_term_that_stays_is_no_circle(write: Write) -> None:
    assert read_glossary(write("glossary.toml", '[forms]\n"折合" = "折合"\n')).notices == ()


def test_the_issue_wins_over_the_periodical(write: Write) -> None:
    common = write("glossary.toml", 'names = ["余仲安"]\n[forms]\n"消息" = "消息"\n')
    own = write("2026-03/glossary.toml", '[forms]\n"消息" = "訊息"\n')
    glossary = read_glossary(own, common).value
    assert [(entry.text, entry.form(Script.ZH_HANT_TW)) for entry in glossary.entries] == [
        ("消息", "訊息"),
        ("余仲安", None),
    ]


def test_glossaries_are_found_beside_the_files_and_where_bulletin_toml_says(project: WriteProject) -> None:
    files = dict.fromkeys(("glossary.toml", "2026-03/glossary.csv", "2026-04/a.md", "words/names.csv"), "")
    bulletin = '[periodical]\nname = "青禾"\n'
    folder = project(**files, **{"bulletin.toml": bulletin}).resolve()
    named = read_settings(folder).glossary
    assert glossary_files(folder / "2026-03", folder, named) == (
        folder / "2026-03/glossary.csv",
        folder / "glossary.toml",
    )
    assert glossary_files(folder / "2026-04", folder, named) == (folder / "glossary.toml",)
    (folder / "bulletin.toml").write_text(f'{bulletin}[conversion]\nglossary = "words/names.csv"\n', "utf-8")
    named = read_settings(folder).glossary
    assert glossary_files(folder / "2026-04", folder, named) == (folder / "words/names.csv",)
    assert glossary_files(folder, folder, None) == (folder / "glossary.toml",)
    (folder / "glossary.csv").write_text("zh-Hans\n", "utf-8")
    assert glossary_files(None, folder, None) == (folder / "glossary.toml", folder / "glossary.csv")
    assert glossary_files(None, None, None) == ()


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_table_says_the_same(write: Write, separator: str) -> None:
    rows = (
        "简体,繁体,台湾,香港,类别,备注",
        "余仲安,,,,,会长",
        '"软件园路",軟件園路,,,,',
        "出租车,出租車,計程車,的士,用语,",
        "",
        "云上牌,,,,不转,",
    )
    outcome = read_glossary(
        write("g.csv", b"\xef\xbb\xbf" + "\r\n".join(rows).replace(",", separator).encode())
    )
    assert outcome.notices == ()
    found = {entry.text: (entry.kind.value, entry.form(Script.ZH_HANT_HK)) for entry in outcome.value.entries}
    assert found == {
        "余仲安": ("name", None),
        "软件园路": ("term", "軟件園路"),
        "出租车": ("term", "的士"),
        "云上牌": ("keep", None),
    }


def test_mistakes_in_a_table_are_told_with_their_lines(write: Write) -> None:
    rows = "zh-Hans,zh-Hant,colour,kind\n余仲安,,,\n东,西,红,,多余\n,軟件,,\n范晓松,,,人\n\n余仲安,余仲安,,\n"
    outcome = read_glossary(write("g.csv", rows))
    assert told(outcome.notices) == [
        ("1", "glossary-column"),
        ("2", "glossary-twice"),
        ("3", "glossary-row"),
        ("4", "glossary-row"),
        ("5", "glossary-kind"),
    ]
    assert texts(outcome.value) == ["余仲安"]


@pytest.mark.parametrize(
    ("name", "source", "code"),
    [
        ("g.csv", "姓名,电话\n余仲安,1\n", "planning.glossary-columns"),
        ("g.csv", "", "planning.glossary-columns"),
        ("g.csv", "简体\n余仲安\n".encode("utf-16"), "planning.not-utf8"),
        ("g.toml", 'names = [“余仲安”]', "planning.toml-chinese-mark"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_glossary_is_refused(
    write: Write, name: str, source: str | bytes, code: str
) -> None:
    file = write(name, source)
    with pytest.raises(InputError) as caught:
        read_glossary(file)
    assert caught.value.code == code
    assert caught.value.place.startswith(str(file))


def test_a_cell_that_cannot_be_printed_is_told(write: Write) -> None:
    outcome = read_glossary(write("g.csv", "简体,繁体\n余\x00安,\n后\x0b来,後來\n"))
    assert told(outcome.notices)[0][1] == "unprintable"


NEW = (
    Entry(EntryKind.NAME, "余仲安"),
    Entry(EntryKind.KEEP, '云"上'),
    Entry(EntryKind.TERM, "软件园路", {Script.ZH_HANS: "软件园路", Script.ZH_HANT: "軟件園路"}),
    Entry(EntryKind.TERM, "出租车", {Script.ZH_HANS: "出租车", Script.ZH_HANT_TW: "計程車"}),
)


@pytest.mark.parametrize(
    "source",
    [
        None,
        "",
        "# 人名\n\n",
        'names = []\nkeep = ["某某牌"]',
        'names = [\n  # 会员\n  "范晓松",\n]\n\n[forms]  # 简 = 繁\n\'钟镜清\' = "鍾鏡清"\n',
        '[[term]]\nzh-Hans = "软件"\nzh-Hant = "軟件"',
        '[forms]\n"软件" = "軟件"',
    ],
)
def test_entries_are_added_and_every_line_stays(write: Write, tmp_path: Path, source: str | None) -> None:
    file = tmp_path / "glossary.toml"
    before = read_glossary(write("glossary.toml", source)).value if source is not None else Glossary()
    add_entries(file, NEW)
    outcome = read_glossary(file)
    assert outcome.notices == ()
    assert {entry.text for entry in outcome.value.entries} == {
        entry.text for entry in (*before.entries, *NEW)
    }
    added = {entry.text: entry for entry in outcome.value.entries}
    for entry in NEW:
        assert (added[entry.text].kind, added[entry.text].forms) == (entry.kind, entry.forms)
    for line in (source or "").splitlines():
        assert line.partition("[")[2].rstrip("]") in file.read_text("utf-8")
    assert [path.name for path in tmp_path.iterdir()] == ["glossary.toml"]


def test_a_glossary_written_unusually_is_left_to_its_editor(write: Write) -> None:
    source = '"names" = ["范晓松"]\n'
    file = write("glossary.toml", source)
    with pytest.raises(InputError, match=r"by machine"):
        add_entries(file, NEW[:1])
    assert file.read_text("utf-8") == source


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        add_entries(tmp_path / "nowhere" / "glossary.toml", NEW)


def test_a_table_saved_by_chinese_excel_is_read(tmp_path: Path) -> None:
    file = tmp_path / "g.csv"
    file.write_bytes("简体,繁体\r\n软件园路,軟件園路\r\n".encode("gb18030"))
    read = read_glossary(file)
    assert [entry.text for entry in read.value.entries] == ["软件园路"]
    assert read.notices == ()


def test_a_table_in_two_encodings_is_told_once_and_all_that_can_be_read_counts(tmp_path: Path) -> None:
    file = tmp_path / "g.csv"
    lines = [
        "简体\n".encode(),
        "余仲安\n".encode(),
        "范晓松\n".encode("gb18030"),
        b"\xff\xff\n",
        "于文\n".encode("gb18030"),
    ]
    file.write_bytes(b"".join(lines))
    read = read_glossary(file)
    assert [entry.text for entry in read.value.entries] == ["余仲安", "范晓松", "于文"]
    assert [(notice.code, notice.place.rpartition(":")[2]) for notice in read.notices] == [
        ("planning.glossary-encodings", "3"),
        ("planning.glossary-undecoded", "4"),
    ]


def test_a_key_that_stands_twice_is_told_and_all_else_counts(write: Write) -> None:
    source = '[forms]\n"软件园" = "軟件園"\n"软件园" = "軟體園"  # 改\n"里弄" = "里弄"\n"里弄" = "裡弄"'
    outcome = read_glossary(write("glossary.toml", source))
    assert [(notice.code, notice.place[-2:]) for notice in outcome.notices] == [
        ("planning.key-twice", ":3"),
        ("planning.key-twice", ":5"),
    ]
    assert "软件园" in outcome.notices[0].message("zh")
    assert {entry.text: entry.form(Script.ZH_HANT) for entry in outcome.value.entries} == {
        "软件园": "軟件園",
        "里弄": "里弄",
    }


def test_a_list_of_several_lines_that_stands_twice_is_refused_with_its_line(write: Write) -> None:
    with pytest.raises(InputError) as caught:
        read_glossary(write("glossary.toml", 'names = ["余仲安"]\nnames = [\n  "于石帆",\n]\n'))
    assert caught.value.code == "planning.toml-twice"
