"""The texts to measure with: always the same, of the length asked for, and like prose."""

from benchmarks.texts import prose, texts
from benchmarks.typst_source import escaped


def test_the_same_articles_come_every_time() -> None:
    assert texts(3) == texts(3)
    assert texts(3) != texts(3, seed=1)


def test_an_article_has_its_length_or_a_paragraph_more() -> None:
    for text in texts(20):
        assert 2000 <= text.characters < 2000 + 400


def test_every_article_holds_marks_quotations_digits_and_latin() -> None:
    for text in texts(5):
        words = "".join(paragraph for _, paragraphs in text.parts for paragraph in paragraphs)
        assert set("，。“”《》0123456789") <= set(words)
        assert any(char.isascii() and char.isalpha() for char in words)
        assert "{" not in words


def test_running_text_has_exactly_the_characters_asked_for() -> None:
    assert len(prose(12345)) == 12345


def test_typst_takes_its_own_marks_literally() -> None:
    assert escaped("#1 *a* PDF/A-3 [x] 100%") == r"\#1 \*a\* PDF\/A\-3 \[x\] 100%"
