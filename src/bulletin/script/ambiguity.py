"""Characters that stand for several. In: a configuration, a text. Out: what each might be, and how doubtful that is."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

from bulletin.caches import cached
from bulletin.script.dictionary import CACHED, read_config, read_dictionary
from bulletin.script.matcher import Matcher
from bulletin.script.stage import matcher_of

# What lists the forms of a character, and the phrases that show which of them is how common.
_CHARACTERS: Final = {"STCharacters": "STPhrases", "TSCharacters": "TSPhrases"}
# Between two Traditional regions the same: what is 著 in Taiwan is 着 or 著 elsewhere. Here the phrases show a form that
# the list of characters lacks.
_REGIONAL: Final = {
    name: f"{name}Phrases" for name in ("TWVariants", "TWVariantsRev", "HKVariants", "HKVariantsRev")
}
_PHRASES: Final = _CHARACTERS | _REGIONAL
_MOST_CANDIDATES: Final = 6


class Ambiguity:
    """What the configurations of a route, one after another, know of characters with several forms."""

    def __init__(self, configs: tuple[str, ...]) -> None:
        tables = [table for config in configs for table in read_config(config).chain]
        scripts = [table for table in tables if not _CHARACTERS.keys().isdisjoint(table.names)]
        # From one script to the other its own list is asked; a region's list then says how each form is written there.
        asked = scripts[:1] or [table for table in tables if not _REGIONAL.keys().isdisjoint(table.names)]
        self._names: Final = [name for table in asked for name in table.names if name in _PHRASES]
        every: dict[str, tuple[str, ...]] = {}
        for place, table in enumerate(tables):
            if table in asked:
                later = list(map(matcher_of, tables[place + 1 :]))
                every |= {
                    key: _regional(forms, later) for key, forms in _listed(table.names) if key not in every
                }
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
        return max((_doubts(name).get(character, 0.0) for name in self._names), default=0.0)


@cache
def ambiguity(*configs: str) -> Ambiguity:
    """What a route knows, read once."""
    return Ambiguity(configs)


def _listed(names: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """The characters of several forms, with their forms, the default first."""
    for name in names:
        if name in _CHARACTERS:
            yield from (
                (key, values.split(" ")) for key, values in read_dictionary(name).items() if " " in values
            )
        elif name in _REGIONAL:
            written = _written(name)
            for key, values in read_dictionary(name).items():
                yield key, [*values.split(" "), *sorted(written.get(key, ()))]


def _regional(forms: Iterable[str], later: Iterable[Matcher]) -> tuple[str, ...]:
    for stage in later:
        forms = [stage.convert(form) for form in forms]
    return tuple(dict.fromkeys(forms))


@cache
def _doubts(name: str) -> dict[str, float]:
    return cached(f"{CACHED}-doubts-{name}", lambda: _counted(name))


def _counted(name: str) -> dict[str, float]:
    characters = read_dictionary(name)
    counted: dict[str, float] = {}
    for one, forms in _written(name).items():
        alone = characters.get(one, one)[0]
        counted[one] = sum(count for form, count in forms.items() if form != alone) / sum(forms.values())
    return counted


def _written(name: str) -> dict[str, Counter[str]]:
    """How often the phrases beside a list of characters write each character as what."""
    written: dict[str, Counter[str]] = defaultdict(Counter)
    for key, values in read_dictionary(_PHRASES[name]).items():
        value = values.partition(" ")[0]
        if len(key) == len(value):
            for one, form in zip(key, value, strict=True):
                written[one][form] += 1
    return written


def few(candidates: Iterator[str]) -> tuple[str, ...]:
    """The first of `candidates`, each once."""
    return tuple(dict.fromkeys(candidates))[:_MOST_CANDIDATES]
