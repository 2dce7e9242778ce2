"""Articles about invented people and bodies, and a library to put them in."""

import datetime
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from benchmarks.texts import WORDS, prose

from bulletin.library import Accession, Library, Provenance, open_library
from bulletin.model import Article, Asset, Body

PAIRS = str.maketrans("學習會議館圖書鐘橋檔歷與裡國頁數", "学习会议馆图书钟桥档历与里国页数")
FETCHED = datetime.datetime(2026, 3, 1, 8, 30, tzinfo=datetime.UTC)


@pytest.fixture
def fold() -> Callable[[str], str]:
    """Enough of Traditional to Simplified for these texts."""
    return lambda text: text.translate(PAIRS)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def library(folder: Path, fold: Callable[[str], str]) -> Iterator[Library]:
    with open_library(folder, write=True, fold=fold) as opened:
        yield opened


@pytest.fixture
def picture() -> Asset:
    return Asset.of(b"\x89PNG not really, but bytes are bytes", "image/png", "png", 30, 20)


@pytest.fixture
def make() -> Callable[..., Accession]:
    """An accession with these paragraphs, fields of an article by name."""

    def made(*paragraphs: str, title: str = "石桥的钟", **fields: object) -> Accession:
        article = Article(key="", title=title, body=Body.from_paragraphs(*paragraphs), **fields)  # type: ignore[arg-type] # by name
        source = Provenance.of(f"<p>{title}</p>".encode(), article.url, FETCHED, (("ETag", '"1"'),))
        return Accession(article, source if article.url else None)

    return made


@pytest.fixture
def essays() -> Callable[[int], list[str]]:
    """Texts of about 600 characters that have no more in common than texts do."""

    def written(count: int) -> list[str]:
        common = sorted(set(prose(20_000)) - set("，。；、？！：“”《》（）\n"))
        return [_essay(number, common) for number in range(count)]

    return written


def _essay(seed: int, common: list[str]) -> str:
    chance = random.Random(seed)  # noqa: S311 to be repeated, not to be secret
    name = chance.choice(WORDS["person"])
    return name + "。".join("".join(chance.choices(common, k=20)) for _ in range(30)) + "。"
