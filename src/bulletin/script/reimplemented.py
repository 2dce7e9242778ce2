"""What opencc-python-reimplemented writes, sooner. In: a configuration, a text. Out: that engine's own text.

At each stage it takes the longest phrase first, wherever it stands between two separators, and only then looks to the
left and right of it; of a group of dictionaries the next one sees what the one before has left (its `StringTree`).
Here our matcher does the same with that package's dictionaries: a review asks about every sentence.
"""

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any, Final

from bulletin.errors import InputError
from bulletin.script.cutting import cut_by, longest
from bulletin.script.dictionary import Flat, Table
from bulletin.script.matcher import Matcher
from bulletin.script.stage import matcher_of

_LINE: Final = re.compile(r"^([^\t\n]+)\t([^ \n]+)", re.MULTILINE)  # of several values the first
_PHRASE: Final = re.compile(r"^[^\t\n]{2}", re.MULTILINE)


class LongestFirst:
    """The engine with one configuration. Raises InputError for one that it lacks."""

    def __init__(self, config_name: str) -> None:
        config = files("opencc") / "config" / f"{config_name}.json"
        if not config.is_file():
            raise InputError("script.engine-lacks", engine="reimplemented", config=config_name)
        stages = json.loads(config.read_text(encoding="utf-8"))["conversion_chain"]
        self._stages: Final = [list(_layers(stage["dict"])) for stage in stages]

    def convert(self, text: str) -> str:
        """The converted text."""
        for layers in self._stages:
            text = _written(layers, text)
        return text


def _written(layers: Sequence[Matcher], text: str) -> str:
    """`text` by the first of `layers`, what that leaves by the next."""
    first, *others = layers
    cut = cut_by(longest, first, text, first.cut(text))
    if not others:
        return "".join(first.pieces(text, cut))
    written: list[str] = []
    position = 0
    for start, key, value in first.keys(text, cut):
        written += _written(others, text[position:start]), value
        position = start + len(key)
    return "".join((*written, _written(others, text[position:])))


def _layers(node: dict[str, Any]) -> Iterator[Matcher]:
    """The dictionaries of a stage; one of single characters needs no layer of its own, since no phrase crosses it."""
    lines = ""
    for part in node["dicts"] if node["type"] == "group" else [node]:
        own = (files("opencc") / "dictionary" / part["file"]).read_text(encoding="utf-8")
        if lines and _PHRASE.search(own):
            yield _matcher(lines)
            lines = ""
        lines += own
    yield _matcher(lines)


@cache
def _matcher(lines: str) -> Matcher:
    """A matcher of a dictionary's lines; of a key that stands twice the first counts."""

    def read() -> Flat:
        from opencc import OpenCC  # noqa: PLC0415 seldom: what is read here is kept between runs

        separators = OpenCC().split_chars_re  # it never looks across one
        pairs = reversed(_LINE.findall(lines))
        entries = {key: value for key, value in pairs if not separators.search(key)}
        return Flat(entries, (("", entries),))

    return matcher_of(Table(f"reimplemented-{sha256(lines.encode()).hexdigest()[:16]}", ("",), read))
