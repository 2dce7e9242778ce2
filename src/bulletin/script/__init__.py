"""The script room, the only door to OpenCC. In: an issue, a text or an HTML page. Out: the same in another script.

edition.py converts an issue noun by noun; body.py and page.py read markup into passages (gather.py, passage.py);
scribe.py converts passages on an engine (engines.py; our own is dictionary.py, matcher.py and converter.py, its
results conversion.py), with locks.py, terms.py, quotes.py, routes.py and detect.py deciding what is converted, and
how.
"""

from bulletin.script.conversion import Conversion, Rule, Span
from bulletin.script.detect import script_of, script_of_tag
from bulletin.script.edition import convert_html, convert_text, make_edition
from bulletin.script.engines import ENGINES, Converter, converter

__all__ = [
    "ENGINES",
    "Conversion",
    "Converter",
    "Rule",
    "Span",
    "convert_html",
    "convert_text",
    "converter",
    "make_edition",
    "script_of",
    "script_of_tag",
]
