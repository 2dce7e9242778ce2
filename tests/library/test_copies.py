"""A copy is linked to the first article, across sites and scripts; different articles are left alone."""
# ruff: noqa: S311 -- chance to be repeated, not to be secret

import random
from collections.abc import Callable

import pytest

from bulletin.library import Accession, Library
from bulletin.library import sketch as sketching
from bulletin.library.sketch import GRAM, SIZE, share, sketch
from bulletin.model import Body

Make = Callable[..., Accession]
Essays = Callable[[int], list[str]]


def _edited(text: str) -> str:
    chance = random.Random(1)
    return "".join("换" if chance.random() < 0.1 else char for char in text)


COPIES: dict[str, Callable[[str], str]] = {
    "another head and tail": lambda text: "本报讯 记者从现场获悉，" + text + "（责任编辑：沈冬梅）",
    "one character in ten changed": _edited,
    "the first third": lambda text: text[: len(text) // 3],
    "Traditional": lambda text: text.translate(str.maketrans("学习会议馆图书钟桥", "學習會議館圖書鐘橋")),
    "new paragraphs": lambda text: text.replace("。", "。 "),
}


@pytest.mark.parametrize("change", COPIES)
def test_a_copy_is_linked_and_told(library: Library, make: Make, essays: Essays, change: str) -> None:
    texts = essays(20)
    library.add([make(text, title=f"之{number}") for number, text in enumerate(texts, start=1)])
    outcome = library.add([make(COPIES[change](texts[4]), title="转载", url="https://example.net/4")])
    assert outcome.value[0].copy_of == 5
    (notice,) = outcome.notices
    assert notice.code == "library.near-duplicate"
    assert notice.values["other"] == 5
    assert len(library) == 21


def test_different_articles_are_not_linked(library: Library, make: Make, essays: Essays) -> None:
    filed = library.add([make(text, title="题目") for text in essays(200)]).value
    assert all(each.copy_of is None for each in filed)


def test_copies_of_copies_make_one_group_and_the_next_takes_over(
    library: Library, make: Make, essays: Essays
) -> None:
    text = essays(1)[0]
    library.add([make(text + "一。"), make(text + "二。"), make(text + "三。")])
    assert [[record.number for record in group] for group in library.duplicates()] == [[1, 2, 3]]
    library.remove(1)
    (group,) = library.duplicates()
    assert [(record.number, record.copy_of) for record in group] == [(2, None), (3, 2)]
    library.remove(2)
    assert library.duplicates() == ()


def test_an_article_rewritten_is_no_copy_any_more(library: Library, make: Make, essays: Essays) -> None:
    one, other = essays(2)
    library.add([make(one), make(one + "尾。")])
    library.update(2, body=Body.from_paragraphs(other))
    assert library.duplicates() == ()


def test_hashes_made_all_at_once_are_those_made_one_by_one() -> None:
    for length in (GRAM, 6, 51, 400):
        text = "".join(random.Random(length).choices("青溪石桥望江南塘云台柳湾松岭长堤\U00030000", k=length))
        hashes = {
            sum(ord(text[at + n]) * key for n, key in enumerate(sketching._KEYS)) >> sketching._SHIFT
            & (1 << sketching._BITS) - 1
            for at in range(length - GRAM + 1)
        }
        assert sketch(text) == tuple(sorted(hashes)[:SIZE])


def test_texts_too_short_to_compare_share_nothing() -> None:
    assert sketch("短文") == ()
    assert share(sketch("石桥的钟声又响了"), sketch("石桥的钟声又响了")) == 0.0


def test_the_order_of_characters_counts() -> None:
    text = "青溪石桥望江南塘云台柳湾松岭长堤"
    assert not set(sketch(text)) & set(sketch(text[::-1]))


def test_texts_with_nothing_in_common_share_no_hash(essays: Essays) -> None:
    ones = [set(sketch(text)) for text in essays(20)]
    shared = sum(len(one & other) for one in ones for other in ones if one is not other)
    assert shared < 20


def test_texts_of_many_lengths_leave_little_in_memory() -> None:
    sketching._lanes.cache_clear()
    for length in range(100, 4_100, 100):
        sketch("水" * length)
    assert sketching._lanes.cache_info().currsize < 20
