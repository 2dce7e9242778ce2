"""Text PDFs, printed here, to articles."""

import io
from pathlib import Path

import pypdfium2
import pytest

from bulletin.collect.pdf_in import read_pdf
from bulletin.collect.pdf_lines import pdf_lines
from bulletin.errors import InputError

weasyprint = pytest.importorskip("weasyprint")

PARAGRAPHS = [
    f"{place}的水位站建于一九五三年，站房只有两间，一间住人，一间放仪器；守站的人每天早晚各看一次水尺，"
    f"把读数记在本子上，一年三百六十五天，从来没有断过。遇到涨水的日子，每个钟头就要看一次，{place}的人都认得那盏马灯。"
    for place in ("青溪", "柳湾", "松岭", "望江", "南塘", "云台", "长堤", "石桥")
]
STYLE = """
@page { size: 140mm 200mm; margin: 22mm 18mm;
  @top-center { content: "水文简报"; font-size: 8pt } @bottom-center { content: "— " counter(page) " —"; font-size: 8pt } }
body { font: 10.5pt/1.7 "Noto Serif CJK SC", "Noto Sans CJK SC", serif; text-align: justify }
h1 { font-size: 20pt } h2 { font-size: 14pt } p { text-indent: 2em; margin: 0 }
"""


@pytest.fixture(scope="module")
def printed() -> bytes:
    half = len(PARAGRAPHS) // 2
    parts = ["".join(f"<p>{text}</p>" for text in group) for group in (PARAGRAPHS[:half], PARAGRAPHS[half:])]
    html = f"<h1>守着水尺的人</h1><p>作者：何田　来源：水文简报</p>{parts[0]}<h2>马灯</h2>{parts[1]}"
    data: bytes = weasyprint.HTML(string=html).write_pdf(stylesheets=[weasyprint.CSS(string=STYLE)])
    return data


def pdf(drawn: str) -> bytes:
    """A PDF of one page on which `drawn` is drawn, as PDFium takes it: without a table of references."""
    parts = (
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 600]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        f"<</Length {len(drawn)}>>stream\n{drawn}\nendstream",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    objects = "".join(f"{number} 0 obj\n{part}\nendobj\n" for number, part in enumerate(parts, 1))
    return f"%PDF-1.4\n{objects}trailer<</Root 1 0 R>>\n%%EOF".encode()


def test_a_size_is_that_on_the_page_whatever_the_font_was_told() -> None:
    lines = ("The ferry ran four times a day.", "It did not run when", "the water was high.")
    drawn = [f"12 0 0 12 40 {440 - 20 * number} Tm ({line}) Tj" for number, line in enumerate(lines)]
    article = read_pdf(
        pdf(f"BT /F 1 Tf 24 0 0 24 40 480 Tm (The ferry) Tj {' '.join(drawn)} ET"), Path("a.pdf")
    ).value
    assert article.title == "The ferry"
    assert [line.size_pt for line in pdf_lines(pdf("BT /F 2 Tf 0 6 -6 0 40 480 Tm (a) Tj ET"))] == [12.0]


def test_letters_of_no_size_are_not_read() -> None:
    data = pdf(
        "BT /F 12 Tf 40 480 Td (seen) Tj /F -3 Tf 9 0 Td (turned) Tj /F 0.1 Tf 0 -20 Td (hidden) Tj ET"
    )
    assert "hidden" not in read_pdf(data, Path("a.pdf")).value.body.text


def test_paragraphs_headings_and_title_are_found_again(printed: bytes) -> None:
    outcome = read_pdf(printed, Path("水文.pdf"))
    article = outcome.value
    assert article.title == "守着水尺的人"
    assert article.byline == "何田"
    assert article.body.text.splitlines() == [*PARAGRAPHS[:4], "马灯", *PARAGRAPHS[4:]]
    assert "<h2>马灯</h2>" in article.body.xhtml
    assert [notice.code for notice in outcome.notices] == ["web.pdf-review"]


def test_folios_and_running_heads_are_left_out(printed: bytes) -> None:
    lines = pdf_lines(printed)
    assert max(line.page for line in lines) >= 1
    assert not [line.text for line in lines if "—" in line.text or line.text == "水文简报"]


def test_a_scan_says_that_it_has_no_text() -> None:
    document = pypdfium2.PdfDocument.new()
    document.new_page(300, 400)
    path = Path("a.pdf")
    stream = io.BytesIO()
    document.save(stream)
    document.close()
    with pytest.raises(InputError) as caught:
        read_pdf(stream.getvalue(), path)
    assert caught.value.code == "web.pdf-no-text"


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 and then nothing", b"PK\x03\x04"])
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        read_pdf(data, Path("a.pdf"))
    assert caught.value.code == "web.pdf"


def test_columns_are_read_one_after_the_other_and_divided_words_are_whole_again() -> None:
    english = "The gauge was read in the mornings, and the adminis&shy;tration of the valley kept every single number."
    texts = "".join(f"<p>{text}</p>" for text in PARAGRAPHS * 2)
    html = (
        "<h1>守着水尺的人</h1><p style='text-align: center; text-indent: 0'>何田</p>"
        f"<div style='columns: 2; hyphens: manual'>{texts}<p lang='en'>{english * 3}</p></div>"
    )
    style = STYLE.replace("140mm 200mm", "210mm 297mm")
    data = weasyprint.HTML(string=html).write_pdf(stylesheets=[weasyprint.CSS(string=style)])
    article = read_pdf(data, Path("水文.pdf")).value
    assert article.byline == "何田"
    *chinese, last = article.body.text.splitlines()
    assert chinese == PARAGRAPHS * 2
    assert last.count("administration") == 3


def test_what_a_browser_prints_around_a_page_is_left_out() -> None:
    style = STYLE.replace('"水文简报"', '"2021/3/12 上午8:00　守着水尺的人"').replace(
        '"— " counter(page) " —"', '"https://example.org/n/1.html　1/1"'
    )
    html = (
        "<p style='text-indent: 0'>首页 新闻 图片</p><h1>守着水尺的人</h1>"
        f"<p style='text-indent: 0'>来源：水文简报　作者：何田　2021-03-12</p><p>{PARAGRAPHS[0]}</p>"
        "<p>（责任编辑：苏简）</p><p style='text-indent: 0'>版权所有：水文简报社</p>"
    )
    data = weasyprint.HTML(string=html).write_pdf(stylesheets=[weasyprint.CSS(string=style)])
    article = read_pdf(data, Path("水文.pdf")).value
    assert article.body.text.splitlines() == [PARAGRAPHS[0]]
    assert (article.source, article.editor, str(article.date)) == ("水文简报", "苏简", "2021-03-12")
