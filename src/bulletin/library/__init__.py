"""The library room, the only door to SQLite. In: articles with their provenance. Out: the same, found again.

library.py is what the press sees; filing.py, amending.py and finding.py put in, change and find; words.py, sketch.py,
index.py and likeness.py are the full text and the copies; schema.py, rows.py, files.py and lock.py lie below.
"""

from bulletin.library.library import DATABASE, Library, open_library
from bulletin.library.values import (
    ANY,
    Accession,
    Changes,
    Filed,
    Hit,
    Holding,
    Passage,
    Permission,
    Provenance,
    Record,
    Validators,
    Wanted,
)

__all__ = [
    "ANY",
    "DATABASE",
    "Accession",
    "Changes",
    "Filed",
    "Hit",
    "Holding",
    "Library",
    "Passage",
    "Permission",
    "Provenance",
    "Record",
    "Validators",
    "Wanted",
    "open_library",
]
