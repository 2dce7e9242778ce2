"""Pictures lie on disk while an issue is made, and are gone when it is done."""

from dataclasses import replace
from pathlib import Path

import pytest

from bulletin.errors import OutputError
from bulletin.layout import make_book
from bulletin.model import Article, Asset, Body, Format, Script
from bulletin.press import writers
from bulletin.press.make import make
from bulletin.press.order import Order
from bulletin.press.picture_store import PictureStore, Stored

EXAMPLE = Path(__file__).parents[2] / "examples" / "2026-03"


def test_a_picture_is_written_once_and_brought_back_the_same(tmp_path: Path) -> None:
    picture = Asset.of(b"pixels", "image/png", "png", 2, 1)
    article = Article("a", "题", Body(), assets=(picture, picture))
    first, second = PictureStore(tmp_path).take(article).assets
    assert first == second == replace(picture, content=Stored(tmp_path / picture.name))
    assert first.data == b"pixels"
    assert [path.name for path in tmp_path.iterdir()] == [picture.name]


def test_a_disk_that_is_full_or_gone_is_told(tmp_path: Path) -> None:
    article = Article("a", "题", Body(), assets=(Asset.of(b"pixels", "image/png", "png", 2, 1),))
    with pytest.raises(OutputError) as told:
        PictureStore(tmp_path / "gone").take(article)
    assert told.value.code == "press.cannot-write"


def test_no_picture_of_an_article_is_in_memory_when_the_book_is_laid_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    contents = []

    def watched(edition, *arguments, **named):  # type: ignore[no-untyped-def]  # as make_book
        contents.extend(asset.content for article in edition.issue.articles for asset in article.assets)
        return make_book(edition, *arguments, **named)

    monkeypatch.setattr(writers.layout, "make_book", watched)
    made = make(Order((EXAMPLE,), formats=(Format.EPUB,), scripts=(Script.ZH_HANS,), output=tmp_path))
    assert len(made.artefacts) == 1
    assert contents
    assert all(isinstance(content, Stored) and not content.path.exists() for content in contents)
