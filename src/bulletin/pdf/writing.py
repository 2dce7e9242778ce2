"""What a finished document is written with. In: a document of pydyf. Out: the same bytes, each object's made once.

pydyf 0.13 makes every object's bytes twice, for the file and for its identifier (ISO 32000-1 §14.4), and compresses every
page twice with them; and it lists all pages again for every element of the structure tree. Of a long issue that is a
seventh of the time. Written against the pydyf of WeasyPrint 70.0; on another version `applied` does nothing.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, Final

import pydyf

from bulletin.pdf.engine import Replacement, on_pinned, standing_in

_KINDS: Final[tuple[Any, ...]] = (pydyf.Stream, pydyf.Dictionary, pydyf.Array)


@on_pinned
def applied() -> list[Replacement]:
    """Write every document once inside the `with` block."""
    write = pydyf.PDF.write

    def write_once(pdf: Any, *args: Any, **named: Any) -> None:
        with _bytes_kept():
            write(pdf, *args, **named)

    return [(pydyf.PDF, "write", write_once), (pydyf.PDF, "page_references", property(_page_references))]


@contextmanager
def _bytes_kept() -> Iterator[None]:
    """While a document is written its objects change no more."""
    with standing_in(*((kind, "data", property(partial(_once, kind.data.fget))) for kind in _KINDS)):
        yield


def _once(make: Callable[[Any], bytes], item: Any) -> bytes:
    if item.number is None:  # part of another object, which is kept
        return make(item)
    if "bytes_kept" not in item.__dict__:
        item.bytes_kept = make(item)
    kept: bytes = item.bytes_kept
    return kept


def _page_references(pdf: Any) -> tuple[bytes, ...]:
    pages = pdf.pages["Kids"][::3]
    kept: tuple[bytes, ...] = pdf.__dict__.get("references_kept", ())
    if len(kept) != len(pages):
        kept = pdf.references_kept = tuple(f"{number} 0 R".encode("ascii") for number in pages)
    return kept
