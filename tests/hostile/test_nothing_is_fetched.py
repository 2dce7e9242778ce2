"""No request and no file read outside what the issue names, whatever HTML, CSS, SVG, Word file or e-book says."""

import io
import zipfile
from pathlib import Path

import pytest
from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from tests.hostile.stranger import CANARY, Stranger, contents

from bulletin.errors import InputError
from bulletin.layout.engine import render_in
from bulletin.model import Issue, Masthead, Periodical

# Ways to name a resource; {0} is an address.
WAYS = """<!DOCTYPE html [<!ENTITY out SYSTEM "{0}entity">]><html manifest="{0}m"><head><title>城南的水塔</title><base href="{0}base/">
<link rel="stylesheet" href="{0}link"><link rel="attachment" href="{0}attached"><link rel="icon" href="{0}i">
<meta http-equiv="refresh" content="0;url={0}refresh"><style>@import "{0}import"; @import url({0}import2);
@font-face {{ font-family: "Bulletin Song"; src: url({0}font) }} @color-profile device-cmyk {{ src: url({0}profile) }}
p {{ background: url({0}p); content: url({0}content); cursor: url({0}cursor) }} li {{ list-style-image: url({0}list) }}
@page {{ background: url({0}page); @top-left {{ content: url({0}margin) }} }}</style></head>
<body background="{0}body"><h1>城南的水塔</h1><p style="background: url({0}style)">水塔在城南，八十年代修成，如今不再上水。&out;</p>
<p>塔下的院子里种着石榴，看塔的人每天扫一遍台阶。</p>
<img src="{0}img" alt="一"><img srcset="{0}set 2x" src="{0}img2"><picture><source srcset="{0}source"><img src="{0}img3"></picture>
<object data="{0}object"></object><embed src="{0}embed"><iframe src="{0}frame"></iframe><video src="{0}v" poster="{0}poster"></video>
<audio src="{0}audio"></audio><input type="image" src="{0}input"><table background="{0}table"><tr><td background="{0}cell">一</td></tr></table>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><image href="{0}svg"/><use xlink:href="{0}use#a"/>
<style>@import "{0}svgcss";</style><rect fill="url({0}paint#a)" width="9" height="9"/></svg>
<p>看<a rel="attachment" href="{0}download">塔</a>的人说，<a href="{0}link2" ping="{0}ping">夜里有灯</a>。</p><script src="{0}script"></script></body></html>"""

DRAWING = """<?xml version="1.0"?><?xml-stylesheet href="{0}sheet"?><!DOCTYPE svg [<!ENTITY out SYSTEM "{0}">]>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="40" height="40" viewBox="0 0 40 40">{1}</svg>"""
INSIDE = (
    '<image xlink:href="{0}" width="9" height="9"/>',
    '<use href="{0}#a"/>',
    '<style>@import url({0});</style><rect width="9" height="9"/>',
    '<rect width="9" height="9" style="fill:url({0}#a)"/>',
    '<rect width="9" height="9" filter="url(\'{0}#a\')"/>',
    "<text>&out;</text>",
    '<style>@font-face {{ font-family: x; src: u\\72l({0}) }}</style><text font-family="x">a</text>',
    '<script href="{0}"/>',
    '<image href="data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22%3E%3Cimage href=%22{0}%22/%3E%3C/svg%3E"/>',
)


def places(stranger: Stranger) -> tuple[str, ...]:
    return (
        f"http://127.0.0.1:{stranger.port}/",
        stranger.canary.as_uri(),
        "../../../canary.txt",
        str(stranger.canary),
    )


def word_file(place: str) -> bytes:
    """A Word file with a linked picture, a linked template and a field that includes a file."""
    document = Document()
    document.add_heading("码头的早市", 1)
    document.add_paragraph("早市五点开，卖鱼的人最早到，卖菜的人跟着来，七点钟就散了。")
    linked = document.part.relate_to(place, RELATIONSHIP_TYPE.IMAGE, is_external=True)
    document.part.relate_to(
        place,
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate",
        is_external=True,
    )
    picture = f'''<w:r {nsdecls("w", "wp", "a", "pic", "r")}><w:drawing><wp:inline><wp:extent cx="99999" cy="99999"/><a:graphic>
<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="x"/><pic:cNvPicPr/></pic:nvPicPr>
<pic:blipFill><a:blip r:link="{linked}"/></pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'''
    document.paragraphs[-1]._p.append(parse_xml(picture))
    stream = io.BytesIO()
    document.save(stream)
    source = stream.getvalue()
    with zipfile.ZipFile(io.BytesIO(source)) as old, zipfile.ZipFile(stream := io.BytesIO(), "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                head = f'<!DOCTYPE w [<!ENTITY out SYSTEM "{place}">]>'.encode()
                data = data.replace(b"?>", b"?>" + head, 1).replace(
                    "早市五点开".encode(), "早市&out;五点开".encode()
                )
            new.writestr(name, data)
    return stream.getvalue()


def e_book(place: str) -> bytes:
    files = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": f'''<!DOCTYPE c [<!ENTITY out SYSTEM "{place}">]><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="b.opf" media-type="application/oebps-package+xml"/></rootfiles></container>''',
        "b.opf": f'''<!DOCTYPE p [<!ENTITY out SYSTEM "{place}">]><package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">
<metadata><dc:title>渡口&out;</dc:title></metadata><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/>
<item id="b" href="{place}" media-type="application/xhtml+xml"/><item id="c" href="../../canary.txt" media-type="application/xhtml+xml"/></manifest>
<spine><itemref idref="a"/><itemref idref="b"/><itemref idref="c"/></spine></package>''',
        "a.xhtml": WAYS.format(place),
    }
    with zipfile.ZipFile(stream := io.BytesIO(), "w") as book:
        for name, text in files.items():
            book.writestr(name, text)
    return stream.getvalue()


def web_archive(place: str) -> str:
    return (
        "From: <x>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=B\r\n\r\n--B\r\nContent-Type: text/html; charset=utf-8\r\n"
        f"Content-Location: {place}\r\n\r\n{WAYS.format(place)}\r\n--B\r\nContent-Type: message/external-body; access-type=local-file; "
        f"name={place}\r\n\r\n--B--\r\n"
    )


def test_no_article_of_any_kind_makes_a_request_or_reads_a_file(stranger: Stranger) -> None:
    for number, place in enumerate(places(stranger)):
        markdown = f"# 画廊\n\n走廊里挂着画。\n\n![一]({place})\n\n" + WAYS.format(place)
        stranger.write(f"a{number}.md", markdown)
        stranger.write(f"b{number}.html", WAYS.format(place))
        stranger.write(f"c{number}.docx", word_file(place))
        stranger.write(f"d{number}.epub", e_book(place))
        stranger.write(f"e{number}.mhtml", web_archive(place))
        stranger.write(f"f{number}.txt", WAYS.format(place))
    run = stranger.make()
    assert run.code in (0, 1)
    assert len(run.json["artefacts"]) == 2
    assert {"collect.picture-remote", "collect.picture-outside"} <= set(run.codes)
    for path in stranger.out.glob("*.epub"):
        with zipfile.ZipFile(path) as book:
            pages = "".join(book.read(name).decode() for name in book.namelist() if name.endswith("html"))
        assert "石榴" in pages
        assert "canary.txt" not in "".join(part.partition(">")[0] for part in pages.split("<"))


def test_no_drawing_makes_a_request_or_reads_a_file(stranger: Stranger) -> None:
    pictures = []
    for place in places(stranger)[:3]:
        for inside in INSIDE:
            stranger.write(f"{len(pictures)}.svg", DRAWING.format(place, inside.format(place)))
            pictures.append(f"![画]({len(pictures)}.svg)")
    stranger.write("2.md", "# 画廊\n\n走廊里挂着画。\n\n" + "\n\n".join(pictures) + "\n")
    run = stranger.make()
    assert len(run.json["artefacts"]) == 2
    told = ("pictures.cleaned", "pictures.unsafe", "pictures.broken")
    assert sum(map(run.codes.count, told)) >= 20


def test_a_link_to_a_file_elsewhere_is_no_article_and_no_picture(stranger: Stranger) -> None:
    """A symbolic link leads out of the folder as `..` does."""
    stranger.write("2.md", "# 画廊\n\n走廊里挂着画。\n\n![一](linked.png)\n")
    (stranger.articles / "linked.png").symlink_to(stranger.canary)
    run = stranger.make("--epub")
    assert "collect.picture-outside" in run.codes


PRINT_CSS = """@import "{0}a.css"; @import url({0}b.css); @font-face {{ font-family: "Bulletin Song"; src: url({0}c.woff) }}
@color-profile x {{ components: c, m, y, k; src: url({0}d.icc) }}
body {{ background: url({0}e.png); content: url({0}f); }} li {{ list-style: url({0}g) }} @page {{ background: url({0}h);
@top-left {{ content: url({0}i) }} @footnote {{ background: url({0}j) }} }} p::before {{ content: url({0}k) }}
p {{ border-image: url({0}l) 1; mask-image: url({0}m); shape-outside: url({0}n) }} .x {{ background: image-set("{0}o" 1x) }}"""


def test_no_style_sheet_of_a_stranger_s_theme_makes_a_request_or_reads_a_file(stranger: Stranger) -> None:
    sheet = "".join(PRINT_CSS.format(place) for place in places(stranger))
    stranger.theme(print_css=sheet, epub_css=sheet)
    run = stranger.make("--theme", "strange", "--pdf", "--epub")
    assert "pdf.foreign-address" in run.codes
    for path in stranger.out.glob("*.epub"):
        text = contents(path)
        assert f"127.0.0.1:{stranger.port}" not in text
        assert "canary" not in text


ESCAPES = [
    "{% include '../../../canary.txt' %}",
    "{% include '{canary}' %}",
    "{% extends '../../../../canary.txt' %}",
    "{% import '{canary}' as x %}{{ x }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ cycler.__init__.__globals__.os.popen('cat {canary}').read() }}",
    "{{ self.__init__.__globals__ }}",
    "{{ '{0.__class__.__init__.__globals__}'.format(issue) }}",
    "{{ (issue|attr('__class__')).__mro__ }}",
    "{{ lipsum.__globals__['os'].listdir('/') }}",
]


@pytest.mark.parametrize("escape", ESCAPES)
def test_no_template_gets_out_of_its_sandbox(tmp_path: Path, escape: str) -> None:
    canary = tmp_path / "canary.txt"
    canary.write_text(CANARY, encoding="utf-8")
    theme = tmp_path / "templates" / "strange" / "theme"
    theme.mkdir(parents=True)
    (theme / "page.html.j2").write_text(escape.replace("{canary}", str(canary)), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        render_in((theme,), "page.html.j2", {"issue": Issue("k", "t", Periodical("", Masthead("")), ())})
    assert caught.value.code in ("layout.template-broken", "layout.template-missing")


def test_a_template_that_reaches_out_stops_nothing_but_its_own_issue(stranger: Stranger) -> None:
    stranger.theme("strange", **{"print.html_j2": "{% include '" + str(stranger.canary) + "' %}"})
    run = stranger.make("--theme", "strange", "--pdf")
    assert run.code == 3


def test_no_address_of_this_machine_is_collected_however_it_is_written(stranger: Stranger) -> None:
    hosts = "127.0.0.1 2130706433 0x7f000001 0177.0.0.1 127.1 [::1] [::ffff:127.0.0.1] １２７.０.０.１ localhost 169.254.169.254"
    links = [f"http://{host}:8080/a.html" for host in hosts.split()]
    links += [
        f"http://127.0.0.1:{stranger.port}/",
        "http://x@127.0.0.1:8080/",
        stranger.canary.as_uri(),
        "ftp://127.0.0.1/a",
    ]
    table = stranger.root / "links.csv"
    table.write_text("\n".join(links), encoding="utf-8")
    library = stranger.root / "library"
    run = stranger.run("collect", table, *links[:2], "--library", library, "--lang", "en", may_look_up=True)
    assert run.code == 3
    assert CANARY not in run.told
