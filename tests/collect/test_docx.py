"""Word files: styles become structure; bombs and broken files are refused before they are unpacked."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_UNDERLINE
from docx.oxml.ns import qn
from lxml import etree
from PIL import Image

from bulletin.collect.docx import read_docx
from bulletin.errors import InputError
from bulletin.model import Article
from bulletin.model.grammar import violations


def saved(document: Any) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def read(data: bytes) -> Article:
    article = read_docx(data, Path("稿.docx")).value
    assert violations(article.body) == []
    return article


def test_styles_in_english_or_chinese_become_title_headings_and_quotations() -> None:
    document = Document()
    document.add_paragraph("旧城水系", style="Title")
    document.styles.add_style("标题 1", WD_STYLE_TYPE.PARAGRAPH)
    document.styles.add_style("引用", WD_STYLE_TYPE.PARAGRAPH)
    document.styles.add_style("作者", WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("沈砚农", style="作者")
    document.add_paragraph("一、由来", style="标题 1")
    paragraph = document.add_paragraph("这里有")
    paragraph.add_run("重点").bold = True
    document.add_paragraph("前人云云。", style="引用")
    article = read(saved(document))
    assert (article.title, article.byline, article.key) == ("旧城水系", "沈砚农", "稿")
    assert article.body.xhtml == (
        "<body><h2>一、由来</h2><p>这里有<strong>重点</strong></p><blockquote><p>前人云云。</p></blockquote></body>"
    )


def test_a_centred_first_line_is_the_title_and_lines_at_the_right_sign_the_letter() -> None:
    document = Document()
    document.add_paragraph("关于晒书的通知").alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph("各位同事：")
    document.add_paragraph("六月初六晒书，请自带凉帽。")
    for line in ("馆务办公室", "2026年7月1日"):
        document.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    article = read(saved(document))
    assert article.title == "关于晒书的通知"
    assert article.body.xhtml == (
        '<body><p class="salutation">各位同事：</p><p>六月初六晒书，请自带凉帽。</p>'
        '<p class="signature">馆务办公室</p><p class="signature">2026年7月1日</p></body>'
    )


def test_tables_and_pictures_come_along() -> None:
    picture = io.BytesIO()
    Image.new("RGB", (8, 6)).save(picture, "PNG")
    picture.seek(0)
    document = Document()
    document.add_paragraph("正文。")
    document.add_picture(picture)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "甲", "乙"
    article = read(saved(document))
    assert [asset.media_type for asset in article.assets] == ["image/png"]
    assert article.assets[0].name in article.body.xhtml
    assert "甲" in article.body.text.splitlines()


def test_the_base_text_of_ruby_is_kept() -> None:
    document = Document()
    document.add_paragraph("XX裳")
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    ruby = (
        f'<w:ruby xmlns:w="{word}"><w:rt><w:r><w:t>qiān</w:t></w:r></w:rt>'
        "<w:rubyBase><w:r><w:t>褰</w:t></w:r></w:rubyBase></w:ruby>"
    )
    data = _rewritten(saved(document), lambda xml: xml.replace("<w:t>XX裳</w:t>", f"{ruby}<w:t>裳</w:t>"))
    assert "<ruby>褰<rt>qiān</rt></ruby>裳" in read(data).body.xhtml


def test_emphasis_dots_and_wavy_lines_are_kept() -> None:
    document = Document()
    document.add_paragraph("正文。")
    paragraph = document.add_paragraph("此事")
    dotted = [paragraph.add_run(text) for text in ("不可", "不记")]
    paragraph.add_run("，见")
    paragraph.add_run("水志").font.underline = WD_UNDERLINE.WAVY
    for run in dotted:
        etree.SubElement(run._r.get_or_add_rPr(), qn("w:em")).set(qn("w:val"), "dot")
    assert (
        '此事<span class="emphasis">不可不记</span>，见<span class="work">水志</span>'
        in read(saved(document)).body.xhtml
    )


def test_a_file_that_is_not_word_is_refused_in_one_sentence() -> None:
    for data in (b"", b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0 an old .doc", _zip({"a.txt": b"x"})):
        with pytest.raises(InputError) as caught:
            read_docx(data, Path("稿.docx"))
        assert caught.value.code in ("collect.not-an-archive", "collect.not-word")


@pytest.mark.parametrize(
    "files",
    [
        {"word/document.xml": b" " * (70 << 20)},
        {"../evil.txt": b"x", "word/document.xml": b"<a/>"},
        {"/etc/passwd": b"x", "word/document.xml": b"<a/>"},
        {f"{number}.txt": b"" for number in range(5001)},
    ],
)
def test_bombs_and_paths_out_of_the_archive_are_refused(files: dict[str, bytes]) -> None:
    with pytest.raises(InputError) as caught:
        read_docx(_zip(files), Path("稿.docx"))
    assert caught.value.code == "collect.archive-unsafe"


def test_entities_are_not_expanded() -> None:
    document = Document()
    document.add_paragraph("甲MARK乙")
    bomb = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    data = _rewritten(saved(document), lambda xml: bomb + xml.split("?>", 1)[1].replace("MARK", "&e;"))
    with pytest.raises(InputError):
        read_docx(data, Path("稿.docx"))


def _rewritten(data: bytes, change: Any) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    files["word/document.xml"] = change(files["word/document.xml"].decode()).encode()
    return _zip(files)


def _zip(files: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def with_footnote(data: bytes, note: str) -> bytes:
    """The file with a footnote called at the end of its first paragraph; python-docx cannot write one."""
    relation = (
        '<Relationship Id="rIdNotes" Target="footnotes.xml" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"/></Relationships>'
    )
    part = (
        '<Override PartName="/word/footnotes.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/></Types>'
    )
    changes = {
        "word/document.xml": ("</w:p>", '<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'),
        "word/_rels/document.xml.rels": ("</Relationships>", relation),
        "[Content_Types].xml": ("</Types>", part),
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for entry in old.infolist():
            text = old.read(entry)
            if entry.filename in changes:
                before, after = changes[entry.filename]
                text = text.replace(before.encode(), after.encode(), 1)
            new.writestr(entry.filename, text)
        new.writestr(
            "word/footnotes.xml",
            f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="2"><w:p><w:r><w:t>{note}</w:t></w:r></w:p></w:footnote></w:footnotes>',
        )
    return stream.getvalue()


def test_a_footnote_is_called_and_stands_at_the_end() -> None:
    document = Document()
    document.add_paragraph("桥建于明代。")
    article = read(with_footnote(saved(document), "见旧志卷三。"))
    assert article.body.xhtml == (
        '<body><p>桥建于明代。<a href="#note-1" class="noteref">1</a></p>'
        '<aside id="note-1" class="footnote"><p>见旧志卷三。</p></aside></body>'
    )


def test_names_source_and_date_below_the_title_are_details_and_a_caption_stays_with_its_picture() -> None:
    picture = io.BytesIO()
    Image.new("RGB", (8, 6)).save(picture, "PNG")
    picture.seek(0)
    document = Document()
    document.add_paragraph("旧城水系", style="Title")
    document.add_paragraph("沈砚农　2024年5月6日").alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph("城里原有七条河，今天还看得见的有三条。")
    document.add_picture(picture)
    document.add_paragraph("图1 三条河", style="Caption")
    table = document.add_table(rows=2, cols=2)
    for row, words in zip(table.rows, (("河", "长"), ("甲", "乙")), strict=True):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    article = read(saved(document))
    assert (article.byline, str(article.date)) == ("沈砚农", "2024-05-06")
    assert "<figcaption>图1 三条河</figcaption>" in article.body.xhtml
    assert "<caption>" not in article.body.xhtml


def test_what_tracked_changes_took_out_is_out_and_what_they_put_in_is_in() -> None:
    document = Document()
    document.add_paragraph("修订之前，之后。")
    data = saved(document)
    run = "<w:{0}><w:r><w:{1}>{2}</w:{1}></w:r></w:{0}>"
    changes = run.format("ins", "t", "插入的字，") + run.format("del", "delText", "删去的字，")
    archive = zipfile.ZipFile(io.BytesIO(data))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as copy:
        for name in archive.namelist():
            part = archive.read(name)
            if name == "word/document.xml":
                part = part.replace(b"</w:p>", changes.encode() + b"</w:p>", 1)
            copy.writestr(name, part)
    assert read(stream.getvalue()).body.text == "修订之前，之后。插入的字，"
