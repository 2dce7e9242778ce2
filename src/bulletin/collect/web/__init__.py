"""Articles from the web. In: addresses of pages, lists, site maps and feeds. Out: Articles, with what was fetched.

A `Fetcher` asks, `list_links` finds the articles of a list or feed, `collect_link` makes one of them an Article.
"""

from bulletin.collect.web.answer import Answer, Validators
from bulletin.collect.web.fetch import Fetcher
from bulletin.collect.web.kinds import kind_of
from bulletin.collect.web.links import Link, Listing
from bulletin.collect.web.listing import list_links
from bulletin.collect.web.pages import Collected, collect_link
from bulletin.collect.web.rules import Clock, Rules

__all__ = [
    "Answer",
    "Clock",
    "Collected",
    "Fetcher",
    "Link",
    "Listing",
    "Rules",
    "Validators",
    "collect_link",
    "kind_of",
    "list_links",
]
