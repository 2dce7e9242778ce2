"""Addresses as strangers write them. In: a page's address, what stands in the page. Out: where it leads."""

from urllib.parse import urljoin, urlsplit


def absolute(base: str, reference: str) -> str:
    """`reference` as seen from `base`; empty if it is no address at all, such as a half-written IPv6 address (`http://[`)."""
    try:
        address = urljoin(base, reference)
        urlsplit(address)
    except ValueError:
        return ""
    return address


def joined(base: str, reference: str) -> str:
    """As `absolute`, but what is no address stays as it is written: nothing will be there, and a notice can name it."""
    return absolute(base, reference) or reference
