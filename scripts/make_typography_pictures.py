"""Draw docs/pictures/typography/*.png: what each rule of docs/typography.md does, before at the left, after at the right.

    python scripts/make_typography_pictures.py [NAME ...]     all, or those named

Every picture is made by the press itself, from one text set twice.
"""

import re
import sys
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import pypdfium2
from PIL import Image, ImageChops, ImageOps

from bulletin import fonts
from bulletin.layout import load_theme, print_sheet
from bulletin.model import (
    Article,
    Body,
    Edition,
    Emphasis,
    Issue,
    Masthead,
    NoteMarks,
    Numerals,
    Periodical,
    Quotes,
    Script,
    Section,
    Squeezing,
    TextRule,
    TypeStyle,
)
from bulletin.pdf import print_pdf
from bulletin.typography import set_edition

FOLDER: Final = Path(__file__).parents[1] / "docs" / "pictures" / "typography"
THEME: Final = load_theme(
    "circular", options={"page": "A5", "type_size": "小四", "characters": 20, "lines": 24}
)
SCALE: Final = 110 / 72
GAP_PX: Final = 36
PLAIN: Final = TypeStyle()


@dataclass(frozen=True, slots=True)
class Case:
    """A picture: what is set before and after, in which style and language."""

    before: str
    after: str = ""
    style_before: TypeStyle = PLAIN
    style_after: TypeStyle = PLAIN
    lang: str = "zh-Hans"


def off(*rules: TextRule) -> TypeStyle:
    """The style of the house without `rules`."""
    return TypeStyle(off=frozenset(rules))


def p(*paragraphs: str) -> str:
    """Paragraphs."""
    return "".join(f"<p>{text}</p>" for text in paragraphs)


SQUEEZED: Final = p(
    "老师说：“《水志》（卷一），我已读过；你呢？”学生答：“还没有。”（众笑）于是大家坐下来，一页一页地读。"
)
HUNG: Final = p("清晨六点河埠头已经有人在打水老范也来，先看一眼河面再看一眼对岸的柳树。")
SPACED: Final = p(
    "数据组用Python写了3个小程序，按2026年的门牌号排序，再用Open Data格式公布，第一周有1,240人次访问。"
)
LONG: Final = p("他们把走访记录整理成表格，再用OpenDocumentSpreadsheet格式公布在internationalisation网页上。")
RIVER: Final = "清晨六点，河埠头已经有人在打水。老范把水桶放在石阶上，先看一眼河面，再看一眼对岸新栽的柳树。"

CASES: Final[dict[str, Case]] = {
    "squeezing": Case(SQUEEZED, style_before=TypeStyle(squeezing=Squeezing.NONE)),
    "hanging": Case(HUNG, style_after=TypeStyle(hanging=True)),
    "autospace": Case(SPACED, style_before=TypeStyle(autospace_em=0)),
    "max-gap": Case(LONG, style_before=TypeStyle(gap_max_em=1.0), style_after=TypeStyle(gap_max_em=0.2)),
    "indent": Case(p(RIVER), style_before=TypeStyle(indent_em=0)),
    "quotes": Case(p('墙上写着"慢工"二字。'), style_after=TypeStyle(quotes=Quotes.CORNER)),
    "half-width-numerals": Case(
        p("２０２６年３月５日，ＷＴＯ来函。"), style_before=TypeStyle(numerals=Numerals.AS_WRITTEN)
    ),
    "single-full-digits": Case(
        p("3月5日，7个社区。"), style_after=TypeStyle(numerals=Numerals.SINGLE_FULL)
    ),
    "two-square-dashes": Case(p("办法很简单--谁提的、在哪里。"), style_before=off(TextRule.TWO_SQUARE_DASHES)),
    "six-dot-ellipses": Case(p("桥、树、猫...都写进来了。。。"), style_before=off(TextRule.SIX_DOT_ELLIPSES)),
    "full-width-brackets": Case(p("协会(秘书处)编印"), style_before=off(TextRule.FULL_WIDTH_BRACKETS)),
    "straight-quotes": Case(p('墙上写着"慢工"二字。'), style_before=off(TextRule.CURLY_QUOTES)),
    "full-width-marks": Case(p("大家都来了,对吗?对!"), style_before=off(TextRule.FULL_WIDTH_MARKS)),
    "typed-spaces": Case(
        p("用 Python 写了 3 个程序 ，排序 。"), style_before=TypeStyle(off=frozenset({TextRule.TYPED_SPACES}))
    ),
    "soft-line-breaks": Case(p("清晨六点，河埠头\n已经有人在打水。"), style_before=off(TextRule.SOFT_LINE_BREAKS)),
    "typed-indents": Case(p("　　清晨六点，河埠头已经有人在打水。"), style_before=off(TextRule.TYPED_INDENTS)),
    "ruby": Case(
        p("褰（qiān）裳（cháng）涉溱，埗头（bùtóu）就是埠头。"),
        p(
            "<ruby>褰<rt>qiān</rt></ruby><ruby>裳<rt>cháng</rt></ruby>涉溱，"
            "<ruby>埗头<rt>bùtóu</rt></ruby>就是埠头。"
        ),
    ),
    "zhuyin": Case(
        p("媽媽買窗花，讀漢字。"),
        p(
            "<ruby>媽<rt>ㄇㄚ</rt></ruby><ruby>媽<rt>˙ㄇㄚ</rt></ruby>買<ruby>窗<rt>ㄔㄨㄤ</rt></ruby>花，"
            "讀<ruby>漢<rt>ㄏㄢˋ</rt></ruby><ruby>字<rt>ㄗˋ</rt></ruby>。"
        ),
        lang="zh-Hant-TW",
    ),
    "emphasis": Case(
        p("这一条<em>不可不记，也不可乱记</em>。"), style_after=TypeStyle(emphasis=Emphasis.DOTS)
    ),
    "names": Case(
        p("青禾浦在雲橋、石馬之間，見《雲橋水志》。"),
        p(
            '<span class="name">青禾浦</span>在<span class="name">雲橋</span>、<span class="name">石馬</span>之間，'
            '見<span class="work">雲橋水志</span>。'
        ),
        lang="zh-Hant-TW",
    ),
    "inset": Case(
        p("元年（此年所修之志今已不存）修桥，二年成。"),
        p('元年<span class="inset">此年所修之志今已不存</span>修桥，二年成。'),
    ),
    "drop": Case(p(RIVER), f'<p class="drop">{RIVER}</p>'),
    "titles": Case(
        "<h2>市人大常委会副主任周敏到<br/>云桥街道调研居民议事协商<br/>工作</h2>",
        "<h2>市人大常委会副主任周敏到云桥街道调研居民议事协商工作</h2>",
    ),
    "numbering": Case(
        p("（一）停车", "1. 当天能办的，当天答复，在公告栏贴出结果；<br/>2. 需要商量的，周五下午讨论。"),
        "<h2>（一）停车</h2><p>1. 当天能办的，当天答复，在公告栏贴出结果；</p><p>2. 需要商量的，周五下午讨论。</p>",
    ),
    "notes": Case(
        '<p>也写进了《云桥水志》<a class="noteref" href="#n">1</a>。</p>'
        '<aside class="footnote" id="n"><p>青禾社区服务协会编。</p></aside>',
        style_before=TypeStyle(endnotes=True),
        style_after=TypeStyle(notes=NoteMarks.CIRCLED, endnotes=True),
    ),
    "references": Case(
        p("参见后面的说明。") + "<h2>后面的说明</h2>",
        '<p>参见<a href="#h">后面的说明</a>。</p><h2 id="h">后面的说明</h2>',
    ),
}  # fmt: skip


def drawn(body: str, style: TypeStyle, lang: str, folder: Path) -> Image.Image:
    """The text of `body` as it is printed, cut out of its page."""
    article = Article("a", "样", Body(f"<body>{body}</body>"))
    issue = Issue("a", "样", Periodical("", Masthead("")), (Section("", (article,)),))
    edition = set_edition(Edition(issue, Script(lang), lang, style=style), medium="print")
    sheet = print_sheet(edition, THEME, fonts.coverage())
    html = re.sub(
        r'<header class="head">.*?</header>|<span class="end"></span>', "", sheet.html, flags=re.DOTALL
    )
    path = folder / "a.pdf"
    print_pdf(replace(sheet, html=html), path)
    document = pypdfium2.PdfDocument(path)
    page = document[0].render(scale=SCALE, grayscale=True).to_pil()
    document.close()
    measure = THEME.measure
    left, width = (round(length * SCALE) for length in (measure.inner_pt - 14, measure.type_width_pt + 28))
    area = page.crop((left, 0, left + width, page.height))
    _, top, _, bottom = ImageChops.invert(area).getbbox() or (0, 0, 0, 20)
    return area.crop((0, max(top - 8, 0), width, bottom + 8))


def picture(case: Case, folder: Path) -> Image.Image:
    """Before and after, side by side, divided by a line."""
    sides = [
        drawn(case.before, case.style_before, case.lang, folder),
        drawn(case.after or case.before, case.style_after, case.lang, folder),
    ]
    height = max(side.height for side in sides)
    whole = Image.new("L", (sum(side.width for side in sides) + GAP_PX, height), 255)
    whole.paste(sides[0], (0, 0))
    whole.paste(150, (sides[0].width + GAP_PX // 2, 4, sides[0].width + GAP_PX // 2 + 1, height - 4))
    whole.paste(sides[1], (sides[0].width + GAP_PX, 0))
    return ImageOps.posterize(whole, 4)


def main(names: list[str]) -> None:
    """Draw the pictures."""
    fonts.isolate()
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name in names or CASES:
            picture(CASES[name], Path(folder)).quantize(16).save(FOLDER / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main(sys.argv[1:])
