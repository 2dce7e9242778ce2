"""HTML of every make becomes the body grammar."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bulletin.collect import sanitise
from bulletin.collect.body import Breaks
from bulletin.errors import InputError
from bulletin.model.grammar import violations


def body_of(html: str, breaks: Breaks = "guess") -> str:
    body = sanitise(html, breaks=breaks)
    assert violations(body) == []
    return body.xhtml.removeprefix("<body>").removesuffix("</body>").removesuffix("<body/>")


LONG = "这一行比印出来的一栏还要长，所以它是一个段落，不是诗里的一行，读的人一看就知道。"

FOLDER = Path(__file__).parents[1] / "golden" / "collect" / "html"


def cases() -> Iterator[tuple[str, str, str]]:
    """Name, HTML and expected blocks of every case in the golden files: `# name`, HTML, `=>`, one block a line."""
    for file in sorted(FOLDER.glob("*.txt")):
        for case in file.read_text(encoding="utf-8").replace("LONG", LONG).strip().split("\n\n"):
            name, _, rest = case.partition("\n")
            html, _, expected = rest.partition("\n=>")
            # ⏎ is a line end inside a block.
            blocks = expected.strip().replace("\n", "").replace("⏎", "\n")
            yield f"{file.stem}: {name.removeprefix('# ')}", html.replace("⏎", "\n"), blocks


@pytest.mark.parametrize(("name", "html", "expected"), list(cases()))
def test_html_becomes_the_body_grammar(name: str, html: str, expected: str) -> None:
    assert body_of(html) == expected


def test_a_break_is_a_line_end_where_the_reader_knows_it() -> None:
    assert body_of(f"<p>{LONG}<br>{LONG}</p>", "line") == f"<p>{LONG}<br/>{LONG}</p>"


def test_a_salutation_and_a_signature_are_known_by_their_places() -> None:
    html = "<p>各位会员：</p><p>春天好。</p><p>祝顺遂。</p><p align=right>学会办公室</p><p align=right>2026年3月9日</p>"
    assert body_of(html) == (
        '<p class="salutation">各位会员：</p><p>春天好。</p><p>祝顺遂。</p>'
        '<p class="signature">学会办公室</p><p class="signature">2026年3月9日</p>'
    )


def test_relative_links_become_absolute_where_the_page_s_address_is_known() -> None:
    body = sanitise('<p><a href="../b.html">甲</a></p>', base_url="https://example.org/x/a.html")
    assert body.xhtml == '<body><p><a href="https://example.org/b.html">甲</a></p></body>'


def test_hundreds_of_unclosed_elements_are_read() -> None:
    assert body_of("<font>" * 600 + "甲") == "<p>甲</p>"
    assert body_of("<div>" * 1500 + "甲") == "<p>甲</p>"


def test_quotations_in_quotations_are_opened_out_beyond_what_a_page_can_show() -> None:
    assert body_of("<blockquote>" * 100 + "甲").count("<blockquote>") < 30


def test_a_bomb_of_nested_elements_is_one_clear_error() -> None:
    with pytest.raises(InputError) as caught:
        sanitise("<div>" * 100_000 + "甲")
    assert caught.value.code == "collect.too-deep"
