"""Whatever HTML comes, the body is valid and keeps what could be read."""

import re
from contextlib import suppress
from html.parser import HTMLParser
from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bulletin.collect.body import sanitise
from bulletin.collect.characters import clean
from bulletin.collect.parsing import parse_fragment
from bulletin.collect.savedpage import read_saved_page
from bulletin.collect.webpage import extract
from bulletin.errors import InputError
from bulletin.model import Body
from bulletin.model.grammar import violations

TAGS = (
    "p div h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote figure figcaption table caption thead tbody tfoot tr td th"
    " pre hr aside a em strong b i sub sup ruby rt rp br code span font img section center article form button"
    " select option details summary unknown-element main nav textarea label u s address colgroup col input"
    " script style iframe object embed svg math foreignObject base link meta template noscript video audio canvas"
).split()
ATTRIBUTES = st.sampled_from(
    """id=x id=note-1 id=(a class=verse class=footnote href=#x href=http://example.org/ href=javascript:alert(1)
    href=http://[::1 name=x src=a.png src=data:image/png;base64,AAAA alt=图&#1;&#x202e; title=题 style=font-weight:bold
    style=text-align:center;position:fixed align=right colspan=3 colspan=99999999 rowspan=2 rowspan=-1 lang=zh-Hant
    lang=?? translate=no onclick=x() start=2021 type=q scope=col hidden= xml:lang=zh
    onerror=x() srcset=//e.test/a.png poster=//e.test/a.png data=//e.test/a action=javascript:x xlink:href=javascript:x
    src=//e.test/a.png href=&#106;ava&#10;script:x href=VBScript:x href=data:text/html,x background=//e.test/a
    style=background:url(//e.test/a) ping=//e.test/a http-equiv=refresh content=0;url=//e.test/""".split()
)
WORDS = st.text("中文，。：“”（）一二三、\n\t \u3000\xa0ab&<>'\"\x0b\u200b\u202e\ud83d😀", max_size=12)


@st.composite
def opening(draw: st.DrawFn) -> str:
    return f"<{' '.join([draw(st.sampled_from(TAGS)), *draw(st.lists(ATTRIBUTES, max_size=3))])}>"


# Tag soup: openings, closings and words in any order.
PAGES = st.lists(
    st.one_of(opening(), WORDS, st.sampled_from(TAGS).map(lambda tag: f"</{tag}>")), max_size=40
).map("".join)


def squeezed(text: str) -> str:
    return "".join(clean(text).split())


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PAGES)
@example("<ruby><img src=a.png>字<rt>音")
def test_any_html_gives_a_valid_body(page: str) -> None:
    assert violations(sanitise(page)) == []


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PAGES)
def test_no_visible_text_is_lost(page: str) -> None:
    seen = "".join(parse_fragment(page).itertext())
    kept = "".join(sanitise(page).tree().itertext())
    assert sorted(squeezed(seen)) == sorted(squeezed(kept))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_characters_give_a_valid_body(text: str) -> None:
    assert violations(sanitise(text)) == []


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PAGES)
@example("字<img src=a.png><b><img src=b.png></b>")
@example("<a><img src=a.png></a><img src=b.png>字")
@example("<figure><figcaption>字<br><img src=a.png>")
@example("<figure>字&nbsp;<img src=a.png>")
@example("<p><a>尊敬的读者：</a><p>一<p>二")
@example("一<br><br><b>• 一</b><figure>2026年3月1日")
@example("<table><thead><thead><td>一")
@example("<dt><b>·</b><br>图为一")
@example("<a name=x href=#x>字")
@example("<ruby>字<rt>&nbsp;")
def test_a_body_sanitised_again_is_the_same(page: str) -> None:
    once = sanitise(page)
    assert sanitise(once.xhtml) == once


class Seen(HTMLParser):
    """What a browser would make of a page, as far as it acts or leads anywhere."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PAGES)
def test_nothing_that_acts_or_is_fetched_comes_through(page: str) -> None:
    with suppress(InputError):
        article = read_saved_page(page, Path("nowhere/a.html")).value
        seen = Seen(article.body.xhtml)
        assert not seen.tags & set(
            "script style iframe object embed svg math base link meta template form".split()
        )
        shown = {value for name, value in seen.attributes if name == "src"}
        assert shown <= {asset.name for asset in article.assets}
        for name, value in seen.attributes:
            assert (
                name
                in "id class lang translate href src alt title start type value colspan rowspan scope".split()
            )
            assert name != "href" or re.match(r"https?:|mailto:|tel:|#", value)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PAGES)
def test_any_page_is_extracted_to_a_valid_body(page: str) -> None:
    assert violations(Body.from_tree(extract(page).body)) == []
