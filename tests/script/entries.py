"""A glossary of thirty entries, and what each must become in the three regions."""

from bulletin.model import Entry, EntryKind, Glossary, Script

REGIONS = (Script.ZH_HANT, Script.ZH_HANT_TW, Script.ZH_HANT_HK)


def name(text: str) -> Entry:
    return Entry(EntryKind.NAME, text)


def keep(text: str) -> Entry:
    return Entry(EntryKind.KEEP, text)


def term(simplified: str, traditional: str, **regions: str) -> Entry:
    forms = {Script.ZH_HANS: simplified, Script.ZH_HANT: traditional}
    forms |= {Script(f"zh-Hant-{region}"): form for region, form in regions.items()}
    return Entry(EntryKind.TERM, simplified, forms)


# Thirty entries: what stands in the text, and what must stand in the three regions.
ENTRIES: dict[Entry, tuple[str, str, str]] = {
    name("余仲安"): ("余仲安",) * 3,
    name("于石帆"): ("于石帆",) * 3,
    name("范晓松"): ("范曉松",) * 3,
    name("后晓棠"): ("后曉棠",) * 3,
    name("干维扬"): ("干維揚",) * 3,
    name("岳家骥"): ("岳家驥",) * 3,
    name("谷阿福"): ("谷阿福",) * 3,
    name("谷家弄"): ("谷家弄",) * 3,
    name("里小禾"): ("里小禾",) * 3,
    name("余老师"): ("余老師",) * 3,
    name("叶小云"): ("葉小雲",) * 3,
    name("钟启元"): ("鍾啓元", "鍾啟元", "鍾啓元"),
    name("朴后里"): ("朴后里",) * 3,
    name("郁采台"): ("郁采台",) * 3,
    name("于文"): ("于文",) * 3,
    keep("云上牌"): ("云上牌",) * 3,
    keep("后来居A座"): ("后来居A座",) * 3,
    keep("“只有面”"): ("“只有面”",) * 3,
    term("软件园路", "軟件園路"): ("軟件園路",) * 3,
    term("软件园", "軟件園"): ("軟件園",) * 3,
    term("程序正义", "程序正義"): ("程序正義",) * 3,
    term("项目", "項目"): ("項目",) * 3,
    term("发布", "發布", HK="發佈"): ("發布", "發布", "發佈"),
    term("消息", "消息"): ("消息",) * 3,
    term("台风", "颱風"): ("颱風",) * 3,
    term("出租车", "出租車", TW="計程車", HK="的士"): ("出租車", "計程車", "的士"),
    term("知识产权法院", "知識產權法院", TW="智慧財產法院"): ("知識產權法院", "智慧財產法院", "知識產權法院"),
    term("系一条", "繫一條"): ("繫一條",) * 3,
    term("没有采", "沒有採"): ("沒有採",) * 3,
    term("皇后了", "皇后了"): ("皇后了",) * 3,
}  # fmt: skip
GLOSSARY = Glossary(tuple(ENTRIES))
