"""The planning room: bulletin.toml and issue.toml in, an Issue of chosen and ordered articles out."""

from bulletin.planning.compose import compose
from bulletin.planning.glossary import glossary_files, read_glossary
from bulletin.planning.glossary_edit import add_entries
from bulletin.planning.plan import ArticleReference, Choices, IssuePlan, SectionPlan
from bulletin.planning.reading import quick_plan, read_issue_plan
from bulletin.planning.scaffold import new_periodical
from bulletin.planning.settings import Settings, read_settings

__all__ = [
    "ArticleReference",
    "Choices",
    "IssuePlan",
    "SectionPlan",
    "Settings",
    "add_entries",
    "compose",
    "glossary_files",
    "new_periodical",
    "quick_plan",
    "read_glossary",
    "read_issue_plan",
    "read_settings",
]
