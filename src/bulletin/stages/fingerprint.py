"""A digest of values. In: plain values and frozen ones made of them. Out: the same bytes for equal values, in any process.

Not `hash`, `pickle` or `marshal`: the first differs from run to run, the others between equal values.
"""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from enum import Enum
from hashlib import sha256
from pathlib import PurePath


def fingerprint(value: object) -> bytes:
    """The SHA-256 of `value`: texts, bytes, numbers, dates, paths, enums, None; dataclasses, tuples, lists, sets and mappings
    of these. Raises TypeError for anything else, whose contents nobody knows."""
    digest = sha256()
    for piece in _pieces(value):
        digest.update(piece)
    return digest.digest()


def _pieces(value: object) -> Iterator[bytes]:
    """Bytes that tell `value` from every other: each begins with its kind and its length."""
    name = type(value).__qualname__
    match value:
        case Enum():
            yield from _named(name, [value.name])
        case bytes():
            yield b"bytes %d:" % len(value)
            yield value
        case str():
            encoded = value.encode("utf-8", "surrogatepass")
            yield b"str %d:" % len(encoded)
            yield encoded
        case None | bool() | int() | float() | datetime.date() | datetime.time() | PurePath():
            yield f"{name} {value!r};".encode("utf-8", "surrogatepass")
        case tuple() | list():
            yield from _named("list", value)
        case AbstractSet():
            yield from _named("set", sorted(map(fingerprint, value)))
        case Mapping():
            yield from _named(
                "map", sorted((fingerprint(key), fingerprint(each)) for key, each in value.items())
            )
        case _ if is_dataclass(value):
            yield from _named(name, [getattr(value, each.name) for each in fields(value)])
        case _:
            raise TypeError(f"no fingerprint of {name}")


def _named(name: str, values: Sequence[object]) -> Iterator[bytes]:
    yield f"{name} {len(values)}:".encode()
    for value in values:
        yield from _pieces(value)
