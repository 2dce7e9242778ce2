"""The scripts an edition can be in."""

from enum import StrEnum


class Script(StrEnum):
    """A script and region, as BCP 47 writes it; `SOURCE` leaves every article as it came."""

    ZH_HANS = "zh-Hans"
    ZH_HANT = "zh-Hant"
    ZH_HANT_TW = "zh-Hant-TW"
    ZH_HANT_HK = "zh-Hant-HK"
    SOURCE = "source"

    @property
    def is_traditional(self) -> bool:
        """True for every Traditional script; False for Simplified and for `SOURCE`."""
        return self.value.startswith("zh-Hant")
