"""The keys of glossary.toml and decisions.toml: one table a file, read as those of `keys.py` are."""

from typing import Final

from bulletin.planning.key import Key, Keys, Kind

_TERM: Final[Keys] = {
    "zh-Hans": Key(Kind.TEXT, "简体的写法", "its Simplified form", '"软件园路"', required=True),
    "zh-Hant": Key(Kind.TEXT, "繁体的写法", "its Traditional form", '"軟件園路"'),
    "zh-Hant-TW": Key(Kind.TEXT, "台湾的写法，与上一项不同时写", "its form in Taiwan, where different", '"軟體園路"'),
    "zh-Hant-HK": Key(Kind.TEXT, "香港的写法，不同时写", "its form in Hong Kong, where different", '"軟件園路"'),
    "note": Key(Kind.TEXT, "给编辑看的说明", "a remark for the editors", '"路牌如此"'),
}  # fmt: skip

GLOSSARY: Final[Keys] = {
    "names": Key(Kind.ENTRIES, "姓名、地名：两可的字不变（余不作餘），其余照转",
                 "names of people and places: a doubtful character stays (余, never 餘), the others convert",
                 '["余仲安", "范晓松"]'),
    "keep": Key(Kind.ENTRIES, "一个字也不转的", "never changed at all", '["云上牌"]'),
    "forms": Key(Kind.PAIRS, "简体 = 繁体，各地相同", "Simplified = Traditional, the same everywhere",
                 '{ "钟镜清" = "鍾鏡清" }'),
    "term": Key(Kind.TABLES, "各地写法不同的用语，一条一段", "a term whose form differs by region; one block for each",
                keys=_TERM),
}  # fmt: skip

# What the review saves.
DECISIONS: Final[Keys] = {
    "decision": Key(Kind.TABLES, "一处转换的决定，一条一段", "what was decided of one conversion; one block for each", keys={
        "text": Key(Kind.TEXT, "原文，决定的字词放在花括号里；括号外的字说明是哪一处",
                    "the source, what is decided of in braces; what stands outside them says where", '"山{里}的"', required=True),
        "zh-Hans": Key(Kind.TEXT, "简体版怎么写", "what the Simplified edition has", '"里"'),
        "zh-Hant": Key(Kind.TEXT, "繁体版怎么写", "what the Traditional edition has", '"裏"'),
        "zh-Hant-TW": Key(Kind.TEXT, "台湾繁体版怎么写", "what Taiwan's edition has", '"裡"'),
        "zh-Hant-HK": Key(Kind.TEXT, "香港繁体版怎么写", "what Hong Kong's edition has", '"裏"'),
        "keep": Key(Kind.FLAG, "各版都照原文，不转", "never converted, in no edition", "true"),
        "glossary": Key(Kind.CHOICE, "不是一处的决定，而是用语表的一条：name 姓名，keep 不转，term 依上面的写法",
                        "an entry of the glossary instead: name, keep, or term with the forms above", '"name"',
                        ("name", "keep", "term")),
        "note": Key(Kind.TEXT, "给编辑看的说明", "a remark for the editors", '"何知远定"'),
    }),
}  # fmt: skip
