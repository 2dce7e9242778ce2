"""Style sheets of a large document are parsed once a process, not once a chunk. In: chunks of one sheet. Out: the same pages.

Reaches into WeasyPrint 70.0; `division` divides no sheet on another version.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from typing import Any, Final

from weasyprint import css

from bulletin.pdf.engine import standing_in

# What acts on the document that a style sheet is read for, and must be read anew for each.
_ACTS: Final = re.compile(rb"@(?:font-face|import|layer|counter-style|color-profile)", re.IGNORECASE)

# The parsed style sheets of the document in hand, by address and content.
_parsed: dict[tuple[str, bytes], Any] = {}


def forget() -> None:
    """Another document begins: what the engine says of its style sheets must be said anew."""
    _parsed.clear()


@contextmanager
def kept() -> Iterator[None]:
    """Parse each linked style sheet once in all `with` blocks of a document."""
    parse = css.CSS

    def parsed(**given: Any) -> Any:
        url = str(given.get("url") or "")
        content = given["url_fetcher"].style_sheet(url) if url else None
        if content is None or _ACTS.search(content):
            return parse(**given)
        if (url, content) not in _parsed:
            _parsed[url, content] = parse(**{**given, "page_rules": [], "layers": []})
        sheet = copy(_parsed[url, content])
        # WeasyPrint 70.0 lets all style sheets of a document share one list each.
        given["page_rules"].extend(sheet.page_rules)
        sheet.page_rules, sheet.layers = given["page_rules"], given["layers"]
        return sheet

    with standing_in((css, "CSS", parsed)):
        yield
