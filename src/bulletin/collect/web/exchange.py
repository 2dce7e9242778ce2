"""One request and its answer, no more. In: an address and headers. Out: status, headers and body, within the limits."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Final

import httpcore

from bulletin.collect.web.addresses import Address, Lookup, look_up
from bulletin.collect.web.dialing import Deadline, Dialler, tls_context
from bulletin.collect.web.receiving import ACCEPTED, receive
from bulletin.collect.web.rules import Rules
from bulletin.errors import InputError

# Only these answers have a body worth reading.
_WITH_BODY: Final = frozenset({200, 203})


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back. Header names in lower case; the body is empty unless the status is 200."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes = b""

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key == name), "")


class Line:
    """Connections, one to a host, kept open between requests."""

    def __init__(self, rules: Rules, lookup: Lookup = look_up) -> None:
        self._rules = rules
        self._deadline = Deadline()
        self._pool = httpcore.ConnectionPool(
            ssl_context=tls_context(check_certificates=rules.check_certificates),
            keepalive_expiry=15.0,
            network_backend=Dialler(rules, self._deadline, lookup),
        )

    def ask(self, address: Address, headers: dict[str, str]) -> Reply:
        """The reply. Raises InputError: what `Dialler` and `receive` raise, `web.timeout`, `web.connect`,
        `web.certificate`, `web.tls`, `web.broken`."""
        self._deadline.start(self._rules.total_s)
        with (
            _told(address.host),
            self._pool.stream(
                "GET",
                httpcore.URL(
                    scheme=address.scheme.encode(),
                    host=address.host.encode(),
                    port=address.port,
                    target=address.target.encode(),
                ),
                headers=self._headers(address, headers),
                extensions={"timeout": dict.fromkeys(("connect", "read", "write"), self._rules.wait_s)},
            ) as response,
        ):
            received = tuple(
                (name.decode("latin-1").lower(), _value(value)) for name, value in response.headers
            )
            reply = Reply(response.status, received)
            if reply.status not in _WITH_BODY:
                return reply
            return Reply(200, received, self._body(response, reply))

    def close(self) -> None:
        """Close what is open."""
        self._pool.close()

    def _body(self, response: httpcore.Response, reply: Reply) -> bytes:
        limit = self._rules.max_bytes
        length = reply.header("content-length")
        if length.isdecimal() and int(length) > limit:
            raise InputError("web.too-big", limit=max(1, limit >> 20))
        return receive(response.iter_stream(), reply.header("content-encoding"), limit)

    def _headers(self, address: Address, extra: dict[str, str]) -> list[tuple[bytes, bytes]]:
        headers = {
            "Host": address.authority,
            "User-Agent": self._rules.user_agent,
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
            "Accept-Language": "zh-CN,zh;q=0.9,en;q=0.5",
            "Accept-Encoding": ACCEPTED,
            **extra,
        }
        return [(name.encode(), value.encode("latin-1", "replace")) for name, value in headers.items()]


def _value(value: bytes) -> str:
    """Redirects of Chinese sites carry their address as bare UTF-8."""
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


@contextmanager
def _told(host: str) -> Iterator[None]:
    """What goes wrong on the line, told to the editor."""
    try:
        yield
    except httpcore.TimeoutException as error:
        raise InputError("web.timeout", host=host) from error
    except httpcore.ConnectError as error:
        cause = _tls_cause(error)
        if isinstance(cause, ssl.SSLCertVerificationError):
            raise InputError("web.certificate", host=host, reason=cause.verify_message) from error
        if cause:
            raise InputError("web.tls", host=host, reason=cause.reason or "?") from error
        raise InputError("web.connect", host=host) from error
    except (httpcore.NetworkError, httpcore.ProtocolError) as error:
        raise InputError("web.broken", reason=str(error) or type(error).__name__) from error


def _tls_cause(error: BaseException | None) -> ssl.SSLError | None:
    """httpcore wraps the error of the handshake once or twice."""
    while error:
        if isinstance(error, ssl.SSLError):
            return error
        error = error.__cause__ or error.__context__
    return None
