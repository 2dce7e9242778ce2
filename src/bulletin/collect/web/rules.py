"""What a fetcher keeps to. In: an editor's choices. Out: limits and manners, with the values that served us well."""

import datetime
import time
from dataclasses import dataclass
from typing import Final, Protocol

from bulletin import __version__

USER_AGENT: Final = f"bulletin/{__version__} (collects articles for a printed bulletin; obeys robots.txt)"
ROBOT: Final = "bulletin"  # our name in a robots.txt


@dataclass(frozen=True, slots=True)
class Rules:
    """Limits of one answer and manners towards a host. Sizes in bytes, times in seconds."""

    max_bytes: int = 32 << 20  # as sent, and as unpacked
    total_s: float = 60.0  # one request and its answer
    wait_s: float = 20.0  # one silence of the server
    max_redirects: int = 5
    tries: int = 3
    delay_s: float = 2.0  # between two requests to one host
    max_patience_s: float = 120.0  # the longest Retry-After or Crawl-delay that is waited for
    ports: frozenset[int] = frozenset({80, 443, 8080, 8443})
    allow_private: bool = False  # an intranet's addresses
    check_certificates: bool = True
    obey_robots: bool = True
    offline: bool = False
    user_agent: str = USER_AGENT


class Clock(Protocol):
    """Time, so that tests need not wait."""

    def monotonic(self) -> float:
        """Seconds from any start."""

    def sleep(self, seconds: float) -> None:
        """Wait."""

    def now(self) -> datetime.datetime:
        """The time of day, with its zone."""


class SystemClock:
    """The machine's own time."""

    def monotonic(self) -> float:
        return time.monotonic()

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)

    def now(self) -> datetime.datetime:
        return datetime.datetime.now(datetime.UTC)
