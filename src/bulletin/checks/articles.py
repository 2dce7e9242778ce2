"""Articles: where they come from, whether two are one, their titles and headings. In: a subject. Out: notices."""

from collections.abc import Iterator
from itertools import combinations
from typing import Final

from bulletin.checks.subject import Subject, plain
from bulletin.model import Article, Notice

# Two lines at the size of a title, on the narrowest page that is usual.
_LONGEST_TITLE: Final = 36
# Two texts of which so much is the same are one text; shorter ones are notices that look alike.
_SAME_SHARE: Final = 0.6
_SHINGLE: Final = 8
_LEAST_SHINGLES: Final = 40


def no_source(subject: Subject) -> Iterator[Notice]:
    """An article says where it comes from, or at least who wrote it, if only by a signature at its end; one from the web
    names its source. The texts of an official document are of the body that issues it."""
    for article in subject.issue.articles:
        is_ours = bool(article.byline) or subject.is_official or _is_signed(article)
        if not article.source and (article.url or not is_ours):
            yield Notice("checks.no-source", article=article.title)


def similar(subject: Subject) -> Iterator[Notice]:
    """Two articles of largely the same text; the very same text is planning's to tell."""
    sketches = [(article, _shingles(article)) for article in subject.issue.articles]
    for (first, one), (second, other) in combinations(sketches, 2):
        smaller = min(len(one), len(other))
        if smaller < _LEAST_SHINGLES or first.body == second.body:
            continue
        share = len(one & other) / smaller
        if share >= _SAME_SHARE:
            values = {"first": first.title, "share": f"{share:.0%}"}
            yield Notice("checks.similar-articles", values, article=second.title)


def long_title(subject: Subject) -> Iterator[Notice]:
    """A title takes two lines at most."""
    for article in subject.issue.articles:
        length = len(plain(article.title))
        if length > _LONGEST_TITLE:
            yield Notice(
                "checks.long-title", {"length": length, "most": _LONGEST_TITLE}, article=article.title
            )


def heading_jump(subject: Subject) -> Iterator[Notice]:
    """Sub-heads go down one rank at a time; an author who leaps has marked one of them wrong."""
    for article in subject.issue.articles:
        ranks: list[int] = []
        for heading in article.body.tree().iter("h2", "h3", "h4"):
            rank = int(str(heading.tag)[1:])
            if ranks and rank > ranks[-1] + 1:
                words = "".join(heading.itertext()).strip()
                yield Notice("checks.heading-jump", {"heading": words[:40]}, article=article.title)
            ranks.append(rank)


def _is_signed(article: Article) -> bool:
    """True for a letter or notice with 落款."""
    return any(paragraph.get("class") == "signature" for paragraph in article.body.tree().iter("p"))


def _shingles(article: Article) -> frozenset[str]:
    """Every run of eight characters of the text."""
    text = plain(article.body.text)
    return frozenset(text[at : at + _SHINGLE] for at in range(len(text) - _SHINGLE + 1))
