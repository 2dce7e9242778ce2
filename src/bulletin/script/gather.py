"""From markup to passages. In: the elements and text nodes of a document, in order. Out: one passage a block.

What a block is and what is locked is decided here alike for article bodies (body.py) and HTML pages (page.py):
the inline text of a block is one passage, so that a phrase split by `<b>` or by a note call is one phrase. Code,
`translate="no"` and other languages are locked, a line break ends a phrase, and ruby readings, note calls and raised
marks are passed over as if they were not there.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from itertools import islice
from typing import Final, Generic, TypeVar

from bulletin.model import Script
from bulletin.script.detect import is_foreign, script_of_tag
from bulletin.script.passage import Passage

P = TypeVar("P")

ATTRIBUTE: Final = "attribute"  # the part of a passage that is the value of one

BLOCKS: Final = frozenset(
    "address article aside blockquote body button caption center col colgroup dd details dialog dir div dl dt fieldset"
    " figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li link main menu meta nav ol"
    " optgroup option p pre search section select summary table tbody td tfoot th thead title tr ul".split()
)
_PARAGRAPHS: Final = frozenset({"p", "div"})
_PAGES: Final = frozenset({"html", "body"})  # their language is the page's, and often a template's
_LOCKED: Final = frozenset("code kbd math pre samp tt var".split())
_PASSED_OVER: Final = frozenset({"rt", "rp", "rtc"})
_BREAKS: Final = frozenset({"br", "img"})
_HAN: Final = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


class _Mode(Enum):
    OPEN = auto()
    LOCKED = auto()
    PASSED_OVER = auto()


@dataclass(slots=True)
class _Frame(Generic[P]):
    """An open element. `outer` is the passage that an inline element in the other script interrupts."""

    tag: str
    mode: _Mode
    number: int
    declared: Script
    is_raised: bool = False
    outer: Passage[P] | None = None


class Gatherer(Generic[P]):
    """Told of elements and text in document order, keeps the passages for a conversion to `target`.

    `around` is the script of the document, for all that does not say otherwise; `locked` are classes not to touch."""

    def __init__(self, target: Script, around: Script, locked: frozenset[str] = frozenset()) -> None:
        self._target: Final = target
        self._locked: Final = locked
        self._frames: list[_Frame[P]] = [_Frame("", _Mode.OPEN, 0, around)]
        self._current: Passage[P] | None = None
        self._elements = 0
        self._passages: list[Passage[P]] = []
        self._attributes: list[Passage[P]] = []

    @property
    def passages(self) -> list[Passage[P]]:
        """The passages that hold text, locked or not, in order; attributes last, so that none parts two paragraphs."""
        every = (*self._passages, *self._attributes)
        return [passage for passage in every if passage.text.strip()]

    def open_tags(self) -> Iterator[str]:
        """The open elements, innermost first."""
        return (frame.tag for frame in islice(reversed(self._frames), len(self._frames) - 1))

    def open(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        parent = self._frames[-1]
        self._elements += 1
        self._seam()
        frame: _Frame[P] = _Frame(
            tag,
            parent.mode if parent.mode is not _Mode.OPEN else _mode_of(tag, attributes, self._locked),
            self._elements,
            self._declared(tag, attributes, parent.declared),
            parent.is_raised or tag == "sup",
        )
        if tag in BLOCKS:
            self._current = None
        elif tag in _BREAKS:
            self._passage().lock("\n")
        elif frame.mode is _Mode.OPEN and frame.declared.is_traditional != parent.declared.is_traditional:
            frame.outer, self._current = self._passage(), None
        self._frames.append(frame)

    def close(self) -> None:
        """The innermost open element ends."""
        frame = self._frames.pop()
        self._seam()
        if frame.outer is not None:
            frame.outer.lock(self._current.text if self._current else "")
            self._current = frame.outer
        elif frame.tag in BLOCKS:
            self._current = None

    def text(self, text: str, place: P) -> None:
        """Text that stands at `place`, inside the innermost open element."""
        frame = self._frames[-1]
        if not text or frame.mode is _Mode.PASSED_OVER or (frame.is_raised and not _HAN.search(text)):
            return
        if frame.mode is _Mode.LOCKED:
            self._passage().lock(text)
        else:
            self._passage().add(text, place)

    def attribute(self, *parts: tuple[str, P]) -> None:
        """The value of an attribute a reader reads, in parts; a passage of its own."""
        frame = self._frames[-1]
        if frame.mode is _Mode.OPEN:
            self._elements += 1
            passage: Passage[P] = Passage(self._elements, frame.declared, ATTRIBUTE)
            for text, place in parts:
                passage.add(text, place)
            self._attributes.append(passage)

    def language(self, tag: str, language: str) -> str:
        """What `<tag lang=language>`, opening or opened here, needs to state once its text is converted."""
        script = script_of_tag(language)
        is_locked_here = self._frames[-1].mode is not _Mode.OPEN
        if script is None or is_locked_here or (self._is_at_home(script) and tag not in _PAGES):
            return language
        return language if script is self._target else self._target.value

    def _declared(self, tag: str, attributes: Mapping[str, str], inherited: Script) -> Script:
        script = script_of_tag(attributes.get("lang", ""))
        if script is None:
            return inherited
        return self._target if self._is_at_home(script) and tag not in _PAGES else script

    def _is_at_home(self, script: Script) -> bool:
        return script.is_traditional == self._target.is_traditional

    def _seam(self) -> None:
        if self._current is not None:
            self._current.seam()

    def _passage(self) -> Passage[P]:
        """The passage that text now belongs to; a new one at the start of a block."""
        if self._current is None:
            self._current = Passage(self._group(), self._frames[-1].declared, self._block())
            self._passages.append(self._current)
        return self._current

    def _block(self) -> str:
        """The tag of the nearest block."""
        return next((frame.tag for frame in reversed(self._frames) if frame.tag in BLOCKS), "")

    def _group(self) -> int:
        """The number of the nearest block, or of what holds it where the block is a paragraph."""
        depth = next((i for i in range(len(self._frames) - 1, 0, -1) if self._frames[i].tag in BLOCKS), 0)
        return self._frames[depth - 1 if self._frames[depth].tag in _PARAGRAPHS else depth].number


def is_locked(tag: str, attributes: Mapping[str, str], locked: frozenset[str]) -> bool:
    """True for an element whose text conversion must not touch: code, `translate="no"`, a class of `locked`, another
    language."""
    if not locked.isdisjoint(attributes.get("class", "").split()):
        return True
    if tag in _LOCKED or attributes.get("translate", "").strip().lower() == "no":
        return True
    return tag not in _PAGES and is_foreign(attributes.get("lang", ""))


def _mode_of(tag: str, attributes: Mapping[str, str], locked: frozenset[str]) -> _Mode:
    if is_locked(tag, attributes, locked):
        return _Mode.LOCKED
    is_call = tag == "a" and "noteref" in attributes.get("class", "").split()
    return _Mode.PASSED_OVER if tag in _PASSED_OVER or is_call else _Mode.OPEN
