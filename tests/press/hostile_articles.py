"""Thirty hostile articles and their pictures, and five heavy ones: what each holds, and what is told of it."""

import io
from typing import Final

from PIL import Image

SENTENCE: Final = "这一段文字写得长一些，好让人知道它是正文，不是别的东西。石桥修好以后的事情，也写在这里。"
SVG: Final = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30">{}</svg>'


def page(title: str, markup: str, head: str = "") -> str:
    """A writer's own page: `markup` stands between two paragraphs of text."""
    return (
        f'<!DOCTYPE html>{head}<html lang="zh-Hans"><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body><h1>{title}</h1><p>{SENTENCE}</p>{markup}<p>{SENTENCE}</p></body></html>"
    )


def picture(kind: str, mode: str = "RGB") -> bytes:
    stream = io.BytesIO()
    Image.new(mode, (40, 30)).save(stream, kind)
    return stream.getvalue()


PICTURES: Final[dict[str, bytes]] = {
    "broken.jpg": picture("JPEG")[:200],
    "四色.jpg": picture("JPEG", "CMYK"),
    "turn.gif": picture("GIF", "P"),
    "image.webp": picture("WEBP"),
    "drawing.svg": SVG.format("<linearGradient id='g'/><circle fill='url(#g)' r='3'/>").encode(),
    "unsafe.svg": SVG.format(
        "<script>alert(1)</script><foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>x</p></foreignObject>"
        "<image href='https://example.org/a.png'/><rect onclick='alert(1)'/><text>留下的字</text>"
    ).encode(),
    "endless.svg": SVG.format('<g id="a"><use href="#a"/></g>').encode(),
}

# File → what it holds, and the codes of the notices that tell what could not be kept.
ARTICLES: Final[dict[str, tuple[str | bytes, set[str]]]] = {
    "01-svg.html": (
        page("内嵌图", '<svg viewBox="0 0 9 9"><linearGradient id="g"/><text>图中字</text></svg>'),
        {"epub.no-alt"},
    ),
    "02-mathml.html": (page("算式", "<p>得<math><mfrac><mi>甲</mi><mi>乙</mi></mfrac></math>。</p>"), set()),
    "03-ruby.html": (
        page("注音", "<p><ruby>汉<rt>hàn</rt></ruby><ruby>字<rp>(</rp><rt>zì</rt><rp>)</rp></ruby></p>"),
        set(),
    ),
    "04-ids.html": (
        page("重复标识", '<p id="a">甲</p><p id="a">乙</p><p id="x y:z">丙<a href="#x y:z">见丙</a></p>'),
        set(),
    ),
    "05-no-title.html": (page("", "<p>没有标题的一篇。</p>"), set()),
    "06-control.html": (page("控制\x07字符", "<p>前\x0b中\x1b[31m后\ufffe</p>"), set()),
    "07-javascript.html": (
        page(
            "脚本",
            '<p onclick="x()"><a href="javascript:alert(1)">点这里</a><script>document.write("不该有")</script></p>',
        ),
        set(),
    ),
    "08-remote.html": (
        page(
            "远图",
            '<p><img src="https://example.org/a.png" alt="远方的图"><img src="//example.org/b.png"></p>',
        ),
        {"collect.picture-remote"},
    ),
    "09-broken-jpeg.html": (
        page("坏图", '<p><img src="broken.jpg" alt="坏了的图"></p>'),
        {"pictures.broken"},
    ),
    "10-nested-tables.html": (
        page(
            "套表",
            "<table><tr><th>外</th><td>旁<table><tr><td>内一</td><td>内二</td></tr></table>尾</td></tr></table>",
        ),
        set(),
    ),
    "11-bidi.html": (page("双向\u202e反", "<p>甲\u202e乙丙\u202c丁\u2066戊\u2069 שלום العربية</p>"), set()),
    "12-deep-blocks.html": (
        page("深层", "<blockquote>" * 400 + "<p>深处</p>" + "</blockquote>" * 400),
        set(),
    ),
    "13-too-deep.html": (
        page("太深", "<div>" * 3000 + "<p>深处</p>" + "</div>" * 3000),
        {"collect.too-deep"},
    ),
    "14-entities.html": (
        page("实体", "<p>&hellip;&nbsp;&#0;&#xD800;&#x10FFFF;&nosuch;&amp;lt;&lt;b&gt;</p>"),
        set(),
    ),
    "15-laughs.xhtml": (
        page("实体炸弹", "<p>&c;完</p>").replace(
            "<!DOCTYPE html>",
            '<!DOCTYPE html [<!ENTITY a "啊啊啊"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>',
        ),
        set(),
    ),
    "16-zero-width.html": (
        page("零\u200b宽", "<p>零\u200b宽\u200c字\u200d符\ufeff与\u2060软\u00ad连字</p>"),
        set(),
    ),
    "17-astral.html": (
        page("生僻字𠮷", "<p>𠮷野家㐂👩\u200d💻葛\U000e0100飾\ue000</p>"),
        {"fonts.private-character"},
    ),
    "18-svg-files.html": (
        page(
            "图档", '<p><img src="drawing.svg" alt="好图"></p><p><img src="unsafe.svg" alt="不安全的图"></p>'
        ),
        {"pictures.cleaned"},
    ),
    "19-endless-svg.html": (
        page("无尽", '<p><img src="endless.svg" alt="无尽的图"></p>'),
        {"pictures.unsafe"},
    ),
    "20-picture-kinds.html": (
        page(
            "各种图",
            "".join(f'<p><img src="{name}" alt="图"></p>' for name in ("四色.jpg", "turn.gif", "image.webp")),
        ),
        set(),
    ),
    "21-links.html": (
        page(
            "怪址",
            '<p><a href="http://[">甲</a><a href="https://例子.测试/路 径?a=%zz|{}^`">乙</a><a href="//h/x">丙</a>'
            '<a href="file:///etc/passwd">丁</a><a href="#nowhere">戊</a><a href="data:text/html,x">己</a></p>',
        ),
        set(),
    ),
    "22-spans.html": (
        page(
            "跨格",
            '<table><tr><th>一</th><th>二</th></tr><tr><td colspan="1000000" rowspan="65535">甲</td></tr>'
            '<tr><td colspan="0">乙</td><td rowspan="-1">丙</td></tr></table>',
        ),
        set(),
    ),
    "23-headings.html": (
        page("跳级", "<h5>五级</h5><p>文</p><h2>二级</h2><h6></h6><h4>四级</h4><p>文</p>"),
        set(),
    ),
    "24-tag-soup.html": (
        page(
            "乱标签",
            "<p><b>粗<i>斜</b>体</i><li>无主的项<td>无主的格</p></div></body></html><p>尾后的话，也是正文。</p>",
        ),
        set(),
    ),
    "25-long-word.html": (page("长词", f"<p>{'Wort' * 3000}</p>"), set()),
    "26-wrong-charset.html": (page("错码", "<p>编码写错了，字没有错。</p>").encode("gb18030"), set()),
    "27-notes.md": (
        f"---\ntitle: 注中注\n---\n\n{SENTENCE}[^a]再引[^a]缺[^没有]。\n\n[^a]: 注文[^b]。\n\n"
        "[^b]: 注中之注。\n\n[^c]: 没有人引用的注。\n",
        {"collect.uncalled-note"},
    ),
    "28-raw.md": (
        f'---\ntitle: "<b>&amp; \\"题\\"</b>"\n---\n\n{SENTENCE}<script>x</script><span onmouseover="x">字</span>\n\n'
        "```\n</code></pre>&lt;\n```\n",
        set(),
    ),
    "29-form-feeds.txt": (f"换页的文章\r\r{SENTENCE}\x0c\n\r{SENTENCE}\x00\x1a", set()),
    "30-empty.html": ("", {"collect.empty"}),
    "31-only-picture.html": ('<p><img src="drawing.svg" alt=""></p>', {"epub.no-alt"}),
    "32-comments.html": (
        page(
            "注释",
            "<!-- 不该有 --><![CDATA[数据]]><!--[if IE]><p>不该有</p><![endif]--><?php echo 1 ?><p>该有。</p>",
        ),
        set(),
    ),
    "33-played.html": (
        page(
            "看与听",
            '<video src="https://example.org/a.mp4?x=1&amp;y=<2>"></video><p>听<audio src="b.mp3"></audio>吧</p>'
            '<iframe src="https://example.org/" srcdoc="<script>x</script>"></iframe><canvas width=600 height=300></canvas>'
            '<object data="c.pdf"><embed src="c.swf"></object><form><p>姓名<input><select><option>甲</select></p></form>',
        ),
        {f"collect.embedded-{kind}" for kind in ("video", "audio", "frame", "canvas", "object", "form")},
    ),
}
HEAVY: Final[dict[str, str]] = {
    "01-paragraph.html": page("一段十兆", f"<p>{SENTENCE * (10_000_000 // len(SENTENCE.encode()))}</p>"),
    "02-notes.md": f"---\ntitle: 五千条注\n---\n\n{SENTENCE}\n\n"
    + "\n\n".join(f"第{n}句[^{n}]。\n\n[^{n}]: 第{n}条注。" for n in range(5000)),
    "03-table.html": page(
        "大表",
        f"<table><tr>{'<th>头</th>' * 20}</tr>"
        + "".join(f"<tr>{f'<td>{n}</td>' * 20}</tr>" for n in range(2000))
        + "</table>",
    ),
    "04-inlines.html": page(
        "深行内", "<p>" + "<em><span lang='en'>" * 300 + "深" + "</span></em>" * 300 + "</p>"
    ),
    "05-rubies.html": page("一万注音", f"<p>{'<ruby>字<rt>zì</rt></ruby>' * 10_000}</p>"),
}
