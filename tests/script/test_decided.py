"""What an editor decided once is written so wherever the same passage stands, and nowhere else."""

from bulletin.model import Decision, Decisions, Entry, EntryKind, Glossary, Script
from bulletin.script import convert_html, convert_text

TW = Script.ZH_HANT_TW


def written(text: str, *decisions: Decision, entries: tuple[Entry, ...] = ()) -> str:
    glossary = Glossary(entries, Decisions(decisions))
    return convert_text(text, TW, Script.ZH_HANS, glossary=glossary)


def test_a_decision_holds_where_the_same_characters_stand_around_it() -> None:
    decision = Decision("里", "望云", "的", {TW: "里"})
    assert written("望云里的人在山里。", decision) == "望雲里的人在山裡。"


def test_the_more_exact_decision_wins() -> None:
    wide, exact = Decision("干", "能", "", {TW: "幹"}), Decision("干", "能", "了", {TW: "乾"})
    assert written("能干了就好，能干的人。", wide, exact) == "能乾了就好，能幹的人。"


def test_a_decision_does_not_reach_into_a_longer_phrase_of_the_dictionary() -> None:
    decision = Decision("程序", forms={TW: "程序"})
    assert written("司法程序不变，程序没有写完。", decision) == "司法程序不變，程序沒有寫完。"
    decision = Decision("程序", forms={TW: "程式"})
    assert written("司法程序和程序", decision) == "司法程序和程式"


def test_what_is_kept_stays_and_a_decision_for_another_script_says_nothing() -> None:
    assert written("项目里的云", Decision("项目", keep=True)) == "项目裡的雲"
    hong_kong = Decision("项目", forms={Script.ZH_HANT_HK: "項目"})
    assert written("项目里的云", hong_kong) == "專案裡的雲"


def test_a_glossary_entry_has_the_last_word() -> None:
    entry = Entry(EntryKind.NAME, "余仲安")
    assert written("余仲安", Decision("余", "", "仲", {TW: "餘"}), entries=(entry,)) == "余仲安"


def test_a_decision_that_accepts_what_conversion_writes_changes_nothing_around_it() -> None:
    text = "这台电脑里的软件发布以后，头发白了的后勤干部余下的面条只剩一只。"
    plain = written(text)
    for start, end in ((4, 5), (9, 11), (15, 16), (21, 22)):
        decision = Decision(text[start:end], text[start - 1], text[end], {TW: ""})
        form = written(text[:end]).removeprefix(written(text[:start]))
        if len(form) == end - start:
            decision = Decision(text[start:end], text[start - 1], text[end], {TW: form})
            assert written(text, decision) == plain


def test_a_decision_holds_across_markup() -> None:
    glossary = Glossary((), Decisions((Decision("里弄", "", "口", {TW: "里弄"}),)))
    html = "<p>在<b>里</b>弄口</p>"
    assert convert_html(html, TW, Script.ZH_HANS, glossary=glossary) == "<p>在<b>里</b>弄口</p>"
