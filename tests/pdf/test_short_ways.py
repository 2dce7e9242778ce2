"""What is written in a shorter way than WeasyPrint's is what WeasyPrint writes, to the byte."""

from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest

from bulletin.model import Sheet
from bulletin.pdf import engine

engine.load()

from weasyprint.css import ComputedStyle  # noqa: E402 as below

from bulletin.pdf import glyphs, lengths, plain_styles, text_looks  # noqa: E402 WeasyPrint first
from bulletin.pdf.line_adjustment import marks, measuring, setting, shaping  # noqa: E402
from bulletin.pdf.render import render  # noqa: E402

STYLE = """
@page { size: 90mm 80mm; margin: 8mm 10%; font: 9pt "Bulletin Song"; @bottom-center { content: counter(page) } }
p { text-align: justify; margin: 0 5% 0 calc(1em + 2px); max-width: 95%; min-height: 1.5em }
.boxed { box-sizing: border-box; border: 2px solid; padding: 3px; width: 60%; height: 4em }
.ruled { border-collapse: collapse } td { border: 1px solid; padding: 2px }
.cut { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; width: 6em }
.row { display: flex } .row span { flex: 1 } .grid { display: grid; grid-template-columns: 1fr 2fr }
.aside { float: right; width: 20% } .above { position: absolute; right: 0; width: 3em }
.logical { margin-inline: 1em 2em; padding-block: 2px; border-inline-start: 1px solid; direction: rtl }
.given { line-height: calc(1.2em + 3px); text-indent: calc(1em + 2%); color: #555; font-variant-numeric: oldstyle-nums }
.given * { margin: inherit; display: inherit; letter-spacing: inherit } .small { font: italic 700 8pt/1.4 "Bulletin Hei" }
.raised { font-variant-position: super } .spread { letter-spacing: 2px } .underlined { text-decoration: underline }
"""
BODY = """
<p>桥头的柳树绿了，“好，”他说：path 12 公里。“船从上游来（第３次），停在码头——等人把麦子装完。”AVATAR 38％，600 dpi。</p>
<p class="underlined">e\u0301 與 葛\U000e0100 之間，office 的 ffi。</p><p>שלום 中文 مرحبا</p>
<p>\U000e0fff\U00013000 <sup class="raised">2</sup><span class="spread">疏排</span></p>
<div class="boxed"><p class="cut">一行放不下的长长的标题</p></div>
<table class="ruled"><tr><td>项目</td><td>31</td></tr></table><table><tr><td>会费</td></tr></table>
<div class="row"><span>左边</span><span>右边</span></div><div class="grid"><p>甲</p><p>乙</p></div>
<div class="logical" lang="he">שלום <p>文</p></div><div class="given">行高<p>字 <i>12</i></p></div>
<p class="small" lang="">小字 AV</p>
<svg viewBox="0 0 80 20" width="80"><text x="4" y="14">图中字 <tspan font-family="Bulletin Hei">AV</tspan></text></svg>
<div class="aside">旁注</div><div class="above">上</div><ul><li>一</li><li>二</li></ul>
"""


def test_the_bytes_are_those_of_the_long_way(
    sheet_of: Callable[..., Sheet], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sheet = sheet_of(BODY * 2, style=STYLE)
    short, long = tmp_path / "short.pdf", tmp_path / "long.pdf"
    told = render(sheet, short)
    for module in (glyphs, lengths, plain_styles, text_looks):
        monkeypatch.setattr(module, "applied", nullcontext)
    for module in (marks, measuring, setting):
        monkeypatch.setattr(module, "is_all_wide", lambda _text: False)
    monkeypatch.setattr(measuring, "_ATTRIBUTES_ARE_BITS", False)
    monkeypatch.setattr(shaping, "_THREE_BYTES", ("\U0010ffff", "\0"))
    assert render(sheet, long) == told
    assert short.read_bytes() == long.read_bytes()


def test_the_short_ways_are_taken(
    sheet_of: Callable[..., Sheet], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    taken: list[bool] = []
    drawn = glyphs._drawn
    monkeypatch.setattr(glyphs, "_drawn", lambda *given: taken.append(drawn(*given)) or taken[-1])
    render(sheet_of(BODY, style=STYLE), tmp_path / "a.pdf")
    assert taken.count(True) > 20
    assert False in taken


def test_texts_of_one_look_share_what_they_are_set_with(
    sheet_of: Callable[..., Sheet], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    looks: list[object] = []
    made = text_looks._made
    monkeypatch.setattr(text_looks, "_made", lambda style: looks.append(style) or made(style))
    render(sheet_of("<p>桥头的柳树绿了。</p><p><b>船</b>来了。</p>" * 30), tmp_path / "a.pdf")
    assert 1 <= len(looks) < 10


def test_what_no_rule_sets_is_not_worked_out(
    sheet_of: Callable[..., Sheet], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    worked_out: list[str] = []
    work_out = ComputedStyle.__missing__

    def missing(self: ComputedStyle, name: str) -> object:
        worked_out.append(name)
        return work_out(self, name)

    monkeypatch.setattr(ComputedStyle, "__missing__", missing)
    sheet = sheet_of(BODY, style=STYLE)
    render(sheet, tmp_path / "a.pdf")
    few = len(worked_out)
    monkeypatch.setattr(plain_styles, "applied", nullcontext)
    render(sheet, tmp_path / "b.pdf")
    assert 0 < few < (len(worked_out) - few) / 3
