"""Addresses to answers, with good manners. In: an address. Out: an Answer, or one sentence on why there is none.

One request at a time to a host and a pause between two; robots.txt; what is known already is only asked for if it
has changed; a busy server is given the time it asks for. Every address, of a redirect too, is judged anew.
"""

import datetime
import email.utils
from dataclasses import replace
from types import TracebackType
from typing import Final, Self
from urllib.parse import urljoin

from bulletin.collect.decode import decode
from bulletin.collect.web.addresses import Address, Lookup, look_up, read_address
from bulletin.collect.web.answer import Answer, Validators
from bulletin.collect.web.exchange import Line, Reply
from bulletin.collect.web.robots import Robots
from bulletin.collect.web.rules import Clock, Rules, SystemClock
from bulletin.errors import InputError

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_BUSY: Final = frozenset({429, 503})
# What may go better at the next try.
_PASSING: Final = frozenset({"web.timeout", "web.connect", "web.broken"})
_FIRST_PAUSE_S: Final = 3.0
_STATUS_CODES: Final = {
    401: "web.forbidden",
    403: "web.forbidden",
    404: "web.gone",
    410: "web.gone",
    412: "web.forbidden",  # the answer of Chinese firewalls to whatever is no browser
    521: "web.forbidden",
}


class Fetcher:
    """Fetches for one person, one address after another; not to be shared between threads."""

    def __init__(
        self,
        rules: Rules | None = None,
        *,
        validators: Validators | None = None,
        clock: Clock | None = None,
        lookup: Lookup = look_up,
    ) -> None:
        self.rules = rules or Rules()
        self._validators = validators
        self._clock = clock or SystemClock()
        self._line = Line(self.rules, lookup)
        self._robots = Robots(self._robots_text)
        self._last: dict[str, float] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections that are open."""
        self._line.close()

    def get(self, url: str, *, referer: str = "") -> Answer:
        """What `url` answers; `referer` is the page that shows it, where it is a picture.

        Raises InputError with a `web.` code and the address as its place.
        """
        kept = self._validators.recall(url) if self._validators else None
        if self.rules.offline:
            if kept is None:
                raise InputError("web.offline", place=url)
            return _as_kept(kept)
        try:
            return self._follow(url, kept, referer)
        except InputError as error:
            if error.place:
                raise
            raise InputError(error.code, place=url, **error.values) from error

    def kept(self, url: str) -> Answer | None:
        """What `url` answered before, without asking again; None if it is not kept."""
        kept = self._validators.recall(url) if self._validators else None
        return _as_kept(kept) if kept else None

    def _follow(self, url: str, kept: Answer | None, referer: str) -> Answer:
        address = read_address(url, self.rules.ports)
        for _ in range(self.rules.max_redirects + 1):
            if self.rules.obey_robots:
                self._robots.check(address)
            usable = kept if kept and kept.final_url == address.text else None
            reply = self._persist(address, _headers(usable, referer))
            if reply.status in _REDIRECTS and reply.header("location"):
                address = self._redirected(address, reply)
                continue
            if reply.status == 304 and usable:
                return replace(_as_kept(usable), fetched_at=self._clock.now())
            if reply.status != 200:
                raise _refusal(reply.status, address)
            return Answer(
                url,
                address.text,
                200,
                reply.headers,
                reply.body,
                self._clock.now(),
                unchanged=kept is not None and kept.body == reply.body,
            )
        raise InputError("web.redirects", limit=self.rules.max_redirects)

    def _redirected(self, address: Address, reply: Reply) -> Address:
        try:
            target = urljoin(address.text, reply.header("location"))
        except ValueError as error:
            raise InputError("web.address", place=reply.header("location")) from error
        return read_address(target, self.rules.ports)

    def _persist(self, address: Address, headers: dict[str, str]) -> Reply:
        """The reply, after as many tries as the rules allow."""
        for attempt in range(1, self.rules.tries + 1):
            is_last = attempt == self.rules.tries
            try:
                reply = self._ask(address, headers)
            except InputError as error:
                if is_last or error.code not in _PASSING:
                    raise
                self._clock.sleep(_FIRST_PAUSE_S * 2.0 ** (attempt - 1))
                continue
            if is_last or (reply.status < 500 and reply.status not in _BUSY) or reply.status in _STATUS_CODES:
                return reply
            self._clock.sleep(self._pause_s(reply, attempt, address))
        raise AssertionError("Rules.tries is below 1")

    def _ask(self, address: Address, headers: dict[str, str]) -> Reply:
        """One request, not before the host has had its rest."""
        delay = max(self.rules.delay_s, min(self._robots.delay_s(address), self.rules.max_patience_s))
        if address.host in self._last:
            rest = self._last[address.host] + delay - self._clock.monotonic()
            if rest > 0:
                self._clock.sleep(rest)
        try:
            return self._line.ask(address, headers)
        finally:
            self._last[address.host] = self._clock.monotonic()

    def _pause_s(self, reply: Reply, attempt: int, address: Address) -> float:
        """How long to leave the server alone. Raises InputError `web.busy` if that is longer than we would wait."""
        asked = self._retry_after_s(reply.header("retry-after"))
        if asked is None:
            return _FIRST_PAUSE_S * 2.0 ** (attempt - 1)
        if asked > self.rules.max_patience_s:
            raise InputError("web.busy", host=address.host, minutes=round(asked / 60 + 0.5))
        return asked

    def _retry_after_s(self, value: str) -> float | None:
        """RFC 9110 §10.2.3: seconds, or a date."""
        if value.isdecimal():
            return float(value[:9])  # years; more figures than that are no number of seconds
        try:
            moment = email.utils.parsedate_to_datetime(value)
        except (ValueError, OverflowError):
            return None
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=datetime.UTC)
        wait: float = (moment - self._clock.now()).total_seconds()
        return max(0.0, wait)

    def _robots_text(self, url: str) -> str:
        address = read_address(url, self.rules.ports)
        for _ in range(self.rules.max_redirects + 1):
            reply = self._persist(address, {})
            if reply.status in _REDIRECTS and reply.header("location"):
                address = self._redirected(address, reply)
                continue
            if reply.status >= 500 or reply.status in _BUSY:
                raise InputError("web.robots-silent", host=address.host, status=reply.status)
            return decode(reply.body).text if reply.status == 200 else ""
        return ""


def _as_kept(answer: Answer) -> Answer:
    return replace(answer, from_cache=True, unchanged=True)


def _headers(kept: Answer | None, referer: str) -> dict[str, str]:
    headers = {"Referer": referer} if referer else {}
    if kept and (tag := kept.header("etag")):
        headers["If-None-Match"] = tag
    if kept and (modified := kept.header("last-modified")):
        headers["If-Modified-Since"] = modified
    return headers


def _refusal(status: int, address: Address) -> InputError:
    code = _STATUS_CODES.get(status, "")
    if code:
        return InputError(code, status=status, host=address.host)
    if status in _BUSY:
        return InputError("web.busy", host=address.host, minutes=10)
    return InputError("web.server" if status >= 500 else "web.status", status=status, host=address.host)
