"""The way to a host. In: a host's name and a deadline. Out: a connection to an address that was judged.

httpcore dials through this, so that the address judged is the address dialled (a name can change its address
between two look-ups), and so that no read lasts beyond the deadline of the whole request.
"""

import ssl
import time
from collections.abc import Iterable
from functools import cache
from typing import Any

import certifi
import httpcore

from bulletin.collect.web.addresses import Lookup, judged, look_up
from bulletin.collect.web.rules import Rules


class Deadline:
    """When the request under way must be over; the fetcher sets it anew for each."""

    def __init__(self) -> None:
        self._end = 0.0

    def start(self, seconds: float) -> None:
        """From now on there are so many seconds."""
        self._end = time.monotonic() + seconds

    def left(self, most: float | None) -> float:
        """Seconds left, at most `most`. Raises httpcore.ReadTimeout when there are none."""
        left = self._end - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the whole request took too long")
        return left if most is None else min(left, most)


class Dialler(httpcore.NetworkBackend):
    """Dials judged addresses only. Addresses stay as first found for as long as the dialler lives."""

    def __init__(self, rules: Rules, deadline: Deadline, lookup: Lookup = look_up) -> None:
        self._rules = rules
        self._deadline = deadline
        self._lookup = lookup
        self._plain = httpcore.SyncBackend()
        self._known: dict[tuple[str, int], tuple[str, ...]] = {}

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,  # noqa: ARG002 - httpcore's signature
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002
    ) -> httpcore.NetworkStream:
        """A connection to `host`. Raises InputError for a host that must not be asked, httpcore.ConnectError."""
        if (host, port) not in self._known:
            self._known[host, port] = judged(
                host, port, allow_private=self._rules.allow_private, lookup=self._lookup
            )
        *others, last = self._known[host, port]
        for address in others:  # an IPv6 address that leads nowhere is common
            try:
                return self._dial(address, port, timeout)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue
        return self._dial(last, port, timeout)

    def _dial(self, address: str, port: int, timeout: float | None) -> httpcore.NetworkStream:
        stream = self._plain.connect_tcp(address, port, self._deadline.left(timeout))
        return _TimedStream(stream, self._deadline)


class _TimedStream(httpcore.NetworkStream):
    """A stream whose every step ends at the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        stream = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left(timeout))
        return _TimedStream(stream, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


@cache
def tls_context(*, check_certificates: bool) -> ssl.SSLContext:
    """TLS as old government servers speak it: renegotiation without RFC 5746, SHA-1 and RSA key exchange. Who
    answers is still checked, against the system's authorities and Mozilla's."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    context.options |= getattr(ssl, "OP_LEGACY_SERVER_CONNECT", 0x4)
    context.set_ciphers("DEFAULT:@SECLEVEL=1")
    # Python 3.13 asks for what RFC 5280 wants of an authority's certificate; old ones lack it.
    context.verify_flags &= ~ssl.VERIFY_X509_STRICT
    if not check_certificates:
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
    return context
