"""An edition for print. In: an issue. Out: the edition, and how many conversions no one should trust unread.

Articles that were converted in the same way before come from the cache; what a review would say of them in full is made by
`review.py` when an editor asks for it.
"""

from dataclasses import replace
from typing import NamedTuple

from bulletin.model import Article, Edition, Glossary, HouseStyle, Issue, Notice, Outcome, Script
from bulletin.script.edition import EditionMaker, make_edition
from bulletin.script.review import Case, most_doubtful
from bulletin.script.scribe import Traced
from bulletin.stages import fingerprint, kept


def make_counted_edition(
    issue: Issue, script: Script, style: HouseStyle, glossary: Glossary
) -> tuple[Outcome[Edition], int]:
    """As `make_edition`, and the number of distinct phrases that the review of this edition shows in red."""
    if script is Script.SOURCE:
        return make_edition(issue, script, style=style, glossary=glossary), 0
    maker = _CountingMaker(script, style, glossary)
    return maker.edition(issue), len(maker.red)


class _Converted(NamedTuple):
    """An article without its pictures, what was told of it, and its doubtful cases."""

    article: Article
    notices: tuple[Notice, ...]
    red: frozenset[Case]


class _CountingMaker(EditionMaker):
    """Counts what is most doubtful."""

    def __init__(self, script: Script, style: HouseStyle, glossary: Glossary) -> None:
        super().__init__(script, style, glossary, self._count)
        self._style = style
        self._rules = fingerprint((script, style, glossary))
        self.red: set[Case] = set()

    def _article(self, article: Article, issue_script: Script) -> Article:
        bare = replace(article, assets=())
        made = kept(
            "conversions", (bare, issue_script, self._rules), lambda: self._converted(bare, issue_script)
        )
        self.notices += made.notices
        self.red |= made.red
        return replace(made.article, assets=article.assets)

    def _converted(self, article: Article, issue_script: Script) -> _Converted:
        notices, self.notices = self.notices, []
        red, self.red = self.red, set()
        try:
            converted = super()._article(article, issue_script)
            return _Converted(converted, tuple(self.notices), frozenset(self.red))
        finally:
            self.notices, self.red = notices, red

    def _count(self, _key: str, traced: Traced) -> None:
        self.red.update(most_doubtful(traced, self._script, self._style))
