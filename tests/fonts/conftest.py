"""An edition with chosen words in it."""

from collections.abc import Callable

import pytest

from bulletin.model import Article, Body, Edition, Issue, Masthead, Periodical, Script, Section


@pytest.fixture
def edition_of() -> Callable[..., Edition]:
    """Makes an edition of one article; every argument is an article's or an issue's text."""

    def make(xhtml: str = "<body/>", *, title: str = "修桥记", masthead: str = "云桥月报") -> Edition:
        article = Article("bridge", title, Body(xhtml))
        periodical = Periodical("云桥月报", Masthead(masthead))
        issue = Issue("2026-03", "第三期", periodical, (Section("他山之石", (article,)),))
        return Edition(issue, Script.ZH_HANS, "zh-Hans")

    return make
