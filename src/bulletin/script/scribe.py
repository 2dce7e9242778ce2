"""The scribe writes passages out in another script. In: passages or lines of text. Out: what changes.

Here the parts meet: which script a text is in (detect.py), by which configurations it is converted (routes.py) and
on which engine (engines.py), its locks, its terms and its quotation marks. A text already in the target script is left alone,
passage by passage.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import Final, Generic, NamedTuple, TypeVar

from bulletin.model import Glossary, HouseStyle, Quotes, Script
from bulletin.script.conversion import LOCK, Conversion
from bulletin.script.converter import opencc
from bulletin.script.decided import Decided
from bulletin.script.detect import script_of
from bulletin.script.engines import Converter, converter
from bulletin.script.locks import Range, merged, own_script, pieces, quotations, script_around, unmarked
from bulletin.script.marks import PARAGRAPH, middle_dots, regional_quotes, title_marks
from bulletin.script.passage import Passage
from bulletin.script.routes import route
from bulletin.script.terms import Fixed, Terms

P = TypeVar("P")

# Marks that go by region; whatever else a locked span holds tells what language the marks around it belong to.
_BLANKED: Final = dict.fromkeys(map(ord, "“”‘’「」『』《》〈〉·‧・"), "\ufffc")

NO_GLOSSARY: Final = Glossary()
PLAIN_STYLE: Final = HouseStyle()


class Copied(NamedTuple, Generic[P]):
    """The new text of every place that changes, and how many passages were left because their text is already in
    the target script, though declared to be in another."""

    changes: list[tuple[P, str]]
    kept: int


class Traced(NamedTuple):
    """What became of one passage: what held it (Passage.part), the script its text was taken for, every change."""

    part: str
    source: Script
    conversion: Conversion


class _Reading(NamedTuple, Generic[P]):
    """A passage, the script its text is in, and what in it must not change."""

    passage: Passage[P]
    source: Script
    locks: list[Range]

    @property
    def masked(self) -> str:
        """The text with the punctuation marks of its locked spans blanked, so that none is paired with one outside."""
        cut = pieces(self.passage.text, self.locks)
        return "".join(piece.translate(_BLANKED) if locked else piece for piece, locked in cut)

    def unmasked(self, text: str) -> str:
        """`text`, as long as the passage's, with the locked spans as they are in the passage."""
        if not self.locks:
            return text
        written: list[str] = []
        position = 0
        for piece, locked in pieces(self.passage.text, self.locks):
            written.append(piece if locked else text[position : position + len(piece)])
            position += len(piece)
        return "".join(written)


class Scribe:
    """Writes texts in `target`, never `Script.SOURCE`. With `source` every text counts as written in it; without,
    the script is told text by text. `watch` is told of every passage, in order; being watched takes longer.

    Raises InputError for an unknown engine, or one that lacks a configuration."""

    def __init__(
        self,
        target: Script,
        style: HouseStyle = PLAIN_STYLE,
        source: Script | None = None,
        glossary: Glossary = NO_GLOSSARY,
        watch: Callable[[Traced], None] | None = None,
    ) -> None:
        self._target: Final = target
        self.style: Final = style
        self._source: Final = source
        self._terms: Final = Terms(glossary, target)
        self._decided: Final = Decided(glossary.decisions, target) if glossary.decisions.entries else None
        self._watch: Final = watch
        converter(style.engine, "t2s")  # an unknown engine is told at once, not at the first text to convert

    def surroundings(self, text: str, declared: Script | None = None) -> Script:
        """What a passage that does not tell counts as, from the `text` around it and what is `declared` of it.

        The target itself where the text is already written in it; the opposite script where nothing tells."""
        if declared is None or declared is Script.SOURCE:
            declared = Script.ZH_HANS if self._target.is_traditional else Script.ZH_HANT
        return self._source_of(text, declared)

    def line(self, text: str, around: Script, part: str = "") -> str:
        """`text` in the target script; `part` says what it is."""
        if not text:
            return text
        passage: Passage[None] = Passage(0, around, part)
        passage.add(text, None)
        changes = self.copy([passage]).changes
        return changes[0][1] if changes else text

    def copy(self, passages: Sequence[Passage[P]]) -> Copied[P]:
        """Convert `passages`, each by the script its text shows, or else by what is declared of it."""
        changes: list[tuple[P, str]] = []
        kept = 0
        for _, group in groupby(passages, key=lambda passage: passage.group):
            readings = [self._read(passage) for passage in group]
            for reading, text in zip(readings, self._marked(readings), strict=True):
                passage, source, _ = reading
                kept += source is self._target is not passage.declared and bool(passage.slots)
                changes += self._rewritten(reading, text)
        return Copied(changes, kept)

    def _read(self, passage: Passage[P]) -> _Reading[P]:
        seen = None if self._source else script_around(passage.open_text, passage.declared)
        source = self._source_by(seen, passage.declared)
        quoted = quotations(passage.text, source) if self._source is None else []
        return _Reading(passage, source, merged([*passage.locks, *quoted]) if quoted else passage.locks)

    def _source_of(self, text: str, declared: Script) -> Script:
        seen = None if self._source else own_script(text) or script_of(text)
        return self._source_by(seen, declared)

    def _source_by(self, seen: Script | None, declared: Script) -> Script:
        """The script of a text that shows `seen`; the target itself where it is to be left alone."""
        if seen is None or seen.is_traditional == declared.is_traditional:
            return self._source or declared
        return self._target if seen.is_traditional == self._target.is_traditional else seen

    def _marked(self, readings: Sequence[_Reading[P]]) -> Iterator[str]:
        """The texts of consecutive paragraphs with the punctuation marks of the target, those left alone as they are."""
        masked = [reading.masked for reading in readings]
        quoted = [
            text if self._sets_quotes(reading.source) else ""
            for text, reading in zip(masked, readings, strict=True)
        ]
        joined = regional_quotes(PARAGRAPH.join(quoted), traditional=self._has_corners)
        position = 0
        for reading, text, is_quoted in zip(readings, masked, quoted, strict=True):
            part = joined[position : position + len(is_quoted)] or text
            position += len(is_quoted) + len(PARAGRAPH)
            if reading.source is not self._target:
                part = middle_dots(part, self._target)
                if reading.source.is_traditional and not self._target.is_traditional:
                    part = title_marks(part)
            yield reading.unmasked(part)

    @property
    def _has_corners(self) -> bool:
        """True if the quotation marks are 「 」."""
        return self.style.quotes is Quotes.CORNER or (
            self.style.quotes is Quotes.REGION and self._target.is_traditional
        )

    def _sets_quotes(self, source: Script) -> bool:
        """True if a text in `source` gets other quotation marks: one that crosses, or any by a house's own choice."""
        crosses = source.is_traditional != self._target.is_traditional
        return crosses if self.style.quotes is Quotes.REGION else self.style.quotes is not Quotes.KEEP

    def _rewritten(self, reading: _Reading[P], text: str) -> Iterator[tuple[P, str]]:
        """The places of a passage whose text changes, given its `text` with its punctuation marks set."""
        passage, source, _ = reading
        converters = self._converters(source)
        fixed = list(self._fixed(reading, is_converted=bool(converters)))
        if self._watch is None and passage.is_one_text:
            place = passage.slots[0].place
            target = passage.converted(text, fixed, partial(_converted, converters))
            return iter(((place, target),) if target != passage.text else ())
        conversion = passage.traced(text, fixed, partial(_traced, converters))
        if self._watch is not None:
            self._watch(Traced(passage.part, source, conversion))
        return passage.spread(conversion)

    def _converters(self, source: Script) -> list[Converter]:
        return [converter(self.style.engine, config) for config in self._configs(source)]

    def _configs(self, source: Script) -> tuple[str, ...]:
        if self.style.config:
            return (self.style.config,)
        return route(source, self._target, self.style.vocabulary)

    def _fixed(self, reading: _Reading[P], *, is_converted: bool) -> Iterator[Fixed]:
        """The locks of a passage, the glossary's terms between them, and what an editor has decided of the rest."""
        fixed = [*self._locks_and_terms(reading, is_converted=is_converted)]
        if self._decided is None or not is_converted:
            return iter(fixed)
        phrases = opencc(self._configs(reading.source)[0]).phrases
        free = (
            each
            for each in self._decided.fixed(reading.passage.text, phrases)
            if not any(other.start < each.end and each.start < other.end for other in fixed)
        )
        return iter(sorted([*fixed, *free]))

    def _locks_and_terms(self, reading: _Reading[P], *, is_converted: bool) -> Iterator[Fixed]:
        """The locks of a passage, their marks taken out, and the glossary's terms between them."""
        passage, source, locks = reading
        position = 0
        for piece, locked in pieces(passage.text, locks):
            if locked:
                yield Fixed(position, position + len(piece), unmarked(piece), LOCK)
            elif is_converted:
                for start, end, form, rule in self._terms.found(piece, source):
                    yield Fixed(position + start, position + end, form, rule)
            position += len(piece)


def _converted(converters: Sequence[Converter], text: str) -> str:
    for each in converters:
        text = each.convert(text)
    return text


def _traced(converters: Sequence[Converter], text: str) -> Conversion:
    conversion = Conversion.unchanged(text)
    for each in converters:
        conversion = conversion.then(each.trace(conversion.target))
    return conversion
