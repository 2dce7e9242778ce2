"""Pictures of a page before it is cleaned. In: a page's `<body>`. Out: the same, each `<img>` with its true address.

Pages load pictures late: the address stands in an attribute of the script's choosing, `src` holds a placeholder.
"""

import re
from typing import Final

from lxml.html import HtmlElement

from bulletin.collect.addresses import joined

# In order of trust.
_LAZY: Final = (
    "data-src data-original data-lazy-src data-lazyload data-echo _src original data-url data-actualsrc data-backsrc file"
).split()
_PLACEHOLDER: Final = re.compile(
    r"^data:image/(?:gif|svg)|(?:blank|grey|loading|lazy|placeholder|spacer|pixel|1x1)[\w-]*\.(?:gif|png|svg)",
    re.IGNORECASE,
)
# Signs of the page rather than of the article.
_DECORATION: Final = re.compile(
    r"(?:^|[/_.-])(?:logo|icons?|ico|btn|button|qr(?:code)?|ewm|erweima|weixin_?code|avatar|share|arrow|dot|bullet|spacer|emoji|face|loading)s?\d*(?:[/_.-]|$)",
    re.IGNORECASE,
)
_SMALL_PX: Final = 40
_LONGEST: Final = 2048  # characters of an address; a picture written in the page is longer


def prepare_pictures(body: HtmlElement, url: str) -> None:
    """Give every picture its address, absolute if the page was fetched from `url`; take decoration out."""
    for picture in list(body.iter("img")):
        source = _source_of(picture, saved=not url)
        if not source or _is_decoration(picture, source):
            picture.drop_tree()
            continue
        picture.set("src", _absolute(source, url))


def _source_of(picture: HtmlElement, *, saved: bool) -> str:
    source = picture.get("src", "").strip()
    if _PLACEHOLDER.search(source[:_LONGEST]):
        source = ""
    if (
        saved and source and not re.match(r"[a-z]+:|/", source)
    ):  # a browser has put the picture beside the page
        return source
    for name in _LAZY:
        value = picture.get(name, "").strip()
        if value and not value.startswith("data:") and re.search(r"[/.]", value):
            return value
    if largest := _largest(picture.get("data-srcset") or picture.get("srcset") or ""):
        return largest
    return source


def _largest(srcset: str) -> str:
    """The last and so, by custom, largest of a set; the one of the greatest width or density if they say."""
    choices = [choice.split() for choice in re.split(r",\s+", srcset) if choice.strip()]
    sized = [
        (float(choice[1][:-1]), choice[0]) for choice in choices if len(choice) == 2 and _is_size(choice[1])
    ]
    return max(sized)[1] if sized else ""


def _is_size(text: str) -> bool:
    return bool(re.fullmatch(r"\d+(?:\.\d+)?[wx]", text))


def _is_decoration(picture: HtmlElement, source: str) -> bool:
    for name in ("width", "height"):
        size = re.match(r"\d{1,9}", picture.get(name, ""))
        if size and 0 < int(size[0]) < _SMALL_PX:
            return True
    path = source.partition("?")[0]
    return len(path) < 300 and bool(_DECORATION.search("/".join(path.split("/")[-3:])))


def _absolute(source: str, address: str) -> str:
    if not address or source.startswith("data:"):
        return source
    return joined(address, source)
