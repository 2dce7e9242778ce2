"""Lines in every place of a page: both margins flush, or as wide as the style asks."""

from collections.abc import Callable
from typing import Any

import pdfplumber

Print = Callable[..., Any]
Lines = Callable[[Any], list[list[dict[str, Any]]]]


def test_a_dash_before_emphasis_takes_no_gap_for_a_mark_its_neighbour_squeezed(
    printed: Print, lines_of: Lines
) -> None:
    # ，」（ is squeezed in its text; （ begins a line on which its run ends with the dash before <strong>.
    run = "「下在生，」（有大過動）同到會了能的於一——"
    style = "p { width: 21em; text-align: justify } strong { font-weight: normal }"
    body = "".join(
        f"<p>{'中' * filled}{run}<strong class='hei'>而說</strong>會個有方就</p>" for filled in range(12, 18)
    )
    path = printed(f"<body>{body}</body>", lang="zh-Hant-TW", style=f"@page {{ height: 300mm }} {style}").path
    with pdfplumber.open(path) as document:
        lines = [line for page in document.pages for line in lines_of(page)]
    dashes = [(line, index) for line in lines for index, char in enumerate(line[:-1]) if "—" in char["text"]]
    assert any(line[0]["text"] == "（" for line, _ in dashes)
    for line, index in dashes:
        assert line[index + 1]["x0"] - line[index]["x1"] < 1.0, "".join(char["text"] for char in line)
