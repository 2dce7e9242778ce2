"""One judgement of pictures for all: what a picture is, whether it is safe, and what of it travels. In: bytes. Out: an Asset."""

from bulletin.pictures.bitmaps import MAX_BYTES, clean_picture, read_picture

__all__ = ["MAX_BYTES", "clean_picture", "read_picture"]
