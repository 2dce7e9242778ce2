"""How a house wants its texts converted, where more than one way is right."""

from dataclasses import dataclass
from enum import StrEnum


class Quotes(StrEnum):
    """Which quotation marks an edition has: its region's, those of the source, or one kind in every script."""

    REGION = "region"
    KEEP = "keep"
    CURLY = "curly"  # “ ‘ ’ ”
    CORNER = "corner"  # 「『』」


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """`engine` is what converts, `config` the one OpenCC configuration to use, whatever the scripts (`s2twp`).
    `vocabulary` says whether words change with the region too (软件 → 軟體); None leaves it to the region: Taiwan's
    do, Hong Kong's do not. `locked` are classes whose text is never converted."""

    engine: str = "opencc"
    vocabulary: bool | None = None
    quotes: Quotes = Quotes.REGION
    locked: frozenset[str] = frozenset()
    config: str = ""
