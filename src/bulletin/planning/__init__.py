"""The planning room: bulletin.toml and issue.toml in, an Issue of chosen and ordered articles out."""

from bulletin.planning.compose import compose
from bulletin.planning.document import read_document
from bulletin.planning.editing import Listed, listed, with_article, with_article_moved, without_article
from bulletin.planning.glossary import glossary_files, read_glossary
from bulletin.planning.glossary_edit import add_entries
from bulletin.planning.numbering import Numbers, next_numbers
from bulletin.planning.paths import (
    ARTICLES_FOLDER,
    ISSUE_FILE,
    article_files,
    current_issue,
    issues_inside,
    project_folder,
)
from bulletin.planning.plan import ArticleReference, Choices, IssuePlan, SectionPlan
from bulletin.planning.reading import quick_plan, read_issue_plan
from bulletin.planning.scaffold import new_issue, new_periodical
from bulletin.planning.settings import Settings, read_settings

__all__ = [
    "ARTICLES_FOLDER",
    "ISSUE_FILE",
    "ArticleReference",
    "Choices",
    "IssuePlan",
    "Listed",
    "Numbers",
    "SectionPlan",
    "Settings",
    "add_entries",
    "article_files",
    "compose",
    "current_issue",
    "glossary_files",
    "issues_inside",
    "listed",
    "new_issue",
    "new_periodical",
    "next_numbers",
    "project_folder",
    "quick_plan",
    "read_document",
    "read_glossary",
    "read_issue_plan",
    "read_settings",
    "with_article",
    "with_article_moved",
    "without_article",
]
