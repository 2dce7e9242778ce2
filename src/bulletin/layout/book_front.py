"""The pages around the articles. In: the maker of leaves. Out: cover, title page, editor's note, events, sources,
colophon."""

from collections.abc import Iterator

from bulletin.layout.book_body import book_body, markup, outward, picture_href
from bulletin.layout.book_facts import issue_line
from bulletin.layout.book_folios import insert_folios
from bulletin.layout.book_pages import BookPages, Page, article_href
from bulletin.layout.events import months
from bulletin.layout.sheet_index import authors
from bulletin.model import Article, Asset, Issue
from bulletin.model.calendar import day_in_chinese, restyled

# How many headlines a cover without a picture bears.
_HEADLINES = 5


def cover_page(pages: BookPages, title: str, picture: Asset | None) -> Page:
    """The cover: its picture, or the masthead with the first headlines. `title` is the book's."""
    issue = pages.edition.issue
    values = {
        "book_title": title,
        "picture": picture_href(picture) if picture else "",
        "issue_line": issue_line(issue, pages.edition.lang, pages.style),
        "headlines": [article.title for article in issue.articles[:_HEADLINES]],
    }
    leaf = pages.leaf(
        "cover",
        "cover.xhtml",
        pages.labels["cover"],
        values,
        landmark="cover",
        before=pages.folios.get("cover", ()),
    )
    return Page(leaf, (picture,) if picture else ())


def title_page(pages: BookPages) -> Page:
    """The masthead, the line of the issue, its own title, the publisher."""
    issue = pages.edition.issue
    logo = issue.periodical.masthead.logo
    values = {
        "logo": picture_href(logo) if logo else "",
        "issue_line": issue_line(issue, pages.edition.lang, pages.style),
    }
    # The contents, which the epub room makes, come next.
    leaf = pages.leaf(
        "title",
        "title.xhtml",
        pages.labels["title_page"],
        values,
        landmark="titlepage",
        before=pages.folios.get("title", ()),
        after=pages.folios.get("contents", ()),
    )
    return Page(leaf, (logo,) if logo else ())


def note_page(pages: BookPages) -> Iterator[Page]:
    """The editor's note, if there is one."""
    note = pages.edition.issue.editors_note
    if note is None or note.is_empty:
        return
    title = pages.labels["editors_note"]
    body = book_body(Article("note", title, note), "note", pages.labels)
    insert_folios(body.root, pages.folios_in("note"))
    values = {"body": markup(body.root), "notes": markup(body.notes)}
    leaf = pages.leaf(
        "note", "note.xhtml", title, values, landmark="preface", before=pages.folios_before("note")
    )
    yield Page(leaf, (), tuple(body.notices))


def events_page(pages: BookPages) -> Iterator[Page]:
    """What is to come, if the issue says."""
    issue = pages.edition.issue
    if issue.events:
        values = {"months": months(issue.events, pages.style, pages.labels)}
        title, before = issue.events_title or pages.labels["events"], pages.folios.get("events", ())
        yield Page(pages.leaf("events", "events.xhtml", title, values, before=before))


def authors_page(pages: BookPages) -> Iterator[Page]:
    """The index of authors, in a volume and wherever the theme prints indexes; nothing where no author is named."""
    edition = pages.edition
    if not edition.issue.is_volume and pages.theme.options.get("indexes") != "auto":
        return
    titles = [" ".join(article.title.split()) for article in edition.issue.articles]
    groups = [
        {
            "heading": group.heading,
            "entries": [
                (entry.name, [(article_href(number), titles[number - 1]) for number in entry.numbers])
                for entry in group.entries
            ],
        }
        for group in authors(edition)
    ]
    if groups:
        title = pages.labels["author_index"]
        yield Page(pages.leaf("authors", "authors.xhtml", title, {"groups": groups}))


def sources_page(pages: BookPages) -> Iterator[Page]:
    """转载来源: where the reprinted articles first appeared, each source with its articles; nothing where none is known."""
    by_source: dict[str, list[dict[str, str]]] = {}
    lang = pages.edition.lang
    for number, article in enumerate(pages.edition.issue.articles, start=1):
        if article.source:
            entry = {
                "href": article_href(number),
                "title": " ".join(article.title.split()),
                "byline": article.byline,
                "date": day_in_chinese(article.date, pages.style, lang) if article.date else "",
                "url": outward(article.url),
            }
            by_source.setdefault(article.source, []).append(entry)
    if by_source:
        values = {"sources": list(by_source.items())}
        yield Page(pages.leaf("sources", "sources.xhtml", pages.labels["reprints"], values, landmark="index"))


def colophon_page(pages: BookPages) -> Page:
    """Who made the issue."""
    issue = pages.edition.issue
    values = {
        "rows": [
            (pages.labels.get(key, key), restyled(text, pages.style, pages.edition.lang))
            for key, text in _colophon(issue)
        ],
        "issue_line": issue_line(issue, pages.edition.lang, pages.style),
    }
    title, before = pages.labels["colophon"], pages.folios.get("colophon", ())
    return Page(pages.leaf("colophon", "colophon.xhtml", title, values, landmark="colophon", before=before))


def _colophon(issue: Issue) -> tuple[tuple[str, str], ...]:
    """The colophon's own entries, or what is known of the periodical where it has none."""
    periodical = issue.periodical
    known = (
        ("publisher", periodical.publisher),
        ("editors", "、".join(periodical.editors)),
        ("permit", periodical.permit),
        ("issn", periodical.issn),
    )
    return periodical.colophon.entries or tuple(entry for entry in known if entry[1])
