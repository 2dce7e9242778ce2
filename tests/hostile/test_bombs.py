"""What would take all time or memory: a process ends at its limit, the guilty is named, former files stay as they were."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.hostile.stranger import Stranger

from bulletin.shipped import shipped_folder

GOOD = "# 南岸的渡船\n\n渡船一天开四班，赶集的日子加一班。\n"


def png(width: int, height: int) -> bytes:
    """A small file that holds a large picture, all of one colour."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    row = b"\0" + bytes(-(-width // 8))
    packer = zlib.compressobj(9)
    pixels = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def archive(entries: Iterator[tuple[str, bytes]]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as file:
        for name, data in entries:
            file.writestr(name, data)
    return stream.getvalue()


BILLION = (
    '<!DOCTYPE x [<!ENTITY a "拾拾拾拾拾拾拾拾拾拾">'
    + "".join(f'<!ENTITY {chr(98 + at)} "{f"&{chr(97 + at)};" * 10}">' for at in range(9))
    + "]>"
)
WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:body></w:document>'


def test_bombs_among_the_articles_cost_nothing_but_themselves(stranger: Stranger) -> None:
    """Zip bombs, entity bombs, pixel bombs and deep nesting: refused before they are unpacked, each in one sentence."""
    zeros = bytes(64 << 20)
    stranger.write("zip.docx", archive(iter([("word/document.xml", zeros), ("word/a.xml", zeros)])))
    stranger.write("many.epub", archive((f"{number}", b"") for number in range(70_000)))
    stranger.write(
        "climbs.epub", archive(iter([("../../canary.txt", b"x"), ("mimetype", b"application/epub+zip")]))
    )
    stranger.write(
        "entities.docx", archive(iter([("word/document.xml", (BILLION + WORD.format("&j;")).encode())]))
    )
    stranger.write("entities.svg", BILLION + '<svg xmlns="http://www.w3.org/2000/svg"><text>&j;</text></svg>')
    stranger.write("pixels.png", png(13_000, 13_000))
    stranger.write("deep.html", "<div>" * 6_000 + "深" + "</div>" * 6_000)
    stranger.write("brackets.md", "[" * 60_000)
    stranger.write("quotes.md", "# 引\n\n" + ">" * 60_000 + "深")
    stranger.write(
        "rows.html",
        "<table><tr><td colspan=100000000 rowspan=100000000>一</td><td>二</td></tr><tr><td>三<td>四</table>",
    )
    stranger.write("pictures.md", f"{GOOD}\n![一](pixels.png)\n\n![二](entities.svg)\n")
    run = stranger.make()
    assert len(run.json["artefacts"]) == 2
    told = {(notice["code"], notice["article"]) for notice in run.json["notices"]}
    assert {
        ("collect.archive-unsafe", "zip.docx"),
        ("collect.archive-unsafe", "many.epub"),
        ("collect.archive-unsafe", "climbs.epub"),
        ("collect.too-deep", "deep.html"),
        ("collect.too-deep", "brackets.md"),
        ("pictures.too-big", "南岸的渡船"),
    } <= told


# The table's layout bombs, as a stranger's style sheet; a template sets what they bear on.
LAYOUT_BOMBS = {
    "flex": ".bomb, .bomb * { display: flex }",
    "grid": ".bomb { display: grid; grid-template-columns: repeat(100000000, 1fr) }",
    "variables": ".bomb { --a: 拾拾拾拾拾拾拾拾拾拾; "
    + "".join(f"--{chr(98 + at)}: {f'var(--{chr(97 + at)}) ' * 20};" for at in range(9))
    + " } .bomb::before { content: var(--j) }",
    "gradient": ".bomb { height: 9mm; background: repeating-linear-gradient(red, blue 1e-9px) }",
    "columns": ".bomb { width: 1e7px; columns: 1e8 }",
}
# Work without end in a template of the theme's.
WORK_BOMBS = {
    "power": "{{ 9 ** (9 ** 9) }}",
    "loops": "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
}
NEST = f"<div class='bomb'>{'<div>' * 14}深{'</div>' * 14}<table><tr><td colspan='100000000'>宽</td></tr></table></div>"


@pytest.mark.slow
@pytest.mark.parametrize("bomb", LAYOUT_BOMBS)
def test_a_layout_bomb_in_a_theme_ends_with_its_process(stranger: Stranger, bomb: str) -> None:
    assert stranger.make("--pdf").code == 0
    former = {path: path.read_bytes() for path in stranger.out.glob("*.pdf")}
    # Where nothing can be kept, even the configuration of fonts is a temporary file.
    nowhere = {"BULLETIN_CACHE": str(stranger.folder / "bulletin.toml")}
    frame = (shipped_folder("templates") / "circular" / "print.html.j2").read_text(encoding="utf-8")
    stranger.theme(
        print_css=LAYOUT_BOMBS[bomb], **{"print.html_j2": frame.replace("</body>", NEST + "</body>")}
    )
    run = stranger.make("--pdf", "--theme", "strange", patience=4, environment=nowhere)
    print(f"{bomb}: exit {run.code}, {run.told[:160]!r}")
    assert run.code == 3
    assert "theme" in run.told
    assert {path: path.read_bytes() for path in stranger.out.glob("*.pdf")} == former
    assert list(stranger.out.glob(".*.part*")) == []


@pytest.mark.slow
@pytest.mark.parametrize("bomb", WORK_BOMBS)
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("make", "2026-01", "--pdf", "--theme", "strange"), 3),
        (("preview", "2026-01", "--theme", "strange"), 3),
        (("themes", "show", "strange"), 3),
        (("themes", "check", "strange"), 1),
    ],
)
def test_a_template_that_works_without_end_is_said_to_by_every_command(
    stranger: Stranger, bomb: str, words: tuple[str, ...], code: int
) -> None:
    (stranger.issue / "issue.toml").write_text('articles = ["articles/1-good.md"]\n', encoding="utf-8")
    stranger.theme(**{"print.html_j2": f"<html><body>{WORK_BOMBS[bomb]}</body></html>"})
    run = stranger.run(*words, "--lang", "en", patience=2)
    assert run.code == code
    assert "The theme cannot set a single sentence within its" in run.told


@pytest.mark.slow
def test_letters_larger_than_any_page_are_one_clear_line(stranger: Stranger) -> None:
    frame = (shipped_folder("templates") / "circular" / "print.html.j2").read_text(encoding="utf-8")
    stranger.theme(
        print_css=".bomb { font-size: 1e7px }",
        **{"print.html_j2": frame.replace("</body>", NEST + "</body>")},
    )
    run = stranger.make("--pdf", "--theme", "strange", patience=4)
    assert run.code in (0, 1, 3)
    assert run.code == 0 or "theme" in run.told


@pytest.mark.slow
def test_a_check_of_an_issue_whose_theme_is_a_bomb_stops_with_a_sentence(stranger: Stranger) -> None:
    (stranger.folder / "bulletin.toml").write_text(
        '[periodical]\nname = "青禾通讯"\n[theme]\nname = "strange"\n', encoding="utf-8"
    )
    (stranger.issue / "issue.toml").write_text('articles = ["articles/1-good.md"]\n', encoding="utf-8")
    stranger.theme(**{"print.html_j2": f"<html><body>{WORK_BOMBS['loops']}</body></html>"})
    run = stranger.run("check", "2026-01", "--lang", "en", patience=2)
    assert run.code == 3
    assert "The theme cannot set a single sentence within its" in run.told


def with_swelling_articles(stranger: Stranger) -> None:
    """An issue with an archive, a picture and nesting that would not fit into memory, and one sound article."""
    zeros = bytes(64 << 20)
    stranger.write("zip.docx", archive(iter([("word/document.xml", zeros), ("word/a.xml", zeros)])))
    stranger.write("deep.html", "<div>" * 6_000 + "深" + "</div>" * 6_000)
    stranger.write("pixels.png", png(13_000, 13_000))
    stranger.write("pictures.md", f"{GOOD}\n![一](pixels.png)\n")
    (stranger.issue / "issue.toml").write_text(
        'articles = ["articles/1-good.md", "articles/zip.docx", "articles/deep.html", "articles/pictures.md"]\n',
        encoding="utf-8",
    )


# Its surname is doubtful, so that a review has something to ask.
NAMED = "# 河边的书屋\n\n书屋的发条松了，余仲发说他会修。\n"
ONE_SCRIPT = ("--script", "zh-Hant-TW", "--output", "made", "--lang", "en")


def words_of(page: Path) -> str:
    """A page without its tags: a proof marks every change."""
    return re.sub("<[^>]*>", "", page.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (("proof", "2026-01", "--format", "html"), "2026-01.zh-Hant-TW.proof.html"),
        (("review", "2026-01"), "2026-01.zh-Hant-TW.review.html"),
    ],
)
def test_a_proof_and_a_review_are_of_the_sound_articles(
    stranger: Stranger, words: tuple[str, ...], name: str
) -> None:
    with_swelling_articles(stranger)
    stranger.write("1-good.md", NAMED)
    run = stranger.run(*words, *ONE_SCRIPT)
    assert run.code == 1
    for said in ("zip.docx: the file unpacks t", "deep.html", "too big (13000 × 13000)"):
        assert said in run.told
    assert "書屋的發條" in words_of(stranger.folder / "made" / name)


@pytest.mark.slow
def test_a_strange_template_of_proofs_that_works_without_end_stops_with_a_sentence(
    stranger: Stranger,
) -> None:
    (stranger.issue / "issue.toml").write_text('articles = ["articles/1-good.md"]\n', encoding="utf-8")
    folder = stranger.folder / "templates" / "proof"
    folder.mkdir(parents=True)
    (folder / "proof.css").write_text("", encoding="utf-8")
    (folder / "proof.html.j2").write_text(WORK_BOMBS["loops"], encoding="utf-8")
    former = stranger.folder / "made" / "2026-01.zh-Hant-TW.proof.html"
    former.parent.mkdir()
    former.write_text("former", encoding="utf-8")
    run = stranger.run("proof", "2026-01", "--format", "html", *ONE_SCRIPT, patience=2)
    assert run.code == 3
    assert "takes more than its time" in run.told
    assert former.read_text(encoding="utf-8") == "former"
    assert list(former.parent.iterdir()) == [former]


@pytest.mark.slow
@pytest.mark.parametrize("command", ["proof", "review"])
def test_an_article_that_takes_too_long_is_named_and_the_others_are_shown(
    stranger: Stranger, command: str
) -> None:
    stranger.write("1-good.md", NAMED)
    stranger.write("2-long.md", "# 长单\n\n" + "- 甲\n" * 600_000)
    (stranger.issue / "issue.toml").write_text(
        'articles = ["articles/1-good.md", "articles/2-long.md"]\n', encoding="utf-8"
    )
    run = stranger.run(command, "2026-01", "--format", "html", *ONE_SCRIPT, patience=2)
    assert run.code == 1
    assert "2-long.md" in run.told
    assert "takes more than its" in run.told
    (page,) = (stranger.folder / "made").iterdir()
    assert "書屋的發條" in words_of(page)


def test_a_text_that_takes_too_long_to_convert_is_one_sentence(stranger: Stranger) -> None:
    """Half a million empty lines, a second for each 100,000."""
    text = stranger.write("lines.txt", "发\n" + "\n" * 500_000)
    run = stranger.run("convert", text, "--to", "zh-Hant-TW", "--lang", "en", patience=1)
    assert run.code == 3
    assert "lines.txt: This file takes more than its time." in run.told


def test_nesting_and_entities_do_not_swell_in_a_conversion(stranger: Stranger) -> None:
    page = f"<p>{'<b>' * 100_000}发</b></p>"
    deep = stranger.run("convert", stranger.write("deep.html", page), "--html", "--to", "zh-Hant-TW")
    assert deep.code == 0
    entities = stranger.write("entities.html", f"{BILLION}<p>发&j;</p>")
    assert stranger.run("convert", entities, "--html", "--to", "zh-Hant-TW").code == 0
