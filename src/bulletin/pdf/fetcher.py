"""What a sheet may load. In: the sheet's resources. Out: their bytes to WeasyPrint; every other address is refused.

No file, no network, no `data:`: a sheet is complete. What it asks for in vain is remembered and told.
"""

from collections.abc import Mapping
from typing import Final
from urllib.parse import unquote

from weasyprint.urls import URLFetcher, URLFetcherResponse

from bulletin.model import Notice

_SCHEME: Final = "asset:"
_SHOWN_LENGTH: Final = 120


class AssetFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Serves `asset:NAME` from `resources`; `notices` tells of every other address, once."""

    def __init__(self, resources: Mapping[str, tuple[bytes, str]]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self._resources = resources
        self._told: dict[str, Notice] = {}

    @property
    def notices(self) -> tuple[Notice, ...]:
        return tuple(self._told.values())

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:  # noqa: ARG002
        """The resource of that name. Raises ValueError otherwise, which WeasyPrint takes as "not to be had"."""
        name = unquote(url.removeprefix(_SCHEME))
        if not url.startswith(_SCHEME):
            raise self._refused("pdf.foreign-address", url)
        if name not in self._resources:
            raise self._refused("pdf.missing-resource", name)
        data, media_type = self._resources[name]
        return URLFetcherResponse(url, data, {"Content-Type": media_type})

    def style_sheet(self, url: str) -> bytes | None:
        """The text of a style sheet; None if there is none at that address."""
        data, media_type = self._resources.get(unquote(url.removeprefix(_SCHEME)), (b"", ""))
        return data if url.startswith(_SCHEME) and media_type == "text/css" else None

    def _refused(self, code: str, address: str) -> ValueError:
        self._told[address] = Notice(code, {"address": address[:_SHOWN_LENGTH]})
        return ValueError(code)
