"""The trade's nouns as frozen values. Nothing here does IO; every stage takes and returns these."""

from bulletin.model.artefact import Artefact, Format
from bulletin.model.article import Article, Asset
from bulletin.model.body import Body
from bulletin.model.book import Book, Contributor, Leaf, NavPoint, Resource
from bulletin.model.decision import Decision, Decisions
from bulletin.model.ebook_style import EbookStyle
from bulletin.model.edition import Edition
from bulletin.model.event import Event
from bulletin.model.faces import Coverage, Voice
from bulletin.model.finish import Finish
from bulletin.model.glossary import Entry, EntryKind, Glossary
from bulletin.model.house_style import HouseStyle, Quotes
from bulletin.model.issue import Colophon, Issue, Masthead, Periodical, Section, SectionKind
from bulletin.model.notice import Notice, Outcome, Severity
from bulletin.model.official import Official
from bulletin.model.pages import PrintedPage, PrintedPages
from bulletin.model.proof import Change, Piece, ProofArticle, Row
from bulletin.model.review import Doubt, Occurrence, Reason, Review, Tier
from bulletin.model.script import Script
from bulletin.model.sheet import Attached, Sheet
from bulletin.model.type_style import Emphasis, NoteMarks, Numerals, Squeezing, TextRule, TypeStyle

__all__ = [
    "Artefact",
    "Article",
    "Asset",
    "Attached",
    "Body",
    "Book",
    "Change",
    "Colophon",
    "Contributor",
    "Coverage",
    "Decision",
    "Decisions",
    "Doubt",
    "EbookStyle",
    "Edition",
    "Emphasis",
    "Entry",
    "EntryKind",
    "Event",
    "Finish",
    "Format",
    "Glossary",
    "HouseStyle",
    "Issue",
    "Leaf",
    "Masthead",
    "NavPoint",
    "NoteMarks",
    "Notice",
    "Numerals",
    "Occurrence",
    "Official",
    "Outcome",
    "Periodical",
    "Piece",
    "PrintedPage",
    "PrintedPages",
    "ProofArticle",
    "Quotes",
    "Reason",
    "Resource",
    "Review",
    "Row",
    "Script",
    "Section",
    "SectionKind",
    "Severity",
    "Sheet",
    "Squeezing",
    "TextRule",
    "Tier",
    "TypeStyle",
    "Voice",
]
