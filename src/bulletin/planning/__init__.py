"""The planning room: bulletin.toml and issue.toml in, an Issue of chosen and ordered articles out."""

from bulletin.planning.compose import compose
from bulletin.planning.decisions import clashes
from bulletin.planning.decisions_edit import add_decisions, decision_block, drop_decisions
from bulletin.planning.document import read_document, read_text
from bulletin.planning.editing import Listed, listed, with_article, with_article_moved, without_article
from bulletin.planning.glossary import DECISIONS_FILE, glossary_files, read_decisions, read_glossary
from bulletin.planning.glossary_edit import add_entries
from bulletin.planning.names import file_stem
from bulletin.planning.numbering import Numbers, next_numbers
from bulletin.planning.paths import (
    ARTICLES_FOLDER,
    ISSUE_FILE,
    LIBRARY_FOLDER,
    SETTINGS_FILE,
    article_files,
    current_issue,
    issues_inside,
    project_folder,
)
from bulletin.planning.plan import ArticleReference, Choices, IssuePlan, SectionPlan, Silenced
from bulletin.planning.reading import quick_plan, read_issue_plan
from bulletin.planning.scaffold import new_issue, new_periodical
from bulletin.planning.settings import Settings, read_settings

__all__ = [
    "ARTICLES_FOLDER",
    "DECISIONS_FILE",
    "ISSUE_FILE",
    "LIBRARY_FOLDER",
    "SETTINGS_FILE",
    "ArticleReference",
    "Choices",
    "IssuePlan",
    "Listed",
    "Numbers",
    "SectionPlan",
    "Settings",
    "Silenced",
    "add_decisions",
    "add_entries",
    "article_files",
    "clashes",
    "compose",
    "current_issue",
    "decision_block",
    "drop_decisions",
    "file_stem",
    "glossary_files",
    "issues_inside",
    "listed",
    "new_issue",
    "new_periodical",
    "next_numbers",
    "project_folder",
    "quick_plan",
    "read_decisions",
    "read_document",
    "read_glossary",
    "read_issue_plan",
    "read_settings",
    "read_text",
    "with_article",
    "with_article_moved",
    "without_article",
]
