"""Anything to articles. In: a file. Out: Articles in the body grammar, with their pictures, and notices."""

from bulletin.collect.body import sanitise
from bulletin.collect.decode import Decoded, decode, doubts_of
from bulletin.collect.manuscript import manuscript
from bulletin.collect.pictures import words_of
from bulletin.collect.readers import MEDIA_TYPES, read_articles

__all__ = [
    "MEDIA_TYPES",
    "Decoded",
    "decode",
    "doubts_of",
    "manuscript",
    "read_articles",
    "sanitise",
    "words_of",
]
