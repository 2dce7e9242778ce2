"""What servers have answered, kept for the next run. In: answers. Out: the same, to ask only for what has changed.

One file an address beside the library; losing them costs nothing but asking again.
"""

import datetime
import gzip
import json
import zlib
from hashlib import sha256
from pathlib import Path
from typing import Final

from bulletin.collect.web import Answer
from bulletin.press.output import replaced

FOLDER: Final = "answers"


class Answers:
    """The answers in the library's `folder`. It is the fetcher's `Validators`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / FOLDER

    def recall(self, url: str) -> Answer | None:
        """The answer last kept for `url`; None if there is none, or it cannot be read any more."""
        try:
            head, _, body = gzip.decompress(self._path(url).read_bytes()).partition(b"\n")
            facts = json.loads(head)
            return Answer(
                url=facts["url"],
                final_url=facts["final_url"],
                status=facts["status"],
                headers=tuple((name, value) for name, value in facts["headers"]),
                body=body,
                fetched_at=datetime.datetime.fromisoformat(facts["fetched_at"]),
            )
        except (OSError, EOFError, zlib.error, ValueError, KeyError, TypeError):
            return None

    def keep(self, answer: Answer) -> None:
        """Keep an answer in the place of the former one to the same address. Raises OutputError."""
        if answer.from_cache:
            return
        facts = {
            "url": answer.url,
            "final_url": answer.final_url,
            "status": answer.status,
            "headers": answer.headers,
            "fetched_at": answer.fetched_at.isoformat(),
        }
        head = json.dumps(facts, ensure_ascii=False).encode()
        with replaced(self._path(answer.url)) as part:
            part.write_bytes(gzip.compress(head + b"\n" + answer.body, 6, mtime=0))

    def _path(self, url: str) -> Path:
        name = sha256(url.encode()).hexdigest()
        return self._folder / name[:2] / f"{name}.gz"
