"""What a stranger writes into links, titles and names: links lead where links may, metadata is clean, files have names."""

import unicodedata
import zipfile
from pathlib import Path

import pikepdf
import pytest
from lxml import etree
from tests.hostile.stranger import Stranger

from bulletin.errors import InputError
from bulletin.planning import read_settings
from bulletin.planning.names import file_stem

LINKS = [
    "javascript:alert(1)",
    "JaVa\tScRiPt:alert(1)",
    "&#106;avascript:alert(1)",
    "\u200bjavascript:alert(1)",
    "file:///etc/passwd",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "//host.example/x",
    "smb://host.example/x",
    "tel:+861000",
    "mailto:a@example.org",
    "https://example.org/a",
]
ALLOWED = {"tel:+861000", "mailto:a@example.org", "https://example.org/a"}
# What no title may carry into metadata: XML's illegal characters, overrides of direction, half a pair.
EVIL = "\x00\x07\x0b\x1b\u202e\u2066\u2069\ufeff\ufffe\ud800"


def test_links_lead_to_the_web_to_a_person_or_into_the_text(stranger: Stranger) -> None:
    links = "".join(f'<p>看<a href="{link}">第{number}处</a>。</p>' for number, link in enumerate(LINKS))
    stranger.write(
        "2.html", f"<html><body><h1>码头旧闻</h1><p>码头边的石阶一共三十六级。</p>{links}</body></html>"
    )
    stranger.write("3.md", "# 渡口\n\n" + "\n\n".join(f"[渡口]({link})" for link in LINKS))
    stranger.make()
    (pdf,) = stranger.out.glob("*.pdf")
    with pikepdf.open(pdf) as document:
        found = {
            str(each.A.URI)
            for page in document.pages
            for each in page.get("/Annots", [])
            if "/URI" in each.get("/A", {})
        }
        assert {
            str(each.A.S) for page in document.pages for each in page.get("/Annots", []) if "/A" in each
        } <= {"/URI"}
        assert "/JavaScript" not in document.Root.get("/Names", {})
        assert "/OpenAction" not in document.Root
    (book,) = stranger.out.glob("*.epub")
    hrefs = set()
    with zipfile.ZipFile(book) as archive:
        for name in archive.namelist():
            if name.endswith("html"):
                hrefs |= set(etree.fromstring(archive.read(name)).xpath("//@href"))
    assert found == ALLOWED
    assert {href for href in hrefs if ":" in href.partition("#")[0]} == ALLOWED


def test_titles_bring_no_control_and_no_turned_direction_into_metadata(stranger: Stranger) -> None:
    stranger.write(
        "2.html", f"<title>夜{EVIL}航</title><h1>夜{EVIL}航</h1><p>夜里的航标灯是绿的，隔三里一盏。</p>"
    )
    stranger.write(
        "3.md",
        f"---\ntitle: 晨{EVIL}雾\nauthor: 沈{EVIL}砚\nsource: 江{EVIL}报\n---\n\n雾里听见橹声，看不见船。\n",
    )
    run = stranger.make()
    assert run.code in (0, 1)
    (pdf,) = stranger.out.glob("*.pdf")
    with pikepdf.open(pdf) as document:
        metadata = document.open_metadata()
        said = [str(document.docinfo.get(key, "")) for key in document.docinfo] + [str(metadata)]
        said += [str(item.title) for item in document.open_outline().root]
    (book,) = stranger.out.glob("*.epub")
    with zipfile.ZipFile(book) as archive:
        said += [
            archive.read(each).decode()
            for each in archive.namelist()
            if each.endswith((".opf", ".ncx", "nav.xhtml"))
        ]
    for text in said:
        assert not [
            char
            for char in text
            if char in EVIL or (unicodedata.category(char) == "Cc" and char not in "\n\t\r")
        ]


@pytest.mark.parametrize("evil", ["\\u0007", "\\u202E", "\\u2067"])
def test_a_name_that_turns_the_text_around_it_is_refused_where_it_stands(
    stranger: Stranger, evil: str
) -> None:
    settings = stranger.folder / "bulletin.toml"
    settings.write_text(f'[periodical]\nname = "青{evil}禾"\n', encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_settings(stranger.folder)
    assert (caught.value.code, caught.value.place) == ("planning.unprintable", f"{settings}:2")


TITLES = [
    "CON",
    "con.txt",
    "NUL",
    "Lpt1.一",
    "a" * 400,
    "汇" * 400,
    "尾. . .",
    " 空 白 ",
    '问?星*号|管道<>":冒号',
    "../../上层",
    "C:\\盘符",
    "\u202e反\x00\x07",
    "...",
    "",
    "\ud800半",
    "e\u0301" * 100,
    "🀄" * 100,
]


@pytest.mark.parametrize("title", TITLES)
def test_a_file_s_name_is_one_on_every_system(title: str, tmp_path: Path) -> None:
    stem = file_stem(title)
    name = f"{stem}.zh-Hant-TW.vertical.kepub.epub"
    assert len(name.encode()) <= 255
    assert len(f".{stem[:40]}.4194304-abcdefgh.part.epub".encode()) <= 255
    assert not set(stem) & set('<>:"/\\|?*')
    assert not [char for char in stem if unicodedata.category(char)[0] == "C"]
    assert stem == stem.strip(" .")
    assert stem.partition(".")[0].casefold() not in {"con", "nul", "lpt1", "aux", "prn", "com1"}
    (tmp_path / name).touch()


def test_loose_articles_with_such_titles_are_made_under_such_names(stranger: Stranger) -> None:
    run = stranger.run(
        "make",
        stranger.articles / "1-good.md",
        "--epub",
        "--title",
        "NUL: 问?/../尾. ",
        "--output",
        stranger.out,
        "--json",
    )
    assert run.code == 0
    assert [path.name for path in stranger.out.iterdir()] == ["NUL- 问-..-尾.source.epub"]
