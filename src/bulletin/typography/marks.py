"""The classes of characters the rules speak of, as parts of regular expressions.

Source: CLREQ's tables of punctuation marks, GB/T 15834.
"""

from typing import Final

# Ideographs with their extensions, 〇 and the iteration mark 々.
HAN: Final = "〇々\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
# Full-width marks that close or pause; those that open. English has none of them.
CLOSING: Final = "，。、；：？！）》〉】〕」』"
OPENING: Final = "（《〈【〔「『"
# Whatever is Chinese beyond doubt.
CHINESE: Final = HAN + CLOSING + OPENING
# Marks that Chinese and English share: what stands beside them tells whose they are.
SHARED: Final = "“”‘’…—"
# Latin letters and digits, and the signs that cling to them.
LATIN: Final = r"0-9A-Za-zÀ-ÖØ-öø-ɏΑ-Ωα-ωА-Яа-я%‰°℃$€£@#&+"
