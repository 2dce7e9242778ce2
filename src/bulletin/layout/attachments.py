"""The articles as files inside the PDF. In: an edition. Out: an XHTML document for each, to be had back from the file."""

from lxml import etree

from bulletin.model import Article, Attached, Edition


def attached_articles(edition: Edition) -> tuple[Attached, ...]:
    """One document an article, numbered in print order; described by its title. Pictures are in the pages, not in these."""
    return tuple(
        Attached(f"{number:03}.xhtml", _document(article, edition.lang), article.title)
        for number, article in enumerate(edition.issue.articles, 1)
    )


def _document(article: Article, lang: str) -> bytes:
    root = etree.Element("html", {"lang": article.script.value if article.script else lang})
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "meta", {"charset": "utf-8"})
    etree.SubElement(head, "title").text = article.title
    facts = (
        ("author", article.byline),
        ("source", article.source),
        ("date", str(article.date or "")),
        ("url", article.url),
    )
    for name, content in facts:
        if content:
            etree.SubElement(head, "meta", {"name": name, "content": content})
    body = article.body.tree()
    title = etree.Element("h1")
    title.text = article.title
    body.insert(0, title)
    root.append(body)
    root.set("xmlns", "http://www.w3.org/1999/xhtml")
    return b"<!DOCTYPE html>\n" + etree.tostring(root, encoding="utf-8") + b"\n"
