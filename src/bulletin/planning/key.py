"""What a key of an editor's file is: its kind, its meaning in both languages, what may stand inside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto


class Kind(Enum):
    """What a key's value must be; `check.py` holds the check of each."""

    TEXT = auto()
    TEXTS = auto()  # a list of texts
    FLAG = auto()  # true or false
    COUNT = auto()  # a whole number from 1
    LENGTH = auto()  # a number of ems, from 0 to `most`
    DATE = auto()  # 2026-03-05, "2026-03", "2026年3月"
    FILE = auto()  # a path from the file's own folder, inside the project
    PICTURE = auto()  # a FILE that is a PNG, JPEG or SVG
    CHOICE = auto()  # one of `choices`
    PAGE = auto()  # one of `choices`, or "190×260 mm"
    CHOICES = auto()  # a list of some of `choices`
    OPTIONS = auto()  # a table of a theme's own keys: the theme checks it
    LABELS = auto()  # a table of `keys`, or of labels in the editor's own words
    ENTRIES = auto()  # a list of texts, each with its place; a wrong one leaves the others
    PAIRS = auto()  # a table of texts, any text being a key; each with its place
    ARTICLES = auto()  # a list of file names or of tables of `keys`
    TABLE = auto()  # a table of `keys`
    TABLES = auto()  # an array of tables of `keys`


@dataclass(frozen=True, slots=True)
class Key:
    """One key: its kind, what it means in both languages, and an example as it stands after the `=`."""

    kind: Kind
    zh: str
    en: str
    example: str = ""
    choices: tuple[str, ...] = ()
    required: bool = False
    most: float = 0
    keys: Mapping[str, "Key"] = field(default_factory=dict, hash=False)


Keys = Mapping[str, Key]
