"""The keys an editor may write in bulletin.toml and issue.toml: one table a file, read by everything that needs it.

From these tables come the checking of a file, the suggestion for an unknown key, the JSON Schemas in docs/schema
and the reference in docs/files.md. A new key is a new line here and one line where its value is used.
"""

from typing import Final

from bulletin.model import (
    Emphasis,
    Format,
    NoteMarks,
    Numerals,
    Quotes,
    Script,
    SectionKind,
    Squeezing,
    TextRule,
)
from bulletin.planning.key import Key, Keys, Kind
from bulletin.units import PAGE_SIZES_MM

_ENGINES: Final = ("opencc", "reimplemented")

_SCRIPTS: Final = tuple(script.value for script in Script)
_TEXT_SCRIPTS: Final = tuple(value for value in _SCRIPTS if value != Script.SOURCE)
_FORMATS: Final = tuple(form.value for form in Format)

# Three tables that both files know: issue.toml says what is different in one issue.
_OUTPUT: Final[Keys] = {
    "scripts": Key(Kind.CHOICES, "出哪些文字版本；source 为照原文", "the scripts to make; source leaves the text as it came",
                   '["zh-Hans", "zh-Hant-TW"]', _SCRIPTS),
    "formats": Key(Kind.CHOICES, "出哪些格式", "the formats to make", '["pdf", "epub"]', _FORMATS),
    "bleed": Key(Kind.COUNT, "PDF 四边多印的出血（毫米），有满版图片时用",
                 "millimetres printed beyond the trim, for pictures that run off the page", "3"),
    "attach": Key(Kind.FLAG, "把各篇文章的 XHTML 附在 PDF 里", "put the articles as XHTML into the PDF", "true"),
}  # fmt: skip

# 自己的字体: a font file for a voice.
_FACES: Final[Keys] = {
    voice: Key(
        Kind.FILE,
        f"{name}用的字体文件（.ttf、.otf）",
        f"font file for {name} (.ttf, .otf)",
        f'"fonts/our-{voice}.ttf"',
    )
    for voice, name in (("song", "宋"), ("hei", "黑"), ("kai", "楷"), ("fang", "仿宋"), ("title", "小标宋"))
}

_THEME: Final[Keys] = {
    "name": Key(Kind.TEXT, "版式名称", "the theme's name", '"circular"'),
    "page": Key(Kind.PAGE, "成品尺寸，也可写宽×高，如 \"190×260 mm\"；不写则依版式",
                "the trimmed page, or its width × height; the theme's own by default",
                '"A4"', tuple(PAGE_SIZES_MM)),
    "logo": Key(Kind.PICTURE, "会徽或刊名题字，代替 [periodical] 的（PNG、JPEG、SVG）",
                "emblem or lettering in place of that of [periodical] (PNG, JPEG, SVG)", '"logo.png"'),
    "cover": Key(Kind.PICTURE, "没有自己的封面图的各期用的封面图（PNG、JPEG、SVG）",
                 "cover picture of issues without one of their own (PNG, JPEG, SVG)", '"cover.jpg"'),
    "faces": Key(Kind.TABLE, "自己的字体文件，见 docs/fonts.md", "font files of your own, see docs/fonts.md", keys=_FACES),
    "options": Key(Kind.OPTIONS, "版式自己的选项，见版式说明", "the theme's own options, see its description",
                   '{ accent = "#c8161d" }'),
}  # fmt: skip

# Told in both files: issue.toml adds to what the periodical silences.
_CHECK: Final = Key(
    Kind.PAIRS,
    "bulletin check 不再提示的：代码 = 理由，见 docs/checks.md",
    "what bulletin check passes over: code = reason, see docs/checks.md",
    '{ "checks.long-title" = "法规名称不能缩短" }',
)

# Each has a label in every region (layout's labels.toml); publisher, editors, permit and issn stand in [periodical].
_COLOPHON: Final[Keys] = {
    "supervisor": Key(Kind.TEXT, "主管单位", "supervising body", '"临江市民政局"'),
    "co_sponsor": Key(Kind.TEXT, "协办单位", "co-sponsoring body", '"云桥街道办事处"'),
    "compiler": Key(Kind.TEXT, "编印单位", "who compiles and prints it", '"青禾社区服务协会秘书处"'),
    "adviser": Key(Kind.TEXT, "顾问", "adviser", '"沈望舒"'),
    "chief_editor": Key(Kind.TEXT, "主编", "chief editor", '"周敏"'),
    "deputy_editor": Key(Kind.TEXT, "副主编", "deputy editor", '"范一舟"'),
    "executive_editor": Key(Kind.TEXT, "执行主编", "executive editor", '"何知远"'),
    "designer": Key(Kind.TEXT, "美术编辑", "designer", '"余小满"'),
    "proofreader": Key(Kind.TEXT, "校对", "proofreader", '"于文"'),
    "address": Key(Kind.TEXT, "地址", "postal address", '"临江市云桥路18号"'),
    "postcode": Key(Kind.TEXT, "邮编", "postcode", '"000000"'),
    "phone": Key(Kind.TEXT, "电话", "telephone", '"0000-1234567"'),
    "fax": Key(Kind.TEXT, "传真", "fax", '"0000-1234568"'),
    "email": Key(Kind.TEXT, "电子邮箱", "e-mail", '"tongxun@example.org"'),
    "website": Key(Kind.TEXT, "网址", "web site", '"https://example.org"'),
    "printer": Key(Kind.TEXT, "印刷单位", "printing house", '"云桥印刷厂"'),
    "print_run": Key(Kind.TEXT, "印数", "copies printed", '"800册"'),
    "printed_on": Key(Kind.TEXT, "印刷日期", "date of printing", '"2026年3月10日"'),
    "recipients": Key(Kind.TEXT, "发送对象", "who receives it", '"本会会员"'),
    "price": Key(Kind.TEXT, "定价", "price", '"免费"'),
    "cn_number": Key(Kind.TEXT, "国内统一刊号", "CN number of mainland periodicals", '"CN 00-0000/X"'),
    "isbn": Key(Kind.TEXT, "国际标准书号", "International Standard Book Number", '"000-0-00-000000-0"'),
    "gpn": Key(
        Kind.TEXT, "台湾政府出版品统一编号", "GPN of Taiwan's government publications", '"0000000000"'
    ),
}

# Told in both files: what stays the same in bulletin.toml, what is of one document in issue.toml.
OFFICIAL: Final[Keys] = {
    "secrecy": Key(Kind.TEXT, "密级和保密期限", "security classification and its term", '"内部"'),
    "urgency": Key(Kind.TEXT, "紧急程度", "urgency", '"加急"'),
    "copy_number": Key(Kind.TEXT, "份号，简报的编号", "number of the copy", '"000012"'),
    "issuer": Key(Kind.TEXT, "发文机关署名，简报的编发单位；不写则用主办单位",
                  "who signs it; the publisher by default", '"枫浦市档案与地方史学会秘书处"'),
    "document_number": Key(Kind.TEXT, "发文字号", "number of the document", '"枫档史〔2026〕7号"'),
    "signatory": Key(Kind.TEXT, "签发人，上行文才写", "who approved it, on documents to a higher body", '"于慎之"'),
    "addressee": Key(Kind.TEXT, "主送机关", "to whom it is addressed", '"各县区学会、各专业委员会"'),
    "attachments": Key(Kind.TEXTS, "附件的名称；不写则用第二篇起各篇的标题",
                       "the attachments; by default the articles after the first", '["普查登记表"]'),
    "remark": Key(Kind.TEXT, "附注，印在括号里", "a remark, printed in brackets", '"联系人：谷𬭎，电话：0000-5550128"'),
    "report_to": Key(Kind.TEXT, "报：呈报谁", "reported to", '"市档案馆"'),
    "send_to": Key(Kind.TEXT, "送：抄送谁", "sent to", '"各县区学会"'),
    "distribute_to": Key(Kind.TEXT, "发：下发谁", "distributed to", '"本会各专业委员会"'),
    "copies_to": Key(Kind.TEXT, "抄送机关", "copies to", '"市档案馆，市图书馆"'),
    "printing_office": Key(Kind.TEXT, "印发机关；不写则用发文机关", "the printing office; the issuer by default",
                           '"枫浦市档案与地方史学会秘书处"'),
    "printed_on": Key(Kind.DATE, "印发日期；不写则用成文日期", "day of printing; the document's own by default", "2026-03-18"),
    "copies": Key(Kind.TEXT, "印数", "copies printed", '"120份"'),
}  # fmt: skip

_OFFICIAL: Final = Key(
    Kind.TABLE,
    "公文和简报的版头、版记各项",
    "head and foot of an official document or briefing",
    keys=OFFICIAL,
)

_TYPOGRAPHY: Final[Keys] = {
    "squeezing": Key(Kind.CHOICE, "标点挤压：all 行内也挤，line-edges 只挤行首行尾和相连的标点，none 全角不挤",
                     "squeezing of marks: all, line-edges (and marks side by side), none", '"all"', tuple(Squeezing)),
    "hanging": Key(Kind.FLAG, "行尾标点悬挂在版心之外", "marks at line ends hang outside the type area", "false"),
    "autospace": Key(Kind.LENGTH, "中西文之间的空隙，以字宽计；0 为不留", "the gap between Chinese and Latin, in ems; 0 for none",
                     "0.125", most=0.5),
    "max_gap": Key(Kind.LENGTH, "为排齐一行，字与字之间最多拉开多少，以字宽计",
                   "how far characters may be opened to fill a line, in ems", "0.35", most=1),
    "indent": Key(Kind.LENGTH, "段首缩进，以字计", "first-line indent, in characters", "2", most=4),
    "orphans": Key(Kind.COUNT, "一段留在页末的行数至少", "fewest lines of a paragraph at the foot of a page", "2"),
    "widows": Key(Kind.COUNT, "一段转到下页的行数至少", "fewest lines of a paragraph at the head of a page", "2"),
    "quotes": Key(Kind.CHOICE, "引号：region 依地区，keep 照原文，curly 一律“ ”，corner 一律「 」",
                  "quotation marks: region, keep (those of the source), curly or corner in every script", '"region"',
                  tuple(Quotes)),
    "numerals": Key(Kind.CHOICE, "数字和字母：half-width 用半角，single-full 单个数字占一字，as-written 照原文",
                    "digits and letters: half-width, single-full (a lone digit on a square), as-written",
                    '"half-width"', tuple(Numerals)),
    "notes": Key(Kind.CHOICE, "注码：brackets 为〔1〕，circled 为①", "note numbers: brackets 〔1〕 or circled ①",
                 '"brackets"', tuple(NoteMarks)),
    "endnotes": Key(Kind.FLAG, "注文排在文章末尾，不排在页脚",
                    "notes at the end of the article, not at the foot of the page", "false"),
    "emphasis": Key(Kind.CHOICE, "强调（Markdown 的 *…*）：hei 用黑体，dots 加着重号",
                    "emphasis (*…* in Markdown): hei, or dots below the characters", '"hei"', tuple(Emphasis)),
    "name_marks": Key(Kind.FLAG, "标出的人名地名下加专名号", "a line below the names an author has marked", "true"),
    "lined_names": Key(Kind.FLAG, "繁体版里用语表的姓名、地名也加专名号",
                       "a line below the names of the glossary too, in Traditional editions", "false"),
    "wavy_titles": Key(Kind.FLAG, "繁体版的书名用浪线，不用《》", "wavy lines for 《》 in Traditional editions", "false"),
    "off": Key(Kind.CHOICES, "关掉的文字规则，见 docs/typography.md", "rules of text to turn off, see docs/typography.md",
               '["full-width-brackets"]', tuple(TextRule)),
}  # fmt: skip

BULLETIN: Final[Keys] = {
    "periodical": Key(Kind.TABLE, "刊物", "the periodical", required=True, keys={
        "name": Key(Kind.TEXT, "刊名，印在报头", "its name, printed as the masthead", '"青禾通讯"', required=True),
        "tagline": Key(Kind.TEXT, "刊名下的一句话", "a line under the name", '"青禾社区服务协会会刊"'),
        "note": Key(Kind.TEXT, "报头的说明", "the masthead's note", '"内部资料 免费交流"'),
        "logo": Key(Kind.PICTURE, "会徽或刊名题字（PNG、JPEG、SVG）", "emblem or lettering (PNG, JPEG, SVG)", '"logo.png"'),
        "publisher": Key(Kind.TEXT, "主办单位", "the publishing body", '"青禾社区服务协会"'),
        "editors": Key(Kind.TEXTS, "编辑", "the editors", '["何知远", "林小满"]'),
        "issn": Key(Kind.TEXT, "国际标准连续出版物号", "International Standard Serial Number", '"0000-0000"'),
        "permit": Key(Kind.TEXT, "准印证号", "printing permit (准印证)", '"（临）内资准字第001号"'),
    }),
    "colophon": Key(Kind.LABELS, "版权页的其余各项；自己的项目名加引号",
                    "the other lines of the colophon; a label of your own stands in quotes",
                    '"微信公众号" = "青禾在线"', keys=_COLOPHON),
    "official": _OFFICIAL,
    "output": Key(Kind.TABLE, "成品", "what is made", keys=_OUTPUT),
    "theme": Key(Kind.TABLE, "版式", "how it looks", keys=_THEME),
    "check": _CHECK,
    "typography": Key(Kind.TABLE, "排版的规矩", "how texts are set", keys=_TYPOGRAPHY),
    "ebook": Key(Kind.TABLE, "电子书", "the e-book", keys={
        "vertical": Key(Kind.FLAG, "繁体版直排，自右向左", "Traditional editions in columns from right to left", "false"),
        "body_font": Key(Kind.FLAG, "带上正文字体；不写则只带生僻字",
                         "bring the text's font; by default rare characters only", "false"),
        "evaluated_by": Key(Kind.TEXT, "按 EPUB Accessibility 1.1 检查过无障碍的人或单位；没有检查过就不写",
                            "who has examined it against EPUB Accessibility 1.1; leave out while nobody has", '"周敏"'),
    }),
    "conversion": Key(Kind.TABLE, "简繁转换", "conversion between scripts", keys={
        "engine": Key(Kind.CHOICE, "转换引擎", "the engine", '"opencc"', _ENGINES),
        "vocabulary": Key(Kind.FLAG, "用词是否也随地区改（软件 → 軟體）；不写则台湾改，香港不改",
                          "whether words change with the region too (软件 → 軟體); by default Taiwan's do, Hong Kong's do not",
                          "false"),
        "glossary": Key(Kind.FILE, "本单位的人名和用语；不写则用旁边的 glossary.toml 或 glossary.csv",
                        "names and terms of your own; by default glossary.toml or glossary.csv beside this file",
                        '"glossary.csv"'),
    }),
}  # fmt: skip

# Beside `file`, each key of an article replaces what the article itself says.
ARTICLE: Final[Keys] = {
    "file": Key(Kind.FILE, "文章的文件", "the article's file", '"articles/a.md"', required=True),
    "title": Key(Kind.TEXT, "标题", "title", '"春天的社区"'),
    "kicker": Key(Kind.TEXT, "引题", "line above the title", '"回望二〇二五"'),
    "subtitle": Key(Kind.TEXT, "副题", "line below the title", '"记云桥街道的志愿者"'),
    "byline": Key(Kind.TEXT, "作者，几人用空格隔开", "authors, separated by a space", '"周敏 何知远"'),
    "source": Key(Kind.TEXT, "来源", "where it was first published", '"临江晚报"'),
    "editor": Key(Kind.TEXT, "责任编辑", "responsible editor", '"林小满"'),
    "date": Key(Kind.DATE, "日期", "date", "2026-03-05"),
    "note": Key(Kind.TEXT, "编者按", "editor's note on this article", '"本文略有删节。"'),
    "url": Key(Kind.TEXT, "网址", "web address", '"https://example.org/a"'),
    "script": Key(Kind.CHOICE, "原文的文字；不写则自动判断", "the script it is written in; detected by default",
                  '"zh-Hans"', _TEXT_SCRIPTS),
}  # fmt: skip

_ARTICLES: Final = Key(
    Kind.ARTICLES, "文章，按印刷的先后", "the articles, in print order", '["articles/a.md"]', keys=ARTICLE
)

_EVENT: Final[Keys] = {
    "date": Key(Kind.DATE, "日期，写到日；星期自动印上", "its day; the day of the week is added", "2026-05-16"),
    "until": Key(Kind.DATE, "几天的活动，最后一天", "its last day, if it takes several", "2026-05-18"),
    "time": Key(Kind.TEXT, "时间；没有日期的活动在这里写什么时候", "the hour; without a date, when it is", '"9:30—11:00"'),
    "what": Key(Kind.TEXT, "什么活动", "what it is", '"家长开放日"', required=True),
    "where": Key(Kind.TEXT, "地点", "the place", '"操场"'),
}  # fmt: skip

ISSUE: Final[Keys] = {
    "key": Key(Kind.TEXT, "成品的文件名；不写则用文件夹名", "stem of the files made; by default the folder's name", '"2026-03"'),
    "number": Key(Kind.COUNT, "第几期", "number of the issue", "3"),
    "total_number": Key(Kind.COUNT, "总第几期", "number since the first issue", "128"),
    "date": Key(Kind.DATE, "出版日期", "date of the issue", "2026-03-15"),
    "title": Key(Kind.TEXT, "本期的标题", "title of the issue", '"春天专号"'),
    "cover": Key(Kind.PICTURE, "封面图（PNG、JPEG、SVG）", "cover picture (PNG, JPEG, SVG)", '"cover.jpg"'),
    "editors_note": Key(Kind.TEXT, "按语，一行一段", "editor's note, a paragraph a line", '"本期谈谈春天。"'),
    "editors_note_file": Key(Kind.FILE, "按语另存的文件", "a file that holds the editor's note", '"note.md"'),
    "articles": _ARTICLES,
    "section": Key(Kind.TABLES, "栏目，一个栏目一段", "a section; one block for each", keys={
        "title": Key(Kind.TEXT, "栏目名", "its title", '"他山之石"'),
        "kind": Key(Kind.CHOICE, "排法：articles 文章，items 短讯，notices 通知（排在框里）；没有这些排法的版式一律排作文章",
                    "articles, items (a few sentences each) or notices (in a box); themes without such forms set all as articles",
                    '"notices"', tuple(SectionKind)),
        "articles": _ARTICLES,
    }),
    "event": Key(Kind.TABLES, "近期活动的一项，不论写的先后，按日期排",
                 "a coming event; one block for each, printed by date", keys=_EVENT),
    "events_title": Key(Kind.TEXT, "活动表的标题；不写则为“近期活动”", "heading of the events; “近期活动” by default",
                        '"五月校历"'),
    "output": Key(Kind.TABLE, "本期另定的成品", "what is made of this issue, if different", keys=_OUTPUT),
    "theme": Key(Kind.TABLE, "本期另定的版式", "how this issue looks, if different", keys=_THEME),
    "check": _CHECK,
    "colophon": Key(Kind.LABELS, "本期版权页另有的各项", "colophon lines of this issue",
                    '"本期执行编辑" = "何知远"', keys=_COLOPHON),
    "official": _OFFICIAL,
}  # fmt: skip
