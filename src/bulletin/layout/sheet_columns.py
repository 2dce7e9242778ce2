"""An article's text in columns. In: its finished body. Out: blocks that are set in columns, and between them what spans all.

The engine balances the columns of each block; it must never be asked for `column-span`, beside which it prints notes over
the text.
"""

from typing import Final

from lxml import etree

from bulletin.layout.sheet_trees import has_class

# What belongs to a wide table and goes with it.
_BEFORE_TABLE: Final = ("caption", "unit")


def set_in_columns(root: etree._Element) -> None:
    """Put the blocks of `root` into `div.columns`, one after another; a table that is `wide`, with its caption and unit,
    stands between two of them."""
    blocks = list(root)
    spans = [_is_wide(block) for block in blocks]
    for place in range(len(blocks) - 2, -1, -1):
        leads = any(has_class(blocks[place], name) for name in _BEFORE_TABLE)
        spans[place] = spans[place] or (leads and spans[place + 1])
    columns: etree._Element | None = None
    for block, spanning in zip(blocks, spans, strict=True):
        if spanning:
            columns = None
            continue
        if columns is None:
            columns = etree.Element("div", {"class": "columns"})
            block.addprevious(columns)
        columns.append(block)


def _is_wide(block: etree._Element) -> bool:
    return block.tag == "table" and has_class(block, "wide")
