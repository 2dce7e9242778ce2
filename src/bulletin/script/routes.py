"""Which OpenCC configurations lead from one script to another.

Towards Taiwan and back the vocabulary changes too (软件 ↔ 軟體), unless a house style says otherwise. Towards Hong Kong
only the forms do: OpenCC's table of Hong Kong vocabulary (`s2hkp`) is chiefly the names of film directors and American
states.
"""

from typing import Final

from bulletin.errors import UsageError
from bulletin.model import Script

_HANS, _HANT, _TW, _HK = Script.ZH_HANS, Script.ZH_HANT, Script.ZH_HANT_TW, Script.ZH_HANT_HK

ROUTES: Final[dict[tuple[Script, Script], tuple[str, ...]]] = {
    (_HANS, _HANT): ("s2t",),
    (_HANS, _TW): ("s2tw",),
    (_HANS, _HK): ("s2hk",),
    (_HANT, _HANS): ("t2s",),
    (_HANT, _TW): ("t2tw",),
    (_HANT, _HK): ("t2hk",),
    (_TW, _HANS): ("tw2s",),
    (_TW, _HANT): ("tw2t",),
    (_TW, _HK): ("tw2t", "t2hk"),
    (_HK, _HANS): ("hk2s",),
    (_HK, _HANT): ("hk2t",),
    (_HK, _TW): ("hk2t", "t2tw"),
}

# The configurations that change the region's words too.
_WITH_VOCABULARY: Final = {"s2tw": "s2twp", "tw2s": "tw2sp", "s2hk": "s2hkp", "hk2s": "hk2sp"}

# Every configuration and the scripts it leads from and to. Japanese forms are Traditional to all else: no quotation
# mark and no glossary tells them apart.
CONFIGS: Final[dict[str, tuple[Script, Script]]] = {
    **{config: way for way, configs in ROUTES.items() if len(configs) == 1 for config in configs},
    "s2twp": (_HANS, _TW),
    "tw2sp": (_TW, _HANS),
    "s2hkp": (_HANS, _HK),
    "hk2sp": (_HK, _HANS),
    "t2jp": (_HANT, _HANT),
    "jp2t": (_HANT, _HANT),
}


def route(source: Script, target: Script, vocabulary: bool | None = None) -> tuple[str, ...]:
    """The configurations to apply in order; none where source and target are the same. `vocabulary` as in
    `HouseStyle`."""
    configs = ROUTES.get((source, target), ())
    if vocabulary or (vocabulary is None and _TW in (source, target)):
        return tuple(_WITH_VOCABULARY.get(config, config) for config in configs)
    return configs


def ends_of(config: str) -> tuple[Script, Script]:
    """The scripts that an OpenCC configuration leads from and to. Raises UsageError for one that OpenCC lacks."""
    if config not in CONFIGS:
        raise UsageError("script.unknown-config", config=config, known=" ".join(sorted(CONFIGS)))
    return CONFIGS[config]
