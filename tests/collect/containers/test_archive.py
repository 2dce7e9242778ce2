"""Archives that are none, or damaged."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tests.collect.containers.made import book, zipped

from bulletin.collect.docx import read_docx
from bulletin.collect.epub_in import read_epub
from bulletin.collect.links_table import read_links
from bulletin.collect.mhtml import read_mhtml
from bulletin.errors import InputError


def test_bytes_that_are_no_zip_are_refused() -> None:
    with pytest.raises(InputError) as caught:
        read_epub(b"not a zip", Path("a.epub"))
    assert caught.value.code == "collect.not-an-archive"


def test_an_entry_that_cannot_be_unpacked_is_one_clear_error() -> None:
    whole = bytearray(zipped({"word/document.xml": "渡船" * 1000}))
    whole[whole.index(b"word/document.xml") + 17] ^= 0xFF
    with pytest.raises(InputError) as caught:
        read_docx(bytes(whole), Path("a.docx"))
    assert caught.value.code == "collect.not-an-archive"


@pytest.mark.parametrize("read", [read_epub, read_links, read_mhtml])
@pytest.mark.parametrize("cut", [0.3, 0.9])
def test_a_damaged_file_is_one_clear_error(read: Callable[[bytes, Path], Any], cut: float) -> None:
    whole = zipped(book())
    with pytest.raises(InputError) as caught:
        read(whole[: int(len(whole) * cut)], Path("a"))
    assert caught.value.message("zh")
