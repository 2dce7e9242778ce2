"""The outer wall: HTML that cannot harm. In: an HTML tree. Out: an HTML tree of known elements and attributes only.

nh3 parses as browsers do, so nothing slips through that a browser would read differently from lxml. Layout
elements stay for the builder, which must know where a block begins and ends.
"""

from typing import Final

import nh3
from lxml import etree
from lxml.html import HtmlElement

from bulletin.collect.embedded import SCHEME
from bulletin.collect.parsing import parse_fragment
from bulletin.model.body import ELEMENTS

# Block-level elements outside the grammar: only their edges matter.
LAYOUT: Final = frozenset(
    "address article body center details dialog dir div fieldset footer form h1 h5 h6 header hgroup legend main menu"
    " nav optgroup option section select summary textarea".split()
)
# Inlines outside the grammar that mean something in it.
_FORMERLY: Final = frozenset("b big i cite dfn font kbd samp tt var".split())

_CLEANER: Final = nh3.Cleaner(
    tags=set(ELEMENTS | LAYOUT | _FORMERLY),
    clean_content_tags={"script", "style"},
    attributes={
        "*": {"id", "class", "lang", "translate", "style", "align"},
        "a": {"href", "name", "title"},
        "img": {"src", "alt", "title"},
        "ol": {"start", "type"},
        "li": {"value"},
        "td": {"colspan", "rowspan"},
        "th": {"colspan", "rowspan", "scope"},
    },
    filter_style_properties={"font-weight", "text-align"},
    url_schemes={"http", "https", "mailto", "tel", "article", "data", SCHEME.removesuffix(":")},
    link_rel=None,
)


def harmless(root: HtmlElement) -> HtmlElement:
    """A fresh tree, rooted in `<body>`, with what is known to do no harm."""
    return parse_fragment(
        _CLEANER.clean(etree.tostring(root, encoding="unicode", method="html", with_tail=False))
    )
