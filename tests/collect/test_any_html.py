"""Whatever HTML comes, the body is valid and keeps what could be read."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bulletin.collect.body import sanitise
from bulletin.collect.characters import clean
from bulletin.collect.parsing import parse_fragment
from bulletin.collect.webpage import extract
from bulletin.model import Body
from bulletin.model.grammar import violations

TAGS = (
    "p div h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote figure figcaption table caption thead tbody tfoot tr td th"
    " pre hr aside a em strong b i sub sup ruby rt rp br code span font img section center article form button"
    " select option details summary unknown-element main nav textarea label u s address colgroup col input"
).split()
ATTRIBUTES = st.sampled_from(
    """id=x id=note-1 id=(a class=verse class=footnote href=#x href=http://example.org/ href=javascript:alert(1)
    href=http://[::1 name=x src=a.png src=data:image/png;base64,AAAA alt=图&#1;&#x202e; title=题 style=font-weight:bold
    style=text-align:center;position:fixed align=right colspan=3 colspan=99999999 rowspan=2 rowspan=-1 lang=zh-Hant
    lang=?? translate=no onclick=x() start=2021 type=q scope=col hidden= xml:lang=zh""".split()
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


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PAGES)
def test_a_body_sanitised_again_stays_valid_and_keeps_its_text(page: str) -> None:
    once = sanitise(page)
    twice = sanitise(once.xhtml)
    assert violations(twice) == []
    assert squeezed("".join(once.tree().itertext())) == squeezed("".join(twice.tree().itertext()))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(PAGES)
def test_any_page_is_extracted_to_a_valid_body(page: str) -> None:
    assert violations(Body.from_tree(extract(page).body)) == []
