"""An article's text in columns. In: its finished body. Out: blocks that are set in columns, and between them what spans all.

The engine balances the columns of each block; it must never be asked for `column-span`, beside which it prints notes over
the text.
"""

from itertools import groupby
from operator import itemgetter
from typing import Final

from lxml import etree

from bulletin.layout.sheet_trees import add_class, has_class

# What belongs to a wide table and goes with it.
_BEFORE_TABLE: Final = ("caption", "unit")


def set_in_columns(root: etree._Element) -> None:
    """Put the blocks of `root` into `div.columns`; what is `wide`, a table with its caption and unit, goes between two of
    them as `div.spanning`, which is `whole` if no page may end inside it."""
    blocks = list(root)
    spans = [_is_wide(block) for block in blocks]
    for place in range(len(blocks) - 2, -1, -1):
        leads = any(has_class(blocks[place], name) for name in _BEFORE_TABLE)
        spans[place] = spans[place] or (leads and spans[place + 1])
    for spanning, group in groupby(zip(spans, blocks, strict=True), key=itemgetter(0)):
        members = [block for _, block in group]
        box = etree.Element("div", {"class": "spanning" if spanning else "columns"})
        if spanning and any(has_class(block, "whole") for block in members):
            add_class(box, "whole")
        members[0].addprevious(box)
        box.extend(members)


def _is_wide(block: etree._Element) -> bool:
    return has_class(block, "wide")
