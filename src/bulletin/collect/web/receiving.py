"""The body of an answer, piece by piece. In: pieces as sent, packed or not. Out: the whole, never over the limit.

A few kilobytes can unpack to gigabytes: no step is allowed to make more than the limit leaves room for.
"""

import zlib
from collections.abc import Iterable
from typing import Final, Protocol

import brotli

from bulletin.errors import InputError

ACCEPTED: Final = "gzip, deflate, br"


class _Unpacker(Protocol):
    def unpack(self, piece: bytes, most: int) -> bytes:
        """What `piece` holds, hardly more than `most` bytes of it. Raises zlib.error or brotli.error."""

    @property
    def is_whole(self) -> bool:
        """True when the packed end has been seen."""


class _Plain:
    is_whole = True

    def unpack(self, piece: bytes, most: int) -> bytes:  # noqa: ARG002 - a piece is small
        return piece


class _Zlib:
    """gzip (also several members one after another), zlib, and the bare deflate some servers mean by it."""

    def __init__(self) -> None:
        self._machine = zlib.decompressobj(wbits=47)  # gzip or zlib, by its head
        self._begun = False

    def unpack(self, piece: bytes, most: int) -> bytes:
        parts: list[bytes] = []
        while piece and most > 0:
            try:
                part = self._machine.decompress(piece, most)
            except zlib.error:
                if self._begun:
                    raise
                self._machine = zlib.decompressobj(wbits=-15)
                part = self._machine.decompress(piece, most)
            self._begun = True
            parts.append(part)
            most -= len(part)
            piece = self._machine.unconsumed_tail
            if self._machine.eof and self._machine.unused_data.startswith(b"\x1f\x8b"):
                piece = self._machine.unused_data
                self._machine = zlib.decompressobj(wbits=47)
        return b"".join(parts)

    @property
    def is_whole(self) -> bool:
        return self._machine.eof


class _Brotli:
    def __init__(self) -> None:
        self._machine = brotli.Decompressor()

    def unpack(self, piece: bytes, most: int) -> bytes:
        data: bytes = self._machine.process(piece, output_buffer_limit=most)
        while len(data) < most and not self._machine.can_accept_more_data():
            data += self._machine.process(b"", output_buffer_limit=most - len(data))
        return data

    @property
    def is_whole(self) -> bool:
        return bool(self._machine.is_finished())


_UNPACKERS: Final[dict[str, type[_Unpacker]]] = {
    "": _Plain,
    "identity": _Plain,
    "gzip": _Zlib,
    "x-gzip": _Zlib,
    "deflate": _Zlib,
    "br": _Brotli,
}


def receive(pieces: Iterable[bytes], packing: str, limit: int) -> bytes:
    """The body. Raises InputError `web.too-big` when it is over `limit` bytes, sent or unpacked, and `web.broken`
    when it cannot be unpacked or its end is missing."""
    kind = _UNPACKERS.get(packing.strip().lower())
    if kind is None:
        raise InputError("web.broken", reason=f"Content-Encoding: {packing}")
    unpacker = kind()
    body = bytearray()
    sent = 0
    for piece in pieces:
        sent += len(piece)
        try:
            body += unpacker.unpack(piece, limit + 1 - len(body))
        except (zlib.error, brotli.error) as error:
            raise InputError("web.broken", reason=str(error)) from error
        if max(sent, len(body)) > limit:
            raise InputError("web.too-big", limit=max(1, limit >> 20))
    if sent and not unpacker.is_whole:
        raise InputError("web.broken", reason=f"{packing}: {len(body)} bytes, then nothing")
    return bytes(body)


def gunzipped(data: bytes, limit: int) -> bytes:
    """A .gz file's content; anything else as it is. Raises as `receive`."""
    return receive([data], "gzip", limit) if data.startswith(b"\x1f\x8b") else data
