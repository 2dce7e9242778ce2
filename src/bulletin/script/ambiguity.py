"""Characters that stand for several. In: a configuration, a text. Out: what each might be, and how doubtful that is."""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from bulletin.caches import cached
from bulletin.script.dictionary import CACHED, read_config, read_dictionary
from bulletin.script.stage import matcher_of

# What lists all the forms of a character, and the phrases that show which of them is how common.
_CHARACTERS: Final = {"STCharacters": "STPhrases", "TSCharacters": "TSPhrases"}
_MOST_CANDIDATES: Final = 6


class Ambiguity:
    """What one configuration knows of characters with several forms."""

    def __init__(self, config_name: str) -> None:
        chain = read_config(config_name).chain
        names = [[name for name in table.names if name in _CHARACTERS] for table in chain]
        at = next((index for index, found in enumerate(names) if found), None)
        self._name: Final = names[at][0] if at is not None else ""
        self._later: Final = [matcher_of(table) for table in chain[at + 1 :]] if at is not None else []
        every = {key: self._regional(values.split(" ")) for key, values in self._values() if " " in values}
        self._forms: Final = {key: forms for key, forms in every.items() if len(forms) > 1}
        self.characters: Final = frozenset(self._forms)

    def forms(self, character: str) -> tuple[str, ...]:
        """What `character` might become, the most likely first; nothing for one that is certain."""
        return self._forms.get(character, ())

    def variants(self, text: str, form: str) -> Iterator[str]:
        """`form`, written for `text`, with another form of one of its doubtful characters."""
        if len(text) != len(form):
            return
        for place, character in enumerate(text):
            for other in self.forms(character):
                yield form[:place] + other + form[place + 1 :]

    def doubt(self, character: str) -> float:
        """How often, of 1, the dictionary's own phrases write `character` otherwise than it is written alone."""
        return _doubts(self._name).get(character, 0.0) if self._name else 0.0

    def _values(self) -> Iterable[tuple[str, str]]:
        return read_dictionary(self._name).items() if self._name else ()

    def _regional(self, forms: Iterable[str]) -> tuple[str, ...]:
        for stage in self._later:
            forms = [stage.convert(form) for form in forms]
        return tuple(dict.fromkeys(forms))


@cache
def ambiguity(config_name: str) -> Ambiguity:
    """What the configuration knows, read once."""
    return Ambiguity(config_name)


@cache
def _doubts(name: str) -> dict[str, float]:
    return cached(f"{CACHED}-doubts-{name}", lambda: _counted(name))


def _counted(name: str) -> dict[str, float]:
    characters = read_dictionary(name)
    every: Counter[str] = Counter()
    other: Counter[str] = Counter()
    for key, values in read_dictionary(_CHARACTERS[name]).items():
        value = values.partition(" ")[0]
        if len(key) == len(value):
            every.update(key)
            other.update(
                one for one, form in zip(key, value, strict=True) if form != characters.get(one, one)[0]
            )
    return {character: other[character] / every[character] for character in every}


def few(candidates: Iterator[str]) -> tuple[str, ...]:
    """The first of `candidates`, each once."""
    return tuple(dict.fromkeys(candidates))[:_MOST_CANDIDATES]
