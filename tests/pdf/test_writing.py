"""A document is written once, and nothing is looked for in it while it is made."""

import gc
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

import pydyf
import pytest

from bulletin.errors import EngineError
from bulletin.pdf import writing

Print = Callable[..., Any]
BODY = "".join(f"<h2>第{number}章</h2><p>{'桥头的小店开张了。' * 40}</p>" for number in range(4))


def test_every_object_is_made_once_and_the_file_is_the_same(
    printed: Print, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[object] = []
    compress = pydyf.zlib.compressobj
    monkeypatch.setattr(pydyf.zlib, "compressobj", lambda **named: made.append(named) or compress(**named))
    once = printed(BODY)
    count = len(made)
    monkeypatch.setattr(writing, "applied", nullcontext)
    made.clear()
    twice = printed(BODY)
    assert len(once.pages) > 1
    assert once.data == twice.data
    assert len(made) > 1.5 * count > 0


def test_garbage_is_collected_again_after_a_document_and_after_one_that_failed(
    printed: Print, monkeypatch: pytest.MonkeyPatch
) -> None:
    printed("<p>桥</p>")
    assert gc.isenabled()

    def fail(*_: object) -> None:
        assert not gc.isenabled()
        raise RecursionError

    monkeypatch.setattr("bulletin.pdf.render._made", fail)
    with pytest.raises(EngineError):
        printed("<p>桥</p>")
    assert gc.isenabled()
