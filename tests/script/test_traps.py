"""Three hundred sentences with a trap in each: terms right in every region, locked spans untouched, however marked up.

In traps.txt a term of the glossary stands in 〔 〕, what must not change in {= =}.
"""

import html
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from tests.script.entries import ENTRIES, GLOSSARY, REGIONS

from bulletin.model import Body, Script
from bulletin.script import Traced, convert_html, convert_text
from bulletin.script.body import convert_body
from bulletin.script.scribe import Scribe

LINES = (
    (Path(__file__).parents[1] / "golden" / "script" / "traps.txt").read_text(encoding="utf-8").splitlines()
)
TRAPS = "于余范后里干发面云松台准制采了只系"
SENTENCES = [line for line in LINES if not line.startswith("#")]
PLAIN = [re.sub("[〔〕]", "", sentence) for sentence in SENTENCES]
FORMS = {entry.text: dict(zip(REGIONS, forms, strict=True)) for entry, forms in ENTRIES.items()}


def test_every_trap_has_its_sentences_and_each_sentence_its_trap() -> None:
    trap, counts = "", dict.fromkeys(TRAPS, 0)
    for line in LINES:
        if line.startswith("#"):
            trap = line[-1]
        else:
            assert trap in line
            assert re.search("〔|{=", line)
            counts[trap] += 1
    assert sum(counts.values()) >= 300
    assert min(counts.values()) >= 18
    assert {text for line in SENTENCES for text in re.findall("〔(.+?)〕", line)} <= set(FORMS)


@pytest.mark.parametrize("region", REGIONS)
def test_every_term_is_right_and_every_locked_span_untouched(region: Script) -> None:
    wrong = []
    checked = 0
    for sentence, plain in zip(SENTENCES, PLAIN, strict=True):
        told: list[Traced] = []
        Scribe(region, glossary=GLOSSARY, watch=told.append).line(plain, Script.ZH_HANS)
        conversion = told[0].conversion
        position = 0
        for match in re.finditer("〔(.+?)〕|{=(.+?)=}|(.)", sentence):
            length = len(match[1] or match[0])
            start, end = conversion.offsets((position, position + length))
            position += length
            if match[3] is None:
                expected = FORMS[match[1]][region] if match[1] else match[2]
                checked += 1
                if conversion.target[start:end] != expected:
                    wrong.append((plain, conversion.target, expected))
    assert wrong == []
    assert checked > 350


@pytest.mark.parametrize("region", REGIONS)
def test_a_sentence_converts_once_and_for_all(region: Script) -> None:
    once = convert_text("\n".join(PLAIN), region, glossary=GLOSSARY)
    lines = once.splitlines()
    assert [convert_text(line, region, glossary=GLOSSARY) for line in lines if line] == lines


def test_simplified_stays_simplified_but_for_the_marks() -> None:
    text = "\n".join(PLAIN)
    expected = re.sub("{=|=}", "", text)
    assert convert_text(text, Script.ZH_HANS, glossary=GLOSSARY) == expected


@st.composite
def _marked(draw: st.DrawFn) -> tuple[str, str]:
    """A sentence or two, and the same with elements begun and ended, comments and white space between attributes."""
    text = "".join(draw(st.lists(st.sampled_from(PLAIN), min_size=1, max_size=2)))
    cuts = sorted(draw(st.sets(st.integers(1, len(text) - 1), max_size=8)))
    marked = ""
    for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        tag = draw(
            st.sampled_from(("", "strong", "em", 'span class="name"', "a  href='#后'", "b\n", "!-- 后 --"))
        )
        name = tag.split()[0] if tag else ""
        piece = text[start:end]
        marked += f"<{tag}>{piece}" if name == "!--" else f"<{tag}>{piece}</{name}>" if tag else piece
    return text, marked


@settings(max_examples=120, deadline=None)
@given(_marked(), st.sampled_from(REGIONS))
def test_a_page_converts_as_its_plain_text_whatever_markup_splits_it(
    pair: tuple[str, str], region: Script
) -> None:
    text, marked = pair
    converted = convert_html(f"<p>{marked}</p>", region, glossary=GLOSSARY)
    tag = re.compile("<[^>]*>")
    assert tag.findall(converted) == tag.findall(f"<p>{marked}</p>")
    assert html.unescape(tag.sub("", converted)) == convert_text(text, region, glossary=GLOSSARY)


@settings(max_examples=120, deadline=None)
@given(_marked(), st.sampled_from(REGIONS))
def test_a_body_converts_as_its_plain_text_whatever_markup_splits_it(
    pair: tuple[str, str], region: Script
) -> None:
    text, marked = pair
    scribe = Scribe(region, glossary=GLOSSARY)
    before = etree.fromstring(f"<body><p>{marked}</p></body>")
    etree.strip_tags(before, etree.Comment)  # the body grammar has none
    body = Body(etree.tostring(before, encoding="unicode"))
    after = convert_body(body, scribe, region, Script.ZH_HANS).body.tree()
    assert "".join(after.itertext(etree.Element)) == convert_text(text, region, glossary=GLOSSARY)
    etree.strip_tags(after, *(["span"] if after.find(".//span[@translate]") is not None else []))
    etree.strip_tags(before, *(["span"] if "span" not in {each.tag for each in after.iter()} else []))
    assert [(each.tag, dict(each.attrib)) for each in after.iter(etree.Element)] == [
        (each.tag, dict(each.attrib)) for each in before.iter(etree.Element)
    ]
