"""The names that no title breaks inside. In: an edition. Out: the names."""

from bulletin.model import Edition


def names_of(edition: Edition) -> frozenset[str]:
    """The glossary's names and terms, the periodical and its publisher, and everyone who has written or edited."""
    issue = edition.issue
    people = [name for article in issue.articles for name in f"{article.byline} {article.editor}".split()]
    bodies = [issue.periodical.name, issue.periodical.publisher]
    return edition.names | frozenset(name for name in (*people, *bodies) if len(name) > 1)
