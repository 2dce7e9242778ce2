"""From any HTML to the body grammar. In: HTML. Out: a body of `bulletin.model.body`, its visible text all there.

`grow` makes blocks, `finish` makes them valid; a reader that knows which blocks are the article cuts between the two.
"""

from collections.abc import Callable
from typing import Final

from lxml import etree
from lxml.html import HtmlElement

from bulletin.collect.body.attributes import settle_attributes, settle_links, settle_references
from bulletin.collect.body.builder import draft
from bulletin.collect.body.cleaner import harmless
from bulletin.collect.body.figures import settle_figures
from bulletin.collect.body.footnotes import settle_footnotes
from bulletin.collect.body.headings import settle_headings
from bulletin.collect.body.leaves import join_inlines, tidy_leaves
from bulletin.collect.body.letters import settle_letters
from bulletin.collect.body.lines import Breaks, settle_breaks
from bulletin.collect.body.lists import bare_single_lines, open_lists, settle_lists
from bulletin.collect.body.tables import open_layout_tables, settle_tables
from bulletin.collect.parsing import parse_fragment
from bulletin.model.body import Body

__all__ = ["Breaks", "finish", "grow", "sanitise"]

# What makes a draft valid, in this order: the later ones rely on the earlier.
_PASSES: Final[tuple[Callable[[etree._Element], None], ...]] = (
    settle_lists,
    settle_figures,
    settle_lists,  # items whose pictures have become figures are empty
    settle_letters,
    settle_headings,
    settle_attributes,
    settle_tables,
    settle_references,
    join_inlines,
    bare_single_lines,
)


def sanitise(html: str, *, base_url: str = "", breaks: Breaks = "guess") -> Body:
    """A valid body of everything visible in `html`. Raises InputError for HTML nested too deeply."""
    return Body.from_tree(finish(grow(parse_fragment(html), base_url=base_url, breaks=breaks)))


def grow(source: HtmlElement, *, base_url: str = "", breaks: Breaks = "guess") -> etree._Element:
    """A draft body: blocks with settled text, pictures still where they stood. `source` is changed."""
    settle_footnotes(source)
    root = draft(harmless(source))
    settle_links(root, base_url)
    tidy_leaves(root)
    open_layout_tables(root)
    open_lists(root)
    settle_breaks(root, breaks)
    return root


def finish(root: etree._Element) -> etree._Element:
    """A valid body of a draft. The draft is changed."""
    for settle in _PASSES:
        settle(root)
    return root
