"""The library at 100,000 articles: `python -m benchmarks library [ARTICLES]`. Out: articles a second, milliseconds a search.

Articles of about 870 characters. Sentences from `benchmarks.texts` stand among sentences of characters drawn as often as
in real prose (Zipf), since thirty sentences alone would make every article a copy of every other.
"""

import datetime
import os
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks.texts import SENTENCES, WORDS, prose
from bulletin.library import Accession, Library, Provenance, open_library
from bulletin.model import Article, Body, Script
from bulletin.script.converter import opencc

ARTICLES: Final = 100_000
_CHARACTERS: Final = 790
_PARAGRAPHS: Final = 7
_STOCK: Final = 0.06  # the share of sentences that other articles have too
_HAN: Final = 3500  # characters in use
_FIRST_DAY: Final = datetime.date(2006, 1, 1)
_RUNS: Final = 5

# Articles made before the clock starts and imported in one go; all at once would fill the memory.
_PART: Final = 50_000
# Words of the stock sentences, which stand in thousands of articles, and of one, two, three and more characters.
QUERIES: Final = (
    "水",
    "的",
    "书",
    "会议",
    "老人",
    "青溪",
    "图书馆",
    "志愿服务",
    "工作会议",
    "先听后说",
    "众人的事众人商量",
)


def accessions(count: int, seed: int = 20260301) -> Iterator[Accession]:
    """`count` articles, the same for the same arguments."""
    chance = random.Random(seed)  # noqa: S311 to be repeated, not to be secret
    stock = [line for line in prose(40_000, seed).replace("。", "。\n").split("\n") if len(line) > 12]
    han = _characters()
    weights = [1 / (rank + 12) for rank in range(len(han))]
    totals = [sum(weights[: at + 1]) for at in range(len(weights))]
    for number in range(count):
        paragraphs = [_paragraph(chance, stock, han, totals) for _ in range(_PARAGRAPHS)]
        date = _FIRST_DAY + datetime.timedelta(days=number * 7000 // count)
        url = f"https://example.org/{date:%Y/%m}/{number}.html"
        article = Article(
            key="",
            title="".join(chance.choices(han, cum_weights=totals, k=chance.randint(8, 24))),
            body=Body.from_paragraphs(*paragraphs),
            byline=chance.choice(WORDS["person"]),
            source=chance.choice(WORDS["body"]),
            date=date,
            section=f"第{chance.randint(1, 9)}栏",
            script=Script.ZH_HANS,
            url=url,
        )
        fetched = datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)
        yield Accession(article, Provenance(url, fetched, (("content-type", "text/html"),)))


def main(count: int) -> None:
    """Import, then search."""
    fold = opencc("t2s").convert
    table = str.maketrans(
        {char: fold(char) for char in map(chr, range(0x3400, 0xA000)) if fold(char) != char}
    )
    with tempfile.TemporaryDirectory(prefix="bulletin-library-") as folder:
        place = Path(folder) / "library"
        with open_library(place, write=True, fold=lambda text: text.translate(table)) as library:
            _measure_import(library, count)
        size = sum(path.stat().st_size for path in place.iterdir())
        print(f"{size / 1e6:.0f} MB")
        with open_library(place, fold=lambda text: text.translate(table)) as library:
            for query in QUERIES:
                _measure_search(library, query)


def _measure_import(library: Library, count: int) -> None:
    made, taken, copies = 0, 0.0, 0
    own, others = 0.0, 0.0  # seconds of processor time
    rest = accessions(count)
    while made < count:
        part = [each for _, each in zip(range(_PART), rest, strict=False)]
        start, before = time.perf_counter(), os.times()
        outcome = library.add(part)
        spent, after = time.perf_counter() - start, os.times()
        made, taken = made + len(part), taken + spent
        own += sum(after[:2]) - sum(before[:2])
        others += sum(after[2:4]) - sum(before[2:4])
        copies += sum(filed.copy_of is not None for filed in outcome.value)
        print(f"{made:9,} articles  {len(part) / spent:7,.0f} a second", flush=True)
    print(f"import: {made / taken:,.0f} articles a second by the clock")
    print(f"{made / (own + others):,.0f} a second of processor time of all processes", end=", ")
    print(f"{made / own:,.0f} a second of this one, that writes")
    print(f"{copies} taken for copies")


def _measure_search(library: Library, query: str) -> None:
    times = []
    for _ in range(_RUNS):
        start = time.perf_counter()
        hits = library.search(query)
        times.append((time.perf_counter() - start) * 1000)
    print(f"{query:12} {statistics.median(times):6.1f} ms  {len(hits)} shown")


def _characters() -> list[str]:
    """The characters of the stock sentences first, since they are the common ones, then others."""
    common = sorted({char for char in "".join(SENTENCES) if "一" <= char <= "龥"})
    others = [char for char in map(chr, range(0x4E00, 0x4E00 + 2 * _HAN)) if char not in common]
    return [*common, *others[: _HAN - len(common)]]


def _paragraph(chance: random.Random, stock: list[str], han: list[str], totals: list[float]) -> str:
    length, sentences = 0, []
    while length < _CHARACTERS // _PARAGRAPHS:
        if chance.random() < _STOCK:
            sentence = chance.choice(stock)
        else:
            first, second = (
                "".join(chance.choices(han, cum_weights=totals, k=chance.randint(5, 16))) for _ in range(2)
            )
            sentence = f"{first}，{second}。"
        sentences.append(sentence)
        length += len(sentence)
    return "".join(sentences)
