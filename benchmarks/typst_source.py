"""The same issue for Typst. In: the articles and our measure of the page. Out: a Typst document of equal content.

The page is `bulletin.typ`, to be laid beside the document. What Typst cannot be asked for (our adjustment of marks at
line ends) it does in its own way.
"""

import re
from pathlib import Path
from typing import Final

from benchmarks.texts import Sections, Text
from bulletin.layout import Theme

PAGE: Final = Path(__file__).parent / "bulletin.typ"


def typst_source(title: str, parts: Sections, theme: Theme) -> str:
    """The document as Typst markup."""
    measure = theme.measure
    margins = {
        "inside": measure.inner_pt,
        "outside": measure.outer_pt,
        "top": measure.head_pt,
        "bottom": measure.foot_pt,
    }
    show = f"""\
#import "{PAGE.name}": bulletin
#show: bulletin.with(
  title: "{title}",
  page-size: ({measure.page_width_pt}pt, {measure.page_height_pt}pt),
  margins: ({", ".join(f"{side}: {length}pt" for side, length in margins.items())}),
  size: {measure.type_size_pt}pt,
  leading: {measure.leading_pt}pt,
)
"""
    blocks = [show]
    for section, written in parts:
        blocks += [f"= {escaped(section)}\n", *map(_article, written)]
    return "\n".join(blocks)


def _article(text: Text) -> str:
    byline = f'#align(center, text(font: "Bulletin Kai")[{escaped(text.byline)}])'
    blocks = [f"== {escaped(text.title)}", byline]
    for head, paragraphs in text.parts:
        blocks += [f"=== {escaped(head)}"] if head else []
        blocks += map(escaped, paragraphs)
    return "\n\n".join(blocks) + "\n"


def escaped(text: str) -> str:
    """`text` with Typst's markup characters taken literally."""
    return re.sub(r"([\\#*_`$<>@\[\]/=+~-])", r"\\\1", text)
