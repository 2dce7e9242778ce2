"""What lists and feeds give: addresses of articles, with what is already known of them."""

from dataclasses import dataclass, field

from bulletin.collect.details import Details
from bulletin.collect.web.answer import Answer


@dataclass(frozen=True, slots=True)
class Link:
    """An article to collect. What `known` says holds where the page itself says nothing; `content` is the whole
    text as HTML where a feed carries it."""

    url: str
    known: Details = field(default_factory=Details)
    tags: tuple[str, ...] = ()
    content: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """The links of a list, newest first as the list has them, and the answers they were read from."""

    links: tuple[Link, ...]
    answers: tuple[Answer, ...] = ()
