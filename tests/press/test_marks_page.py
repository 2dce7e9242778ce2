"""One page with every mark an author can make, through all the rooms: it keeps PDF/A and PDF/UA, and all of it is there."""

import datetime
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from bulletin import fonts, layout, pdf, typography
from bulletin.model import (
    Article,
    Asset,
    Body,
    Edition,
    Issue,
    Masthead,
    Periodical,
    Script,
    Section,
    Severity,
    TypeStyle,
)
from bulletin.model.body import CLASSES, INLINES
from bulletin.model.grammar import violations

ROOT = Path(__file__).parents[2]
PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="90" height="90"><circle cx="4" cy="4" r="4"/></svg>'
MARKS = """<body>
<p class="salutation">各位讀者：</p>
<p class="drop">開春以來，<span class="name">青禾</span><span class="name">石馬</span>兩村修橋，見<span class="work">水志</span>與
《府志》卷三。<span class="emphasis">不可，<strong>亂</strong>記</span>；<em>也不可</em>漏記。</p>
<p><ruby>褰<rt>qiān</rt></ruby>裳<ruby>涉<rp>（</rp><rt>shè</rt><rp>）</rp></ruby>溱，<ruby>北京城<rt>Běijīngchéng</rt></ruby>；
<ruby>漢<rt>ㄏㄢˋ</rt></ruby><ruby>字<rt>ㄗˋ</rt></ruby>。元年<span class="inset">此年所修之志今已不存</span>重修。</p>
<p>水是H<sub>2</sub>O，方是x<sup>2</sup>，碼是<code>ls -l</code>，圖是<img src="pic.svg" alt="圓"/>，
址是<a href="https://example.org/">example.org</a>，<br/>換了行；
說見注<a class="noteref" href="#note-1">1</a>，渡邊\U000e0101先生，三百頁600 dpi。</p>
<blockquote class="verse"><p class="verse">西關雨足水初平，<br/>小艇搖來菜把輕。</p></blockquote>
<blockquote class="pull"><p>第一下叫人，第二下等人。</p></blockquote>
<blockquote class="letter"><p>來信收到。</p><p class="signature">范季蓀</p></blockquote>
<figure><img src="pic.svg" alt="圓"/><figcaption>圖1　圓<span class="credit">林小滿 繪</span></figcaption></figure>
<p class="unit">單位：元</p>
<table><caption>表1　收支</caption><thead><tr><th>項目</th><th class="number">金額</th></tr></thead>
<tbody><tr><td>會費</td><td class="number">31,200</td></tr></tbody></table>
<ol><li>其一</li><li>其二</li></ol><ul><li>甲</li></ul><dl><dt>乙</dt><dd>丙</dd></dl><pre>a = 1</pre><hr/>
<aside class="footnote" id="note-1"><p>見<span class="work">縣志</span>，第12頁。</p></aside>
<p class="signature">楓浦會</p>
<p class="author">作者簡介：谷鋐，館員。</p>
</body>"""


def test_the_page_has_every_mark_of_the_grammar() -> None:
    body = Body(MARKS)
    assert list(violations(body)) == []
    elements = list(body.tree().iter())
    marked = {(str(element.tag), name) for element in elements for name in element.get("class", "").split()}
    assert marked == {(tag, name) for tag, names in CLASSES.items() for name in names}
    assert {str(element.tag) for element in elements} >= INLINES


@pytest.mark.parametrize("script", [Script.ZH_HANS, Script.ZH_HANT_TW])
def test_a_page_of_every_mark_keeps_both_claims_and_every_word(script: Script, tmp_path: Path) -> None:
    path = printed(script, tmp_path)
    assert standards(path) == {("PDF/A-3a", "page-validation"), ("PDF/UA-1", "page-validation")}
    read = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout
    read = re.sub(r"\s", "", read)
    for words in (
        "青禾石馬兩村修橋",
        "不可，亂記",
        "qiān",
        "Běijīngchéng",
        "此年所修之志今已不存",
        "600dpi",
        "邊\U000e0101先",
    ):
        assert words in read or words in re.sub("[a-zāēǐàèˋㄏㄢㄗ]", "", read), words


@pytest.mark.slow
@pytest.mark.parametrize("script", [Script.ZH_HANS, Script.ZH_HANT_TW, Script.ZH_HANT_HK])
def test_verapdf_finds_no_fault_in_it(
    script: Script, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", f"{ROOT / '.build' / 'verapdf'}{os.pathsep}{os.environ['PATH']}")
    if not shutil.which("verapdf"):
        pytest.skip("veraPDF is not here: make check-all installs it")
    assert {("PDF/A-3a", "veraPDF"), ("PDF/UA-1", "veraPDF")} <= standards(printed(script, tmp_path))


def printed(script: Script, folder: Path) -> Path:
    """The page in the default theme; the words stay as they are, no room converts them."""
    picture = Asset("pic.svg", "image/svg+xml", PICTURE, 90, 90)
    article = Article("marks", "標記", Body(MARKS), script=script, assets=(picture,))
    periodical = Periodical("雲橋月報", Masthead("雲橋月報"))
    issue = Issue("marks", "標記", periodical, (Section("", (article,)),), date=datetime.date(2026, 3, 1))
    edition = Edition(issue, script, str(script), style=TypeStyle(wavy_titles=True))
    theme = layout.load_theme("circular")
    sheet = layout.print_sheet(typography.set_edition(edition, medium="print"), theme, fonts.coverage())
    fonts.isolate(folder / "cache")
    outcome = pdf.print_pdf(sheet, folder / "marks.pdf")
    assert [notice.message() for notice in outcome.notices if notice.severity is not Severity.INFO] == []
    return folder / "marks.pdf"


def standards(path: Path) -> set[tuple[str, str]]:
    """The standards it keeps, each with the checker that says so; a fault fails the test."""
    notices = pdf.check(path).notices
    assert [notice.message() for notice in notices if notice.severity is Severity.ERROR] == []
    return {
        (str(notice.values["standard"]), str(notice.values["checker"]))
        for notice in notices
        if notice.code == "pdf.conforms"
    }
