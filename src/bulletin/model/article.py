"""An article as the readers leave it and every stage passes it on."""

import datetime
from dataclasses import dataclass
from hashlib import sha256

from bulletin.model.body import Body
from bulletin.model.content import Content, bytes_of
from bulletin.model.script import Script


@dataclass(frozen=True, slots=True)
class Asset:
    """A picture that a body shows: `<img src>` holds its `name`. The name comes from the bytes, never from outside.

    `content` may lie on disk: who asks for `data` holds one picture, not all of them."""

    name: str
    media_type: str
    content: bytes | Content
    width_px: int = 0
    height_px: int = 0

    @property
    def data(self) -> bytes:
        """The bytes of the picture."""
        return bytes_of(self.content)

    @classmethod
    def of(cls, data: bytes, media_type: str, extension: str, width_px: int, height_px: int) -> "Asset":
        """An asset named by the first 16 hex digits of its SHA-256 and `extension` (without the dot)."""
        return cls(f"{sha256(data).hexdigest()[:16]}.{extension}", media_type, data, width_px, height_px)


@dataclass(frozen=True, slots=True)
class Article:
    """One text. Everything but `title` and `body` may be empty.

    `key` names it inside its issue (a file stem, made unique); `script` is what the text is written in, None
    when it could not be told; `origin` says where it came from (a path as the editor wrote it, or a URL).
    """

    key: str
    title: str
    body: Body
    kicker: str = ""  # 引题, above the title
    subtitle: str = ""  # 副题, below the title
    byline: str = ""  # 作者, names separated by a space
    source: str = ""  # 来源
    editor: str = ""  # 责任编辑
    date: datetime.date | None = None
    section: str = ""  # 栏目, as the source gives it
    note: str = ""  # 编者按 of this article
    script: Script | None = None
    url: str = ""
    origin: str = ""
    assets: tuple[Asset, ...] = ()
