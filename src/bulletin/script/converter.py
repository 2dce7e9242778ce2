"""OpenCC's pipeline over one configuration. In: a text. Out: the converted text, or a `Conversion` with its spans.

Normalisation first, over the whole text. Then segmentation: every leftmost-longest match of the segmentation
dictionary is a segment, and so is every run between two of them. Each stage of the chain then works inside a
segment and never across (OpenCC's `Converter`, `MaxMatchSegmentation` and `ConversionChain`).
"""

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from typing import Final

from bulletin.caches import cached
from bulletin.script.conversion import Conversion
from bulletin.script.dictionary import CACHED, Config, read_config
from bulletin.script.matcher import Matcher
from bulletin.script.stage import Stage, matcher_of

# Stands between the segments while the whole text goes through a stage at once. A noncharacter: no key holds it,
# and no text should (Unicode 23.7); one that does is converted around it.
_SENTINEL: Final = "\ufdd0"


class OpenCC:
    """A converter with one configuration of OpenCC's; makes the same text as OpenCC itself."""

    def __init__(self, config_name: str) -> None:
        config = read_config(config_name)
        self._normalization: Final = list(map(Stage, config.normalization))
        self._chain: Final = list(map(Stage, config.chain))
        self._is_segmented: Final = config.segmentation is not None
        self._segmentation: Final = _segmentation(config)

    @property
    def phrases(self) -> Matcher:
        """What cuts a text into segments: the phrases that decide before any single character does."""
        return self._segmentation or self._chain[0].matcher

    def hasten(self) -> None:
        """Have automata find the phrases from now on, if there are any; much text has the same effect."""
        for matcher in {self.phrases, *(stage.matcher for stage in (*self._normalization, *self._chain))}:
            matcher.hasten()

    def convert(self, text: str) -> str:
        """The converted text."""
        if _SENTINEL in text:
            return _SENTINEL.join(map(self.convert, text.split(_SENTINEL)))
        for stage in self._normalization:
            text = stage.matcher.convert(text)
        stages = self._chain
        if self._segmentation:
            text = _SENTINEL.join(_segments(text, self._segmentation))
        elif self._is_segmented:
            text, stages = _SENTINEL.join(stages[0].matcher.pieces(text)), stages[1:]
        for stage in stages:
            text = stage.matcher.convert(text)
        return text.replace(_SENTINEL, "") if self._is_segmented else text

    def trace(self, text: str) -> Conversion:
        """The same with its spans; slower."""
        if _SENTINEL in text:
            first, *others = map(self.trace, text.split(_SENTINEL))
            kept = Conversion.unchanged(_SENTINEL)
            return Conversion.joined([first, *chain.from_iterable((kept, other) for other in others)])
        normal = _through(self._normalization, Conversion.unchanged(text))
        if self._segmentation:
            return normal.then(_within(_segments(normal.target, self._segmentation), self._chain))
        if not self._is_segmented:
            return _through(self._chain, normal)
        first, stages = self._chain[0].trace(normal.target), self._chain[1:]
        return normal.then(first).then(_within(_phrase_by_phrase(first), stages))


@cache
def opencc(config_name: str) -> OpenCC:
    """The converter for `s2t`, `s2twp` … Raises EngineError for a configuration that OpenCC's data lacks."""
    return OpenCC(config_name)


def _segmentation(config: Config) -> Matcher | None:
    """A matcher for the segmentation; None where there is none, or where the first stage's own phrases are the
    segments: then one pass over the text does both (all of Simplified → Traditional)."""
    table, first = config.segmentation, config.chain[0]
    if table is None or cached(
        f"{CACHED}-{table.key}-{first.key}",
        lambda: table.entries.keys() == matcher_of(first).phrases.keys(),
    ):
        return None
    return matcher_of(table)


def _segments(text: str, segmentation: Matcher) -> Iterator[str]:
    position = 0
    for start, end in segmentation.matches(text):
        if position < start:
            yield text[position:start]
        yield text[start:end]
        position = end
    if position < len(text):
        yield text[position:]


def _phrase_by_phrase(first: Conversion) -> Iterator[str]:
    """What the first stage wrote, in the segments that its own phrases are."""
    text, position = first.target, 0
    for start, end, target_start, target_end, _ in first.spans:
        if end - start > 1:
            yield text[position:target_start]
            yield text[target_start:target_end]
            position = target_end
    yield text[position:]


def _within(segments: Iterable[str], stages: Iterable[Stage]) -> Conversion:
    """What `stages` make of a text cut into `segments`, never across."""
    return _through(stages, Conversion.unchanged(_SENTINEL.join(segments))).without(_SENTINEL)


def _through(stages: Iterable[Stage], before: Conversion) -> Conversion:
    for stage in stages:
        before = stage.followed(before)
    return before
