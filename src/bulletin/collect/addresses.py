"""Addresses as strangers write them. In: a page's address, what stands in the page. Out: where it leads."""

from urllib.parse import urljoin


def joined(base: str, reference: str) -> str:
    """`reference` as seen from `base`; as it is written if it is no address at all (`http://[`): nothing will be there."""
    try:
        return urljoin(base, reference)
    except ValueError:
        return reference
