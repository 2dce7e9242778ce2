"""The words the page itself says (目录, 编者按, 主办 …). In: a language. Out: the table of its words by key."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType


@cache
def labels(lang: str) -> Mapping[str, str]:
    """The words of `lang`, one of the scripts an edition can be in (`Edition.lang`). Raises KeyError for another."""
    source = resources.files(__package__).joinpath("labels.toml")
    table = tomllib.loads(source.read_text(encoding="utf-8"))
    return MappingProxyType({key: words[lang] for key, words in table.items()})
