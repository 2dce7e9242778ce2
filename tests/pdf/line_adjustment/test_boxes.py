"""Lines of inline blocks and links, as the foot of a front page has them."""

from collections.abc import Callable
from typing import Any

import pytest

Print = Callable[..., Any]


@pytest.mark.parametrize("style", ["display: inline-block", "white-space: nowrap"])
def test_a_space_may_stand_alone_between_two_boxes(printed: Print, style: str) -> None:
    entries = " ".join(f'<span class="entry"><a href="#b">第{n}篇文章的标题</a></span>' for n in range(1, 12))
    page = printed(f'<p id="b">{entries}</p>', style=f".entry {{ {style}; margin-right: 1em }}")
    assert page.text().count("篇文章的标题") == 11
