"""A table of a file after checking: its values by key, each already of the type its kind promises."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, cast

from bulletin.model import Asset


class Placed(NamedTuple):
    """A text and where it stands (`file:line`)."""

    text: str
    place: str


class Chosen(NamedTuple):
    """The value of a theme's option, as written, and where it stands (`file:line`)."""

    value: object
    place: str


@dataclass(frozen=True, slots=True)
class Values:
    """A checked table. Each accessor is for the keys of one kind and gives its empty value for a key not there."""

    found: Mapping[str, object]
    place: str  # file:line of the table
    places: Mapping[str, str] = field(default_factory=dict)  # of each key

    def __contains__(self, name: str) -> bool:
        return name in self.found

    def place_of(self, name: str) -> str:
        """Where a key of this table stands, as near as is known."""
        return self.places.get(name, self.place)

    def text(self, name: str) -> str:
        """A TEXT or a CHOICE."""
        return cast(str, self.found.get(name, ""))

    def texts(self, name: str) -> tuple[str, ...]:
        """TEXTS or CHOICES."""
        return cast("tuple[str, ...]", self.found.get(name, ()))

    def flag(self, name: str) -> bool | None:
        """A FLAG."""
        return cast("bool | None", self.found.get(name))

    def length(self, name: str) -> float | None:
        """A LENGTH, in ems."""
        return cast("float | None", self.found.get(name))

    def count(self, name: str) -> int | None:
        """A COUNT."""
        return cast("int | None", self.found.get(name))

    def date(self, name: str) -> datetime.date | None:
        """A DATE."""
        return cast("datetime.date | None", self.found.get(name))

    def file(self, name: str) -> Path | None:
        """A FILE, absolute."""
        return cast("Path | None", self.found.get(name))

    def picture(self, name: str) -> Asset | None:
        """A PICTURE, read."""
        return cast("Asset | None", self.found.get(name))

    def options(self, name: str) -> Mapping[str, Chosen]:
        """OPTIONS, unchecked."""
        return cast("Mapping[str, Chosen]", self.found.get(name, {}))

    def labels(self, name: str) -> tuple[tuple[str, str], ...]:
        """LABELS: key or label, and its line, as written."""
        return cast("tuple[tuple[str, str], ...]", self.found.get(name, ()))

    def entries(self, name: str) -> tuple[Placed, ...]:
        """ENTRIES."""
        return cast("tuple[Placed, ...]", self.found.get(name, ()))

    def pairs(self, name: str) -> tuple[tuple[Placed, Placed], ...]:
        """PAIRS: key and text."""
        return cast("tuple[tuple[Placed, Placed], ...]", self.found.get(name, ()))

    def table(self, name: str) -> "Values":
        """A TABLE."""
        return cast(Values, self.found.get(name, Values({}, self.place)))

    def tables(self, name: str) -> tuple["Values", ...]:
        """TABLES or ARTICLES."""
        return cast("tuple[Values, ...]", self.found.get(name, ()))
