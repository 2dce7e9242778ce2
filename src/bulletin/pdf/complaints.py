"""What WeasyPrint logs. In: its log while a document is made. Out: notices, each once, in our words."""

import logging
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from bulletin.model import Notice

_LOGGER: Final = logging.getLogger("weasyprint")
_SHOWN_LENGTH: Final = 160

# Messages by their beginning (WeasyPrint 70.0), the code each becomes and the value it names. The first that fits.
_KINDS: Final[tuple[tuple[re.Pattern[str], str], ...]] = (
    (
        re.compile(r'\.notdef glyph .*"(?P<character>.)" \((?P<code_point>U\+\w+)\)', re.DOTALL),
        "pdf.missing-glyph",
    ),
    (re.compile(r"No anchor #(?P<target>.*) for internal URI"), "pdf.dead-link"),
    (re.compile(r"Content discarded: target points to undefined anchor '(?P<target>.*)'"), "pdf.dead-link"),
    (re.compile(r"Anchor defined twice: '(?P<target>.*)'"), "pdf.double-anchor"),
    (
        re.compile(r"Failed to (?:load image at|render SVG image) '?(?:asset:)?(?P<name>[^']*)"),
        "pdf.unreadable-picture",
    ),
    (re.compile(r"Ignored `(?P<rule>.*?)` at (?P<line>\d+):\d+", re.DOTALL), "pdf.style-ignored"),
    (re.compile(r"(?P<said>.*)", re.DOTALL), "pdf.engine-said"),
)
# Addresses the fetcher refused are told by it, with more sense.
_TOLD_BY_FETCHER: Final = ("pdf.foreign-address", "pdf.missing-resource")


@contextmanager
def listening() -> Iterator[list[Notice]]:
    """Gather what WeasyPrint says in this thread inside the `with` block; nothing of it is printed."""
    ear = _Ear()
    propagated, _LOGGER.propagate = _LOGGER.propagate, False
    _LOGGER.addHandler(ear)
    try:
        yield ear.notices
    finally:
        _LOGGER.removeHandler(ear)
        _LOGGER.propagate = propagated


class _Ear(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.notices: list[Notice] = []
        self._thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        notice = _notice(record.getMessage()) if record.thread == self._thread else None
        if notice is not None and notice not in self.notices:
            self.notices.append(notice)


def _notice(message: str) -> Notice | None:
    if message.endswith(_TOLD_BY_FETCHER):
        return None
    for pattern, code in _KINDS:
        if found := pattern.match(message):
            return Notice(
                code, {name: value.strip()[:_SHOWN_LENGTH] for name, value in found.groupdict().items()}
            )
    return None
