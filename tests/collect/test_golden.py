"""Whole files to whole articles: each folder of golden/collect/articles holds a file, its details and its body.

To add a case, add a folder with `in.<suffix>`; to accept what the readers now say, run with BULLETIN_GOLDEN=write
and read the difference.
"""

import json
import os
from pathlib import Path

import pytest
from lxml import etree

from bulletin.collect import read_articles, sanitise
from bulletin.model import Article, Notice
from bulletin.model.grammar import violations

FOLDER = Path(__file__).parents[1] / "golden" / "collect" / "articles"
FIELDS = "key title kicker subtitle byline source editor date section note script url".split()


def details_of(article: Article, notices: tuple[Notice, ...]) -> dict[str, object]:
    """The details that are there, the sizes of the pictures, the codes of the notices."""
    found: dict[str, object] = {name: str(value) for name in FIELDS if (value := getattr(article, name))}
    found["pictures"] = [f"{asset.media_type} {asset.width_px}×{asset.height_px}" for asset in article.assets]
    found["notices"] = [notice.code for notice in notices]
    return found


def blocks_of(article: Article) -> str:
    """The body, one block a line."""
    blocks = (etree.tostring(block, encoding="unicode") for block in article.body.tree())
    return "\n".join(["<body>", *blocks, "</body>"]) + "\n"


@pytest.mark.parametrize("case", sorted(folder.name for folder in FOLDER.iterdir()))
def test_a_file_becomes_the_article_it_holds(case: str) -> None:
    folder = FOLDER / case
    (file,) = folder.glob("in.*")
    outcome = read_articles(file)
    (article,) = outcome.value
    assert violations(article.body) == []
    assert sanitise(article.body.xhtml, breaks="line") == article.body  # a valid body stays as it is
    details = json.dumps(details_of(article, outcome.notices), ensure_ascii=False, indent=1) + "\n"
    if os.environ.get("BULLETIN_GOLDEN") == "write":
        (folder / "out.json").write_text(details, encoding="utf-8")
        (folder / "out.xhtml").write_text(blocks_of(article), encoding="utf-8")
    assert details == (folder / "out.json").read_text(encoding="utf-8")
    assert blocks_of(article) == (folder / "out.xhtml").read_text(encoding="utf-8")
