"""What every part of the room works on: the database, the files beside it, the fold of its words."""

import sqlite3
from dataclasses import dataclass

from bulletin.library.files import Files
from bulletin.library.words import Words


@dataclass(frozen=True, slots=True)
class Stacks:
    """One open library, behind the counter."""

    connection: sqlite3.Connection
    files: Files
    words: Words
