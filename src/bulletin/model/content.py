"""Bytes that wait where they lie. In: bytes in memory, or what can bring them. Out: the bytes, when they are asked for.

An issue of two hundred pictures is read, converted and laid out without holding one of them.
"""

import io
from typing import BinaryIO, Protocol


class Content(Protocol):
    """Bytes that are brought when they are asked for, the same every time."""

    def open(self) -> BinaryIO:
        """The bytes as a stream, the caller's to close."""


def opened(content: bytes | Content) -> BinaryIO:
    """A stream of `content`, the caller's to close."""
    return io.BytesIO(content) if isinstance(content, bytes) else content.open()


def bytes_of(content: bytes | Content) -> bytes:
    """All of `content`."""
    if isinstance(content, bytes):
        return content
    with content.open() as stream:
        return stream.read()
