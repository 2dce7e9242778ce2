"""OpenCC's pipeline over one configuration. In: a text. Out: the converted text, or a `Conversion` with its spans.

Normalisation first, over the whole text. Then segmentation: every leftmost-longest match of the segmentation
dictionary is a segment, and so is every run between two of them. Each stage of the chain then works inside a
segment and never across (OpenCC's `Converter`, `MaxMatchSegmentation` and `ConversionChain`).
"""

from collections.abc import Iterator
from functools import cache, reduce
from typing import Final

from bulletin.caches import cached
from bulletin.script.conversion import Conversion, Rule, Span
from bulletin.script.dictionary import Table, data_version, read_config
from bulletin.script.matcher import Matcher, Parts, parts_of

# Stands between the segments while the whole text goes through a stage at once. A noncharacter: no key holds it,
# and no text should (Unicode 23.7); one that does is converted around it.
_SENTINEL: Final = "\ufdd0"


# The parts of a matcher, of one version of OpenCC's data; the number rises when their form changes.
_CACHED: Final = f"opencc-{data_version()}-1"


class OpenCC:
    """A converter with one configuration of OpenCC's; makes the same text as OpenCC itself."""

    def __init__(self, config_name: str) -> None:
        config = read_config(config_name)
        self._normalization: Final = [matcher_of(table) for table in config.normalization]
        self._chain: Final = [matcher_of(table) for table in config.chain]
        self._tables: Final = {matcher_of(table): table for table in (*config.normalization, *config.chain)}
        self._segmentation: Final = _segmentation(config.segmentation, config.chain[0], self._chain[0])
        self._is_segmented: Final = config.segmentation is not None

    @property
    def phrases(self) -> Matcher:
        """What cuts a text into segments: the phrases that decide before any single character does."""
        return self._segmentation or self._chain[0]

    def hasten(self) -> None:
        """Have automata find the phrases from now on, if there are any; much text has the same effect."""
        for matcher in (*self._tables, *([self._segmentation] if self._segmentation else [])):
            matcher.hasten()

    def convert(self, text: str) -> str:
        """The converted text."""
        if _SENTINEL in text:
            return _SENTINEL.join(map(self.convert, text.split(_SENTINEL)))
        for stage in self._normalization:
            text = stage.convert(text)
        stages = self._chain
        if self._segmentation:
            text = _SENTINEL.join(_segments(text, self._segmentation))
        elif self._is_segmented:
            text, stages = _SENTINEL.join(stages[0].pieces(text)), stages[1:]
        for stage in stages:
            text = stage.convert(text)
        return text.replace(_SENTINEL, "") if self._is_segmented else text

    def trace(self, text: str) -> Conversion:
        """The same with its spans; slower."""
        normal = reduce(self._followed, self._normalization, Conversion.unchanged(text))
        segments = [normal.target]
        if self._is_segmented:
            segments = list(_segments(normal.target, self.phrases))
        parts = [reduce(self._followed, self._chain, Conversion.unchanged(segment)) for segment in segments]
        return normal.then(Conversion.joined(parts))

    def _followed(self, before: Conversion, stage: Matcher) -> Conversion:
        if not stage.concerns(before.target):
            return before
        table = self._tables[stage]
        spans: list[Span] = []
        pieces: list[str] = []
        text, position, written = before.target, 0, 0
        for start, key, value in stage.keys(text):
            pieces += text[position:start], value
            position, written = start + len(key), written + start - position + len(value)
            rules = (Rule(table.origin(key), key),)
            spans.append(Span(start, position, written - len(value), written, rules))
        target = "".join((*pieces, text[position:]))
        stretches = [span for span in spans if span.end - span.start != span.target_end - span.target_start]
        return before.then(Conversion(text, target, tuple(spans), tuple(stretches)))


@cache
def opencc(config_name: str) -> OpenCC:
    """The converter for `s2t`, `s2twp` … Raises EngineError for a configuration that OpenCC's data lacks."""
    return OpenCC(config_name)


@cache
def matcher_of(table: Table) -> Matcher:
    """A matcher of `table`, its parts kept between runs: making them takes longer than most conversions."""

    def parts() -> tuple[dict[str, str], dict[int, str], dict[str, tuple[int, ...]], str, str]:
        made = parts_of(table.entries)  # as a plain tuple, which is what is kept
        return made.phrases, made.characters, made.lengths, made.begins, made.concerns

    return Matcher({}, Parts(*cached(f"{_CACHED}-{table.key}", parts)))


def _segmentation(table: Table | None, first: Table, first_stage: Matcher) -> Matcher | None:
    """A matcher for the segmentation; None where there is none, or where the first stage's own phrases are the
    segments: then one pass over the text does both (all of Simplified → Traditional)."""
    if table is None or cached(
        f"{_CACHED}-{table.key}-{first.key}", lambda: table.entries.keys() == first_stage.phrases.keys()
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
