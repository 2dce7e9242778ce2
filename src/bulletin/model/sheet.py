"""What layout hands to the pdf room."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from bulletin.model.notice import Notice
from bulletin.model.type_style import TypeStyle


class Attached(NamedTuple):
    """A file inside a PDF."""

    name: str
    data: bytes
    description: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A finished HTML document for print. Every URL in it that is not a link is `asset:NAME` (a key of
    `resources`: style sheets, pictures); nothing else is fetched. `notices` are what there is
    to tell of it, for whoever prints it. `inks` are colours of the page (`#c8161d`) with the shares of cyan, magenta,
    yellow and black a press should print them in."""

    html: str
    resources: Mapping[str, tuple[bytes, str]] = field(
        default_factory=dict, hash=False
    )  # name → (bytes, media type)
    title: str = ""
    lang: str = "zh-Hans"
    created: datetime.datetime | None = None  # metadata dates; None leaves them out
    notices: tuple[Notice, ...] = ()
    style: TypeStyle = field(default_factory=TypeStyle)
    bleed_mm: float = 0.0
    inks: Mapping[str, tuple[float, ...]] = field(default_factory=dict, hash=False)
    attachments: tuple[Attached, ...] = ()
