"""The layout room. In: an edition and a theme. Out: the HTML of the printed page, and the documents of the e-book.

Templates are rendered with Jinja2, here and nowhere else.
"""

from bulletin.layout.attachments import attached_articles
from bulletin.layout.book import make_book
from bulletin.layout.inks import inks_of
from bulletin.layout.labels import labels
from bulletin.layout.official import foot_overleaf
from bulletin.layout.proof import proof_page, proof_sheet
from bulletin.layout.review import review_page, review_words
from bulletin.layout.sheet import print_sheet
from bulletin.layout.sheet_styles import own_face_name
from bulletin.layout.theme_making import Shown, check_templates, new_theme, themes_in
from bulletin.layout.themes import Theme, load_theme

__all__ = [
    "Shown",
    "Theme",
    "attached_articles",
    "check_templates",
    "foot_overleaf",
    "inks_of",
    "labels",
    "load_theme",
    "make_book",
    "new_theme",
    "own_face_name",
    "print_sheet",
    "proof_page",
    "proof_sheet",
    "review_page",
    "review_words",
    "themes_in",
]
