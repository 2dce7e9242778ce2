"""What containers are made of here: pages, pictures, archives, an e-book."""

import io
import zipfile

from PIL import Image

SENTENCES = (
    "老船工傅长河今年七十三岁，他在澄溪渡口摇了四十六年的船，如今每天还要到码头上坐一坐。",
    "渡口旁边立着一块石碑，碑上的字已经看不清了，只有一个“渡”字还认得出来，笔画很深。",
    "去年桥修好以后，坐船的人少了，可是逢五逢十赶集的日子，总还有人愿意从水上走一程。",
    "他说，船慢有慢的好处，两岸的柳树一棵一棵看得清楚，说话也不必大声，水声替人把话接下去。",
)


def picture(kind: str = "JPEG", turn: int = 0) -> bytes:
    stream = io.BytesIO()
    Image.linear_gradient("L").rotate(turn).save(stream, kind)
    return stream.getvalue()


def page(extra: str = "") -> str:
    paragraphs = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    return (
        "<html><head><title>渡口的四十六年</title></head><body><h1>渡口的四十六年</h1>"
        f"<p>2026-01-20 来源：澄溪文艺</p><div class='text'>{paragraphs}{extra}</div></body></html>"
    )


Files = dict[str, str | bytes]


def zipped(files: Files) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def chapter(title: str, *paragraphs: str) -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return f"<html xmlns='http://www.w3.org/1999/xhtml'><body><h1>{title}</h1>{body}</body></html>"


def book(contents: str = "nav", **files: str | bytes) -> Files:
    names = ["cover", "one", "two", "two-b", "three"]
    items = "".join(
        f"<item id='{name}' href='text/{name}.xhtml' media-type='application/xhtml+xml'/>" for name in names
    )
    spine = "".join(f"<itemref idref='{name}'/>" for name in names)
    entries = [("one.xhtml", "渡口"), ("two.xhtml", "石碑"), ("three.xhtml#top", "赶集")]
    if contents == "nav":
        links = "".join(f"<li><a href='text/{file}'>{title}</a></li>" for file, title in entries)
        items += "<item id='nav' href='nav.xhtml' properties='nav' media-type='application/xhtml+xml'/>"
        table = f"<html xmlns='http://www.w3.org/1999/xhtml'><body><nav><ol>{links}</ol></nav></body></html>"
    else:
        points = "".join(
            f"<navPoint><navLabel><text>{title}</text></navLabel><content src='text/{file}'/></navPoint>"
            for file, title in entries
        )
        items += "<item id='ncx' href='nav.xhtml' media-type='application/x-dtbncx+xml'/>"
        table = f"<ncx xmlns='http://www.daisy.org/z3986/2005/ncx/'><navMap>{points}</navMap></ncx>"
    package = (
        "<package xmlns='http://www.idpf.org/2007/opf' xmlns:dc='http://purl.org/dc/elements/1.1/'><metadata>"
        "<dc:title>澄溪旧事</dc:title><dc:creator>傅长河</dc:creator><dc:date>2025-06-01</dc:date></metadata>"
        f"<manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    made: Files = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": "<container><rootfiles><rootfile full-path='OPS/book.opf'/></rootfiles></container>",
        "OPS/book.opf": package,
        "OPS/nav.xhtml": table,
        "OPS/text/cover.xhtml": "<html><body><img src='../boat.jpg'/></body></html>",
        "OPS/text/one.xhtml": chapter("渡口", *SENTENCES[:2]).replace(
            "</body>", "<p><img src='../boat.jpg'/></p></body>"
        ),
        "OPS/text/two.xhtml": chapter("石碑", SENTENCES[2]),
        "OPS/text/two-b.xhtml": f"<html><body><p>{SENTENCES[3]}</p></body></html>",
        "OPS/text/three.xhtml": chapter("赶集", SENTENCES[0], SENTENCES[3]),
        "OPS/boat.jpg": picture(),
    }
    return made | files
