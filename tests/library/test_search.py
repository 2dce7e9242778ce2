"""Any word in either script is found; nothing is found across a mark."""

import datetime
from collections.abc import Callable

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bulletin.library import Accession, Library
from bulletin.library.words import MARK, Words
from bulletin.model import Body

Make = Callable[..., Accession]


@pytest.mark.parametrize(
    "query", ["钟", "图书", "图书馆", "圖書館", "學習", "学习会议", "PDF/A", "pdf", "ｐｄｆ"]
)
def test_words_of_any_length_are_found_in_either_script(library: Library, make: Make, query: str) -> None:
    library.add(
        [
            make("鐘樓旁的圖書館開了學習會議，存成 PDF/A 格式。"),
            make("钟楼旁的图书馆开了学习会议，存成PDF/A格式。"),
        ]
    )
    assert len(library.search(query)) == 2


@pytest.mark.parametrize("query", ["钟桥", "馆书", "", "，。", '"', "NEAR(", "df"])
def test_what_is_not_there_is_not_found(library: Library, make: Make, query: str) -> None:
    library.add([make("钟。桥。图书馆 PDF", title="一")])
    assert library.search(query) == ()


def test_a_phrase_does_not_run_over_a_mark_or_into_the_next_paragraph(library: Library, make: Make) -> None:
    library.add([make("上有石，桥下有水", "流过青溪", title="一")])
    assert library.search("石桥") == ()
    assert library.search("水流") == ()
    assert len(library.search("石，桥")) == 1


def test_every_part_of_a_query_must_be_there(library: Library, make: Make) -> None:
    library.add([make("钟与桥"), make("只有钟", title="石头")])
    assert [hit.record.number for hit in library.search("钟 桥")] == [1]


def test_a_search_may_keep_to_title_or_body(library: Library, make: Make) -> None:
    library.add([make("正文说水。", title="标题说钟", byline="余清远")])
    found = {within: len(library.search("钟", within=within)) for within in ("all", "title", "body")}
    assert found == {"all": 1, "title": 1, "body": 0}
    assert len(library.search("余清远")) == 1


def test_hits_come_newest_first_and_show_the_words_as_written(library: Library, make: Make) -> None:
    for day in (3, 1, 2):
        library.add([make(f"第{day}天，那座老圖書館……又開門了。", date=datetime.date(2026, 3, day))])
    hits = library.search("图书馆")
    assert [hit.record.date.day for hit in hits if hit.record.date] == [3, 2, 1]
    assert (hits[0].passage.before, hits[0].passage.found, hits[0].passage.after[:3]) == (
        "第3天，那座老",
        "圖書館",
        "……又",
    )


def test_a_character_newer_than_the_engine_is_found(library: Library, make: Make) -> None:
    library.add([make("他叫\U0002c0a9\U00030000。"), make("他叫\U00030000。")])
    assert [hit.record.number for hit in library.search("\U0002c0a9")] == [1]


TEXT = st.text(
    st.sampled_from("學学習习會会議议的水钟鐘，。“”\u3000 \n…㎡\U00030000"), min_size=1, max_size=60
)


@given(TEXT, st.data())
@settings(max_examples=200, deadline=None)
def test_every_piece_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    """Tokens of a piece are tokens of the text, in order, whichever of the two is in Traditional."""
    assume("㎡㎡" not in text)  # m2m2 is one word in letters, and half a word is not found
    traditional, simplified = "學習會議鐘", "学习会议钟"
    words = Words(lambda value: value.translate(str.maketrans(traditional, simplified)))
    start = data.draw(st.integers(0, len(text) - 1))
    piece = text[start : data.draw(st.integers(start + 1, len(text)))]
    other = piece.translate(str.maketrans(simplified, traditional))
    whole = f" {' '.join(words.tokens(text).split())} "
    for phrase in words.phrases(other):
        assert f" {' '.join(phrase)} " in whole
        assert phrase[0] != MARK
        passage = words.passage(text, [phrase])
        assert passage is not None
        assert passage.found in text


def test_every_piece_of_a_stored_text_is_found(
    library: Library, make: Make, essays: Callable[[int], list[str]]
) -> None:
    texts = essays(30)
    library.add([make(text, title=f"之{number}") for number, text in enumerate(texts)])
    for number, text in enumerate(texts, start=1):
        for start, length in ((0, 1), (40, 2), (100, 5), (300, 33)):
            piece = text[start : start + length].strip("。")
            assert number in {hit.record.number for hit in library.search(piece, limit=None)}


def test_a_changed_body_is_found_by_its_new_words_only(library: Library, make: Make) -> None:
    library.add([make("钟声又响了。", title="一")])
    library.update(1, body=Body.from_paragraphs("桥下有水。"))
    assert library.search("钟") == ()
    assert len(library.search("桥下")) == 1
    assert library.check() == ()
