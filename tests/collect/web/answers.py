"""Answers of a site, what they hold, and the code of one that cannot be had."""

import datetime
import io

import pytest
from PIL import Image

from bulletin.collect.web import Answer, Fetcher
from bulletin.errors import InputError


def jpeg(colour: str = "green") -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (320, 200), colour).save(stream, "JPEG")
    return stream.getvalue()


def answer_of(body: bytes) -> Answer:
    return Answer("http://a.test/f", "http://a.test/f", 200, (), body, datetime.datetime.now(datetime.UTC))


def code_of(fetcher: Fetcher, url: str) -> str:
    with pytest.raises(InputError) as caught:
        fetcher.get(url)
    assert caught.value.message("zh")
    assert caught.value.message("en")
    assert caught.value.place.startswith(("http://", "file://"))
    return caught.value.code
