"""What plays, moves or asks: video, sound, frames, forms. In: an HTML tree. Out: the same with stand-ins, and their words.

Neither paper nor an e-book has them. A stand-in travels as a picture with an address of our own scheme, so what is true of
pictures (advertising is cut, one alone is a block) is true of it. Where pictures are taken it becomes words, 〔视频〕.
"""

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from bulletin.collect.addresses import absolute
from bulletin.collect.characters import one_line

SCHEME: Final = "embedded:"

# Kind → what the editor is told.
CODES: Final = {
    "video": "collect.embedded-video",
    "audio": "collect.embedded-audio",
    "frame": "collect.embedded-frame",
    "object": "collect.embedded-object",
    "canvas": "collect.embedded-canvas",
    "form": "collect.embedded-form",
}
# Kind → what is printed in its place, in either script.
_WORDS: Final = {
    "video": ("视频", "影片"),
    "audio": ("音频", "音訊"),
    "frame": ("嵌入网页", "嵌入網頁"),
    "object": ("嵌入对象", "嵌入物件"),
    "canvas": ("图", "圖"),
    "form": ("表单", "表單"),
    "picture": ("图", "圖"),
}
WORDS: Final = re.compile(
    rf"〔(?:{'|'.join(word for forms in _WORDS.values() for word in forms)})(?:：[^〕]*)?〕"
)
# Frequent characters that one script has and the other has not.
_SIMPLIFIED: Final = frozenset("这个国时来们会发动过说产种从后还对学经与为书")
_TRADITIONAL: Final = frozenset("這個國時來們會發動過說產種從後還對學經與為書")
_FOREIGN: Final = {
    "iframe": "frame",
    "canvas": "canvas",
    **dict.fromkeys(("object", "embed", "applet"), "object"),
    # mpvoice, qqmusic and those with dashes are WeChat's.
    **dict.fromkeys(("video", "mp-common-videosnap"), "video"),
    **dict.fromkeys(("audio", "mpvoice", "mp-common-mpaudio", "qqmusic", "mp-common-qqmusic"), "audio"),
}
_ADDRESSES: Final = ("src", "data-src", "data", "data-url")
_NAMES: Final = ("title", "aria-label", "data-title")
_SOUND: Final = re.compile(r"audio|music|podcast|ximalaya|\.(?:mp3|m4a|aac|ogg|wav)\b", re.IGNORECASE)
_FILM: Final = re.compile(
    r"video|player|//v\.|youtu|youku|bilibili|iqiyi|vimeo|ixigua|\.(?:mp4|m3u8|flv|swf|webm|ogv|mov)\b",
    re.IGNORECASE,
)
_PICTURE: Final = re.compile(r"\.(?:svg|png|jpe?g|gif|webp)(?:\?|$)", re.IGNORECASE)
_ADVERT: Final = re.compile(
    r"syndication|doubleclick|(?<![a-z])ads?(?![a-z])|advert|affiliate|promot|populari[sz]e|pos\.baidu|cpro|tanx|mediav"
    r"|googletag|analytic|beacon",
    re.IGNORECASE,
)
# What a page offers besides its article.
_SERVICE: Final = re.compile(
    r"captcha|disqus|comment|plugins/like|share|login|passport|search|subscri", re.IGNORECASE
)
_INVISIBLE: Final = re.compile(r"display:none|visibility:hidden")
_NUMBER: Final = re.compile(r"-?\d{1,9}")  # no page is larger, and `int` refuses thousands of digits
_SIZE: Final = re.compile(r"(?:^|;)(?:width|height):(\d{1,9})\d*(?:\.\d+)?px")
_SMALL_PX: Final = 40
_CODE_PX: Final = 200  # a square canvas, or a smaller one, holds a code for a telephone's camera
_BUTTONS: Final = frozenset({"hidden", "submit", "button", "reset", "image"})
_FEWEST_FIELDS: Final = 2  # a form with one field is a search


def put_stand_ins(root: etree._Element) -> None:
    """Put a picture `embedded:KIND:ADDRESS` before everything of this sort that a reader would see or hear.

    The elements stay, to be taken out with what else is never printed; a form keeps its words, and the picture opens it."""
    for element in list(root.iter(*_FOREIGN)):
        if next(element.iterancestors(*_FOREIGN), None) is None and (image := _stand_in(element)) is not None:
            element.addprevious(image)
    for form in list(root.iter("form")):
        if _is_to_be_filled_in(form):
            image = _image("form")
            image.tail, form.text = form.text, None
            form.insert(0, image)


def is_stand_in(image: etree._Element) -> bool:
    """True for a picture that stands for something else."""
    return image.get("src", "").startswith(SCHEME)


def settle_address(image: etree._Element, base_url: str) -> None:
    """Make absolute what a stand-in leads to."""
    kind, address = _parts(image)
    image.set("src", f"{SCHEME}{kind}:{absolute(base_url, address) if address else ''}")


def meaning_of(image: etree._Element) -> tuple[str, str]:
    """Of a stand-in: its kind, and the address on the web it leads to, empty if there is none."""
    kind, address = _parts(image)
    return kind, address if address.lower().startswith(("http:", "https:")) else ""


def words_for(kind: str, name: str, *, traditional: bool) -> str:
    """What is printed in place of something of this kind, `picture` for one that did not arrive; `name` may be empty."""
    word = _WORDS[kind][traditional]
    return f"〔{word}：{name}〕" if name else f"〔{word}〕"


def is_traditional(root: etree._Element) -> bool:
    """Whether a text is written in Traditional characters, as its frequent ones have it."""
    text = "".join(map(str, root.itertext()))
    return sum(map(_TRADITIONAL.__contains__, text)) > sum(map(_SIMPLIFIED.__contains__, text))


def _parts(image: etree._Element) -> tuple[str, str]:
    kind, _, address = image.get("src", "").removeprefix(SCHEME).partition(":")
    return kind if kind in CODES else "object", address


def _image(kind: str, address: str = "", name: str = "") -> etree._Element:
    return etree.Element("img", src=f"{SCHEME}{kind}:{address}", alt=name)


def _stand_in(element: etree._Element) -> etree._Element | None:
    """The picture for one element; None for what nobody sees, and for advertising."""
    address = next(_addresses(element), "")
    if not _is_seen(element) or _ADVERT.search(address):
        return None
    kind = _FOREIGN[str(element.tag)]
    if kind in ("frame", "object"):
        if kind == "object" and _PICTURE.search(address):
            return etree.Element("img", src=address, alt=one_line("".join(element.itertext())))
        said = f"{address} {element.get('type', '')}"
        kind = "audio" if _SOUND.search(said) else "video" if _FILM.search(said) else kind
    if kind in ("frame", "audio") and not address:  # filled by a script, if at all
        return None
    if kind == "frame" and _SERVICE.search(address):
        return None
    name = next(filter(None, map(element.get, _NAMES)), "")
    return _image(kind, address, one_line(name or ""))


def _addresses(element: etree._Element) -> Iterator[str]:
    """Where the element or a source inside it lies, the best first; the page's own scheme where none is said."""
    for part in (element, *element.iter("source", "embed")):
        for name in _ADDRESSES:
            address = "".join(part.get(name, "").split())
            if address and not address.lower().startswith(
                ("about:", "javascript:", "data:", "blob:", "cid:")
            ):
                yield f"https:{address}" if address.startswith("//") else address
    for parameter in element.iter("param"):
        if parameter.get("name", "").lower() in ("movie", "src", "url"):
            yield parameter.get("value", "").strip()


def _is_seen(element: etree._Element) -> bool:
    style = "".join(element.get("style", "").lower().split())
    said = [found[0] for name in ("width", "height") if (found := _NUMBER.match(element.get(name, "")))]
    sizes = [*map(int, said), *map(int, _SIZE.findall(style))]
    if element.tag == "canvas" and (len({*sizes}) < 2 or min(sizes) < _CODE_PX):
        return False
    is_small = any(size < _SMALL_PX for size in sizes) and element.tag not in ("audio", "mpvoice")
    return not (is_small or _INVISIBLE.search(style))


def _is_to_be_filled_in(form: etree._Element) -> bool:
    """True for a form with several fields that is the article's: no search, no login, no comments."""
    said = " ".join(form.get(name, "") for name in ("id", "class", "action", "name"))
    kinds = [field.get("type", "").lower() for field in form.iter("input", "select", "textarea")]
    is_large = sum(kind not in _BUTTONS for kind in kinds) >= _FEWEST_FIELDS
    return is_large and "password" not in kinds and not _SERVICE.search(said)
