"""Addresses that may be asked. In: an address as someone wrote it. Out: it in plain ASCII, and where its host lies.

A page can name any address, a redirect too. Only http and https, and only hosts on the public internet, are asked:
the host is looked up once, every address found is judged, and the connection goes to one of those very addresses.
"""

import ipaddress
import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from urllib.parse import SplitResult, quote, urlsplit, urlunsplit

from bulletin.errors import InputError

Ip = ipaddress.IPv4Address | ipaddress.IPv6Address
# From host and port to the addresses of the host, as text.
Lookup = Callable[[str, int], list[str]]

DEFAULT_PORTS: Final = {"http": 80, "https": 443}
# What quote() must leave alone: what RFC 3986 reserves, and escapes that are there already.
_PATH: Final = "/%:@!$&'()*+,;=~"
_QUERY: Final = _PATH + "?[]|^"

# Nobody serves articles there, on an intranet either: 168.63.129.16 is Azure's and 100.100.100.200 Alibaba's
# machine data; 169.254.169.254 and fd00:ec2::254 are those of the others.
_NEVER: Final = tuple(
    map(
        ipaddress.ip_network,
        "0.0.0.0/8 169.254.0.0/16 168.63.129.16/32 100.100.100.200/32 192.0.0.0/24 fe80::/10 fd00:ec2::/32".split(),
    )
)
# IPv6 that carries an IPv4 address inside, where a gateway would unpack it: IPv4-compatible, NAT64 (RFC 6052, 8215),
# 6to4 and Teredo; and the site-local range given up in 2004. No web server of the public internet has such an address.
_WRAPPING: Final = tuple(
    map(ipaddress.ip_network, "::/96 64:ff9b::/96 64:ff9b:1::/48 2002::/16 2001::/32 fec0::/10".split())
)


@dataclass(frozen=True, slots=True)
class Address:
    """A web address in its parts: `text` is plain ASCII without a fragment, `host` in IDNA."""

    text: str
    scheme: str
    host: str
    port: int

    @property
    def site(self) -> str:
        """Scheme, host and port: what one robots.txt is for."""
        return f"{self.scheme}://{self.authority}"

    @property
    def authority(self) -> str:
        """Host, and port where it is not the usual one: the `Host` header."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        return name if self.port == DEFAULT_PORTS[self.scheme] else f"{name}:{self.port}"

    @property
    def target(self) -> str:
        """Path and query: what a request line names."""
        return self.text[len(self.site) :]


def read_address(text: str, ports: frozenset[int]) -> Address:
    """The address. Raises InputError `web.address`, `web.scheme`, `web.userinfo` or `web.port`."""
    text = text.strip()
    try:
        parts = urlsplit(text)
        port = parts.port
        host = _host_of(parts)
    except (ValueError, UnicodeError) as error:
        raise InputError("web.address", place=text) from error
    scheme = parts.scheme.lower()
    if scheme not in DEFAULT_PORTS:
        raise InputError("web.scheme", place=text, scheme=scheme or "?")
    if not host:
        raise InputError("web.address", place=text)
    if "@" in parts.netloc:
        raise InputError("web.userinfo", place=_without_userinfo(parts))
    if (port or DEFAULT_PORTS[scheme]) not in ports:
        raise InputError("web.port", place=text, port=port)
    address = Address("", scheme, host, port or DEFAULT_PORTS[scheme])
    path = quote(parts.path or "/", safe=_PATH)
    query = quote(parts.query, safe=_QUERY)
    return Address(urlunsplit((scheme, address.authority, path, query, "")), scheme, host, address.port)


def _host_of(parts: SplitResult) -> str:
    """The host in ASCII; nameprep turns full-width digits and dots into plain ones. Raises UnicodeError."""
    host = (parts.hostname or "").rstrip(".")
    if ":" in host:
        return str(ipaddress.IPv6Address(host.partition("%")[0]))
    name = host.encode("idna").decode("ascii").lower()
    if any(not (char.isalnum() or char in "-._") for char in name):
        raise UnicodeError("a character no host has")
    return name


def _without_userinfo(parts: SplitResult) -> str:
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def look_up(host: str, port: int) -> list[str]:
    """The addresses the system knows for `host`. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]).partition("%")[0] for entry in found))


def judged(host: str, port: int, *, allow_private: bool, lookup: Lookup = look_up) -> tuple[str, ...]:
    """The addresses of `host`, all of them fit to be asked.

    Raises InputError `web.unknown-host`, or `web.private` if one of them is not: a host with one public and one
    private address is a trap.
    """
    try:
        found = lookup(host, port)
    except (OSError, UnicodeError) as error:
        raise InputError("web.unknown-host", host=host) from error
    if not found:
        raise InputError("web.unknown-host", host=host)
    for address in found:
        if not is_fit(ipaddress.ip_address(address), allow_private=allow_private):
            raise InputError("web.private", host=host, address=address)
    return tuple(found)


def is_fit(address: Ip, *, allow_private: bool) -> bool:
    """True for an address that may be asked."""
    if isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped:
        return is_fit(address.ipv4_mapped, allow_private=allow_private)
    if address.is_multicast or address.is_unspecified or any(address in network for network in _NEVER):
        return False
    if allow_private and (address.is_private or address.is_loopback):
        return True
    return address.is_global and not any(address in network for network in _WRAPPING)
