"""What the glossary of an issue lacks. In: the issue's folder. Out: suggestions, and what could not be read."""

from pathlib import Path

from bulletin.model import Outcome
from bulletin.planning import read_issue_plan, read_settings
from bulletin.press import limits
from bulletin.press.order import Progress, silent
from bulletin.press.run import Run
from bulletin.script import Suggestion, suggest


def suggestions(issue: Path, progress: Progress = silent) -> Outcome[tuple[Suggestion, ...]]:
    """Names and words of the issue's articles that its glossary does not have. Raises InputError as planning does."""
    plan = read_issue_plan(issue)
    run = Run(progress, len(plan.files))
    articles = [article for read in run.read(plan.files).values() for article in read]
    glossary = run.glossary(plan, read_settings(plan.folder))
    with limits.within(limits.for_bytes(sum(len(article.body.xhtml) for article in articles))):
        found = suggest(articles, glossary)
    return Outcome(tuple(found), run.told)
