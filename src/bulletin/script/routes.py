"""Which OpenCC configurations lead from one script to another.

Towards Taiwan and back the vocabulary changes too (软件 ↔ 軟體). Towards Hong Kong only the forms do: OpenCC's table
of Hong Kong vocabulary (`s2hkp`) is chiefly the names of film directors and American states.
"""

from typing import Final

from bulletin.model import Script

_HANS, _HANT, _TW, _HK = Script.ZH_HANS, Script.ZH_HANT, Script.ZH_HANT_TW, Script.ZH_HANT_HK

ROUTES: Final[dict[tuple[Script, Script], tuple[str, ...]]] = {
    (_HANS, _HANT): ("s2t",),
    (_HANS, _TW): ("s2twp",),
    (_HANS, _HK): ("s2hk",),
    (_HANT, _HANS): ("t2s",),
    (_HANT, _TW): ("t2tw",),
    (_HANT, _HK): ("t2hk",),
    (_TW, _HANS): ("tw2sp",),
    (_TW, _HANT): ("tw2t",),
    (_TW, _HK): ("tw2t", "t2hk"),
    (_HK, _HANS): ("hk2s",),
    (_HK, _HANT): ("hk2t",),
    (_HK, _TW): ("hk2t", "t2tw"),
}


def route(source: Script, target: Script) -> tuple[str, ...]:
    """The configurations to apply in order; none where source and target are the same."""
    return ROUTES.get((source, target), ())
