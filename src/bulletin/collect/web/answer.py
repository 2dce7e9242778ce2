"""What a server sent. In: an exchange that went well. Out: a frozen record of it, fit to be kept as provenance."""

import datetime
import email.message
from dataclasses import dataclass
from typing import Protocol

from bulletin.collect.decode import Decoded, decode


@dataclass(frozen=True, slots=True)
class Answer:
    """`url` was asked, `final_url` answered after redirects; `body` is unpacked.

    `from_cache`: the body was kept from before. `unchanged`: it is the body kept from before, byte by byte,
    whether the server said so (304) or sent it again.
    """

    url: str
    final_url: str
    status: int
    headers: tuple[tuple[str, str], ...]  # names in lower case
    body: bytes
    fetched_at: datetime.datetime
    from_cache: bool = False
    unchanged: bool = False

    def header(self, name: str) -> str:
        """The value of a header, empty if there is none."""
        return next((value for key, value in self.headers if key == name.lower()), "")

    @property
    def media_type(self) -> str:
        """As declared, in lower case, without parameters; empty if it was not."""
        return self.header("content-type").partition(";")[0].strip().lower()

    @property
    def charset(self) -> str:
        """As declared; empty if it was not."""
        message = email.message.Message()
        message["content-type"] = self.header("content-type")
        return message.get_content_charset("")

    def text(self) -> Decoded:
        """The body as text, whatever it says of its encoding."""
        return decode(self.body, self.charset)


class Validators(Protocol):
    """What was fetched before; a library is one. The fetcher only asks: whoever uses an answer keeps it, together
    with the article made of it, so that an import that was cut off is done again."""

    def recall(self, url: str) -> Answer | None:
        """The answer last kept whose `url` this was, None if there is none."""
