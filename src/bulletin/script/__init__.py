"""The script room, the only door to OpenCC. In: an issue, a text or an HTML page. Out: the same in another script.

edition.py converts an issue noun by noun; body.py and page.py read markup into passages (gather.py, passage.py);
scribe.py converts passages on an engine (engines.py; our own is dictionary.py, matcher.py and converter.py, its
results conversion.py), with locks.py, terms.py, quotes.py, routes.py and detect.py deciding what is converted, and
how. inspection.py looks a glossary over, suggestions.py says what it lacks.
"""

from bulletin.script.conversion import Conversion, Kind, Rule, Span
from bulletin.script.detect import script_of, script_of_tag
from bulletin.script.edition import Watch, convert_html, convert_text, make_edition
from bulletin.script.engines import ENGINES, Converter, converter
from bulletin.script.fold import fold
from bulletin.script.gather import ATTRIBUTE
from bulletin.script.inspection import REGIONS, Written, look_over
from bulletin.script.making import make_counted_edition
from bulletin.script.proofing import row_of
from bulletin.script.review import Reviewer, make_review
from bulletin.script.routes import CONFIGS, ends_of
from bulletin.script.scribe import Traced
from bulletin.script.suggestions import Suggestion, suggest

__all__ = [
    "ATTRIBUTE",
    "CONFIGS",
    "ENGINES",
    "REGIONS",
    "Conversion",
    "Converter",
    "Kind",
    "Reviewer",
    "Rule",
    "Span",
    "Suggestion",
    "Traced",
    "Watch",
    "Written",
    "convert_html",
    "convert_text",
    "converter",
    "ends_of",
    "fold",
    "look_over",
    "make_counted_edition",
    "make_edition",
    "make_review",
    "row_of",
    "script_of",
    "script_of_tag",
    "suggest",
]
