"""What sites ask of robots. In: a site's robots.txt, fetched once. Out: whether an address may be had, and how slowly.

RFC 9309: a site without the file allows everything; one whose file cannot be had for its own fault, nothing.
"""

from collections.abc import Callable
from typing import Final

from protego import Protego

from bulletin.collect.web.addresses import Address
from bulletin.collect.web.rules import ROBOT
from bulletin.errors import InputError

# From the address of a robots.txt to its text, empty if the site has none. Raises InputError.
FetchText = Callable[[str], str]

_MAX_CHARACTERS: Final = 512 << 10  # RFC 9309 §2.5 asks for 500 KiB


class Robots:
    """The robots.txt of every site asked so far."""

    def __init__(self, fetch: FetchText) -> None:
        self._fetch = fetch
        self._sites: dict[str, Protego] = {}

    def check(self, address: Address) -> None:
        """Raises InputError `web.robots` for an address the site wants left alone, or what went wrong in asking."""
        if not self._rules_of(address).can_fetch(address.text, ROBOT):
            raise InputError("web.robots", host=address.host)

    def delay_s(self, address: Address) -> float:
        """Seconds the site wants between two requests, 0 if it does not say."""
        known = self._sites.get(address.site)
        return float((known and known.crawl_delay(ROBOT)) or 0)

    def _rules_of(self, address: Address) -> Protego:
        if address.site not in self._sites:
            text = self._fetch(f"{address.site}/robots.txt")
            self._sites[address.site] = Protego.parse(text[:_MAX_CHARACTERS])
        return self._sites[address.site]
