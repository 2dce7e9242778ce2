"""A proof shows what was done to a text, and loses none of it."""

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.script.test_traps import PLAIN

from bulletin.model import Change, Entry, EntryKind, Glossary, Piece, Script
from bulletin.script import Traced, row_of
from bulletin.script.scribe import Scribe

GLOSSARY = Glossary((Entry(EntryKind.NAME, "余仲安"),))


def pieces(text: str, target: Script = Script.ZH_HANT_TW) -> tuple[Piece, ...]:
    told: list[Traced] = []
    Scribe(target, glossary=GLOSSARY, watch=told.append).line(text, Script.ZH_HANS)
    return row_of(told[0]).pieces


def test_every_kind_of_change_is_told_apart() -> None:
    assert pieces("余仲安说：“鼠标里有{=发=}。”") == (
        Piece("余仲安", "余仲安", Change.GLOSSARY),
        Piece("说", "說", Change.CHARACTERS),
        Piece("：", "："),
        Piece("“", "「", Change.PUNCTUATION),
        Piece("鼠标", "滑鼠", Change.VOCABULARY),
        Piece("里", "裡", Change.DOUBTFUL),
        Piece("有", "有"),
        Piece("发", "发"),
        Piece("。", "。"),
        Piece("”", "」", Change.PUNCTUATION),
    )  # fmt: skip


def test_a_phrase_of_the_dictionary_is_no_doubt_and_marks_only_what_differs() -> None:
    assert pieces("坏了的头发") == (
        Piece("坏", "壞", Change.CHARACTERS),
        Piece("了", "了"),
        Piece("的", "的"),
        Piece("头发", "頭髮", Change.CHARACTERS),
    )


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(PLAIN), min_size=1, max_size=3).map("".join),
    st.sampled_from([Script.ZH_HANT, Script.ZH_HANT_TW, Script.ZH_HANT_HK, Script.ZH_HANS]),
)
def test_the_pieces_are_the_whole_text_on_both_sides(text: str, target: Script) -> None:
    told: list[Traced] = []
    line = Scribe(target, glossary=GLOSSARY, watch=told.append).line(text, Script.ZH_HANS)
    row = row_of(told[0])
    assert "".join(piece.target for piece in row.pieces) == line
    assert "".join(piece.source for piece in row.pieces) == text.replace("{=", "").replace("=}", "")
    assert all(piece.change or piece.source == piece.target for piece in row.pieces)
