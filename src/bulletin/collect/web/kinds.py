"""What an answer is. In: an answer. Out: whether it is a page, a feed, a site map, or a file for another reader."""

import re
from typing import Final, Literal

from bulletin.collect.web.answer import Answer
from bulletin.collect.web.receiving import gunzipped

Kind = Literal["page", "feed", "sitemap", "file"]

_ROOT: Final = re.compile(
    rb"<(?:[\w-]+:)?(rss|feed|RDF|urlset|sitemapindex|html|\?xml|!doctype html)\b", re.IGNORECASE
)
_KINDS: Final[dict[bytes, Kind]] = {
    b"rss": "feed",
    b"feed": "feed",
    b"rdf": "feed",
    b"urlset": "sitemap",
    b"sitemapindex": "sitemap",
}
_HEAD_BYTES: Final = 4096
_PAGES: Final = (
    "",
    "text/html",
    "application/xhtml+xml",
    "text/plain",
    "application/octet-stream",
    "text/xml",
)


def kind_of(answer: Answer) -> Kind:
    """The kind, told by the first bytes; servers name feeds and pages as they like.

    Raises InputError `web.broken` or `web.too-big` for a .gz that cannot be unpacked.
    """
    head = content_of(answer)[:_HEAD_BYTES].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(b"{") and b"jsonfeed.org" in head:
        return "feed"
    if head.startswith(b"<"):
        roots = [found[1].lower() for found in _ROOT.finditer(head)]
        root = next((root for root in roots if root != b"?xml"), b"")
        return _KINDS.get(root, "page")
    is_binary = head.startswith((b"%PDF", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")) or b"\0\0\0" in head
    return "page" if answer.media_type in _PAGES and not is_binary else "file"


def content_of(answer: Answer) -> bytes:
    """The body, out of its .gz where it is one."""
    return gunzipped(answer.body, 64 << 20)
