"""The texts that are printed. In: nothing. Out: small bodies, each made so that one or several clauses show.

The measure is 20 characters of 12 pt. `han(n)` is n ideographs; a first line holds 18 of them after its indent.
"""

from dataclasses import dataclass, field
from itertools import cycle, islice
from typing import Final

from bulletin.model import TypeStyle

EMS: Final = 20
SIZE_PT: Final = 12.0
LEADING_PT: Final = 20.0
_TEXT: Final = (
    "春分前后河水渐涨沿岸人家把小船移到桥下老人坐在门口修补旧网孩子们跑过石板路去看对岸新开的花"
    "码头边有人卖茶也有人讲从前的故事到了傍晚灯火一盏一盏亮起来水面映着屋檐和晚霞行人慢慢散去"
)
_HANT: Final = "春分前後河水漸漲沿岸人家把小船移到橋下老人坐在門口修補舊網孩子們跑過石板路去看對岸新開的花"


def han(count: int, start: int = 0) -> str:
    """So many ideographs in a row, no two runs alike."""
    return "".join(islice(cycle(_TEXT), start, start + count))


def hant(count: int, start: int = 0) -> str:
    """The same in Traditional characters."""
    return "".join(islice(cycle(_HANT), start, start + count))


@dataclass(frozen=True, slots=True)
class Case:
    """A body in bulletin's grammar. `browser` is the same for browsers where their native markup is another;
    `css` is added for browsers; `style` is bulletin's house style."""

    body: str
    lang: str = "zh-Hans"
    browser: str = ""
    css: str = ""
    style: TypeStyle = field(default_factory=TypeStyle)


def _p(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


NEVER_FIRST: Final = "，。、；：！？）》〉”’」』】…·～"
NEVER_LAST: Final = "（《〈“‘「『【"
_NOTE: Final = "注文说明这座桥的来历，见县志第三卷，民国年间刊本，今藏本馆。"

CASES: Final[dict[str, Case]] = {
    "plain": Case(_p(han(70), han(45, 7))),
    "traditional": Case(
        _p(hant(6) + "，" + hant(5, 9) + "。", hant(4, 3) + "·" + hant(2, 8)), lang="zh-Hant-TW"
    ),
    "marks": Case(
        _p("春，分。前、后", "河；水", "沿·岸（人）家《把》小“船”移", "到——桥……下", "老人坐在——门口")
    ),
    "line-start": Case(
        _p(*(han(18, n) + mark + han(9, n + 20) for n, mark in enumerate("，。、；：！？）》”")))
    ),
    "line-start-middle": Case(_p(*(han(18, n) + mark + han(9, n + 20) for n, mark in enumerate("·～")))),
    "line-end": Case(_p(*(han(17, n) + mark + han(9, n + 20) + "后" for n, mark in enumerate("（《“‘【")))),
    "unbroken": Case(
        _p(
            *(han(17, n) + sign + han(9, n + 20) for n, sign in enumerate(("——", "……"))),
            *(
                han(17, n) + sign + han(9, n + 20)
                for n, sign in enumerate(("12%", "￥25", "25℃", "−15", "12.5"), 4)
            ),
        )
    ),
    "push-in": Case(_p(han(5) + "，" + han(5, 6) + "，" + han(6, 12) + "，" + han(12, 20))),
    "adjacent": Case(
        _p(
            "春）（分",
            "前（《后",
            "河》）水",
            "渐。”涨",
            "沿，“岸",
            "人：《家",
            "把”，小",
            "春<strong>（分）</strong>（前",
            "后<em>河，</em>“水”",
        )
    ),
    "edges": Case(
        _p(
            "（" + han(17) + "后" + han(12, 30),
            han(18) + "《" + han(6, 4) + "》" + han(12, 9),
            han(10) + "，" + han(7, 2) + "，" + han(15, 5),
        )
    ),
    "end-marks": Case(_p(*(han(17, n) + mark + han(19, n + 20) for n, mark in enumerate("，。》）”")))),
    "hanging": Case(
        _p(han(18) + "，" + han(17, 20)),
        css="p{hanging-punctuation:allow-end}",
        style=TypeStyle(hanging=True),
    ),
    "hanging-hant": Case(
        _p(hant(18) + "，" + hant(17, 20)),
        lang="zh-Hant-TW",
        style=TypeStyle(hanging=True),
    ),
    "emphasis": Case(_p('春分<span class="emphasis">前后，河水</span>渐涨' + han(20, 8))),
    "emphasis-stretched": Case(
        _p(
            han(6)
            + '<span class="emphasis">'
            + han(4, 6)
            + "</span>"
            + han(6, 10)
            + "Typesetting"
            + han(9, 20)
        )
    ),
    "names": Case(_p('春分<span class="name">沿岸</span><span class="name">人家</span>前后')),
    "names-stretched": Case(
        _p(han(6) + '<span class="name">' + han(5, 6) + "</span>" + han(5, 11) + "Typesetting" + han(9, 20))
    ),
    "titles": Case(
        _p("春分《沿岸人家》前后"),
        lang="zh-Hant-TW",
        browser=_p("春分<cite>沿岸人家</cite>前后"),
        style=TypeStyle(wavy_titles=True),
    ),
    "latin": Case(
        _p(
            "春分ABC前后2026年",
            "河水WHO，渐涨（WHO）沿岸",
            han(14) + "Typesetting" + han(20, 20),
            han(5) + "ABC前后<strong>WHO</strong>河水",
        )
    ),
    "latin-edges": Case(_p(han(18) + "2026" + han(18, 20), han(16) + "2026" + han(18, 20))),
    "latin-words": Case(_p(han(5) + "long" + han(7, 5) + "Typesetting" + han(12, 20))),
    "expansion-words": Case(_p(han(5) + "to be or not" + han(7, 5) + "后" + han(3, 12) + "Wm" + han(9, 20))),
    "expansion": Case(
        _p(
            han(8) + "25℃" + han(3, 8) + "——" + han(1, 11) + "Typesetting" + han(9, 20),
            han(5) + "～" + han(9, 5) + "Typesetting" + han(9, 20),
        )
    ),
    "reduction": Case(
        _p(han(4) + "，" + han(4, 5) + "，" + han(3, 10) + "，" + han(4, 14) + "，" + han(12, 20))
    ),
    "reduction-brackets": Case(
        _p(han(3) + "（" + han(3, 5) + "）" + han(3, 10) + "，" + han(6, 14) + "，" + han(12, 20))
    ),
    "call": Case(
        f'<p>{han(18)}<a class="noteref" href="#n1">1</a>{han(17, 20)}</p><aside class="footnote" id="n1"><p>{_NOTE}</p></aside>',
        browser=f'<p>{han(18)}<span class="note">{_NOTE}</span>{han(17, 20)}</p>',
    ),
    "raised-call": Case(
        f'<p>{han(18)}<a class="noteref" href="#n1">1</a>{han(17, 20)}</p><aside class="footnote" id="n1"><p>{_NOTE}</p></aside>',
        browser=f"<p>{han(18)}<sup>〔1〕</sup>{han(17, 20)}</p>",
    ),
    "ruby": Case(
        _p(
            han(8)
            + "<ruby>汉<rt>hàn</rt></ruby><ruby>装<rt>zhuāng</rt></ruby><ruby>床<rt>chuáng</rt></ruby>"
            + han(30, 9),
            han(5) + "<ruby>北京<rt>Běijīng</rt></ruby>" + han(30, 4),
        )
    ),
    "ruby-break": Case(
        _p(*(han(17 - n) + "<ruby>北京城<rt>Běijīngchéng</rt></ruby>" + han(9, n + 20) for n in range(3)))
    ),
    "bopomofo": Case(
        _p(hant(5) + "<ruby>漢<rt>ㄏㄢˋ</rt></ruby><ruby>字<rt>ㄗˋ</rt></ruby>" + hant(30, 6)),
        lang="zh-Hant-TW",
        css="ruby{ruby-position:inter-character}",
    ),
    "single": Case(_p(han(18 + 20 + 1) + "。", han(18 + 20 + 20 + 1, 5) + "。")),
    "quotation": Case(f"{_p(han(30))}<blockquote>{_p(han(40))}</blockquote>{_p(han(30))}"),
    "heading": Case(f"{_p(*(han(35, n) for n in range(16)))}<h2>小标题在此</h2>{_p(han(60))}"),
    "table": Case(
        "<table><thead><tr><th>项目</th><th>数量</th></tr></thead><tbody>"
        + "".join(f"<tr><td>{han(4, n)}</td><td>{n}</td></tr>" for n in range(60))
        + "</tbody></table>"
    ),
    "list": Case(f"<ol><li>{han(50)}</li><li>{han(30, 9)}</li></ol>"),
    "mixed-sizes": Case(_p(han(25) + "H<sub>2</sub>O" + han(9, 25) + "x<sup>2</sup>" + han(30, 5))),
    "signature": Case(f'{_p(han(30))}<p class="signature">{han(4)}</p>'),
    "proportional": Case(_p("春分2026年AB前后")),
}
