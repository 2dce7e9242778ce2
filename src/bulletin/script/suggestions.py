"""What a glossary lacks. In: the articles of an issue. Out: names and words that conversion would touch, most first.

Names are authors, and what recurs after a surname that is also a word (于 余 范 后 …) where no dictionary phrase
claims it; words are those that Taiwan's vocabulary replaces (项目 → 專案), which may mean something else here.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, starmap
from typing import Final, NamedTuple

from bulletin.model import Article, EntryKind, Glossary, Script
from bulletin.script.converter import opencc
from bulletin.script.detect import script_of
from bulletin.script.dictionary import read_dictionary
from bulletin.script.names import is_doubtful, name_in
from bulletin.script.terms import Terms

# Surnames whose character is also a common word, or stands for several Traditional ones.
_SURNAMES: Final = "于余范后干谷岳钟叶云万党种仇舍郁涂朴曲占卜台宁丰游"
_PLACES: Final = "路街弄巷村镇乡桥关门庙寺园"
_TITLES: Final = (
    "先生",
    "女士",
    "老师",
    "师傅",
    "主任",
    "会长",
    "校长",
    "教授",
    "老人",
    "大爷",
    "阿婆",
    "同志",
)
# No name holds these; a run of characters with one of them is a piece of a sentence.
_NOT_IN_NAMES: Final = (
    "的了着过在是有和与也就不一这那把被他她它们我你个上下里外来去到说都还又要会能可为对从向年月日第"
)
_HAN: Final = "[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]"
_NAME: Final = re.compile(f"(?=([{_SURNAMES}])((?:(?![{_NOT_IN_NAMES}]){_HAN}){{1,2}}))")
_PLACE: Final = re.compile(f"(?=((?:(?![{_NOT_IN_NAMES}]){_HAN}){{2,3}}[{_PLACES}]))")
_BETWEEN_AUTHORS: Final = re.compile(r"[\s,，、;；/]+")
_AUTHOR: Final = re.compile(f"{_HAN}{{2,4}}")
_RECURS: Final = 2


class Suggestion(NamedTuple):
    """A name or a term worth an entry: how often it stands in the issue, what conversion to Taiwan's script makes
    of it now, and what the entry would make of it."""

    kind: EntryKind
    text: str
    times: int
    now: str
    form: str


def suggest(articles: Iterable[Article], glossary: Glossary) -> tuple[Suggestion, ...]:
    """What the Simplified text of `articles` holds and `glossary` does not, names first, then by count."""
    every = [article for article in articles if _is_simplified(article)]
    text = _undecided(every, glossary)
    authors = _authors(every, glossary)
    names = _counted(text, [*authors, *_names(text), *_places(text)], EntryKind.NAME, _name_form)
    words = _counted(text, _vocabulary(), EntryKind.TERM, opencc("s2tw").convert)
    return (*names, *words)


def likely_names(articles: Iterable[Article], glossary: Glossary) -> tuple[str, ...]:
    """Authors, and what recurs as a name in the Simplified text of `articles`, if it holds a doubtful character."""
    every = [article for article in articles if _is_simplified(article)]
    names = [*_authors(every, glossary), *_names(_undecided(every, glossary))]
    return tuple(name for name in dict.fromkeys(names) if any(map(is_doubtful, name)))


def _undecided(articles: Iterable[Article], glossary: Glossary) -> str:
    terms = Terms(glossary, Script.ZH_HANT_TW)
    return "\n".join(
        _without(paragraph, terms) for article in articles for paragraph in _text(article).split("\n")
    )


def _authors(articles: Iterable[Article], glossary: Glossary) -> list[str]:
    terms = Terms(glossary, Script.ZH_HANT_TW)
    return [
        name
        for article in articles
        for name in _BETWEEN_AUTHORS.split(_without(article.byline, terms))
        if _AUTHOR.fullmatch(name)
    ]


def _is_simplified(article: Article) -> bool:
    script = article.script or script_of(_text(article))
    return script is None or not script.is_traditional


def _text(article: Article) -> str:
    return f"{article.title}\n{article.byline}\n{article.body.text}"


def _without(text: str, terms: Terms) -> str:
    """`text` with what the glossary already decides taken out, so that nothing is read across it."""
    for start, end, *_ in reversed(terms.found(text, Script.ZH_HANS)):
        text = f"{text[:start]}\n{text[end:]}"
    return text


def _names(text: str) -> Iterator[str]:
    """What recurs after a surname, or stands there before a title."""
    claimed = _claimed(text)
    found = [match for match in _NAME.finditer(text) if match.start() not in claimed]
    counts = Counter(
        match[1] + match[2][:length] for match in found for length in range(1, len(match[2]) + 1)
    )
    for match in found:
        surname, given = match[1], match[2]
        if text.startswith(_TITLES, match.start() + 1):
            yield surname + text[match.start() + 1 : match.start() + 3]
        elif len(given) == 2 and counts[surname + given] >= _RECURS:
            yield surname + given
        elif text.startswith(_TITLES, match.start() + 2):
            yield surname + given[0]


def _places(text: str) -> Iterator[str]:
    claimed = _claimed(text)
    found = [match for match in _PLACE.finditer(text) if match.start() not in claimed]
    counts = Counter(match[1] for match in found)
    return (place for place, count in counts.items() if count >= _RECURS)


def _claimed(text: str) -> set[int]:
    """The places that a phrase of OpenCC's dictionary covers: 于 in 关于 is no surname."""
    return set(chain.from_iterable(starmap(range, opencc("s2t").phrases.matches(text))))


def _vocabulary() -> Iterator[str]:
    """Taiwan's vocabulary as it is written in Simplified text."""
    simplify = opencc("t2s").convert
    return (simplify(key) for key in read_dictionary("TWPhrases"))


def _name_form(name: str) -> str:
    return name_in(name, Script.ZH_HANT_TW)


def _counted(
    text: str, candidates: Iterable[str], kind: EntryKind, form_of: Callable[[str], str]
) -> list[Suggestion]:
    """The candidates that stand in `text` and that conversion would write otherwise than `form_of`."""
    convert = opencc("s2twp").convert
    found = [
        Suggestion(kind, candidate, times, convert(candidate), form_of(candidate))
        for candidate in dict.fromkeys(candidates)
        if (times := text.count(candidate))
    ]
    return sorted(
        (each for each in found if each.now != each.form), key=lambda each: (-each.times, each.text)
    )
