"""An HTML file to an Article. In: the page as text, where it lies. Out: the article, with the pictures saved beside it."""

from pathlib import Path

from bulletin.collect.details import Details
from bulletin.collect.mhtml import is_single_file, read_single_file
from bulletin.collect.pictures import files_beside, take_pictures
from bulletin.collect.webpage import extract
from bulletin.errors import InputError
from bulletin.model import Article, Body, Outcome


def read_saved_page(text: str, path: Path) -> Outcome[Article]:
    """The article of a saved page or of a writer's own HTML. Raises InputError `collect.empty`, `collect.too-deep`."""
    if is_single_file(text):
        return read_single_file(text, path)
    page = extract(text)
    # A page from the web names files of its own folder only; nobody knows what else it would like to see.
    assets, notices = take_pictures(page.body, files_beside(path, above=0))
    body = Body.from_tree(page.body)
    if body.is_empty:
        raise InputError("collect.empty", place=path.name)
    article = page.details.or_else(Details(title=path.stem)).article(path.stem, body, str(path), assets)
    return Outcome(article, tuple(notice.in_article(article.title) for notice in (*page.notices, *notices)))
