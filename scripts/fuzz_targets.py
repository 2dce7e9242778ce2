"""What is fuzzed: each reader of strangers' files as a function of bytes that raises where something is wrong."""

import datetime
import io
import re
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import tinycss2

from bulletin.collect.archive import checked_archive
from bulletin.collect.body import sanitise
from bulletin.collect.links_table import read_links
from bulletin.collect.mishaps import told_in_a_sentence
from bulletin.collect.parsing import parse_page
from bulletin.collect.readers import READERS
from bulletin.collect.web.answer import Answer
from bulletin.collect.web.columns import column_links
from bulletin.collect.web.feeds import feed_links
from bulletin.collect.web.paging import is_part_of, next_of
from bulletin.collect.web.sitemaps import read_site_map
from bulletin.epub.styles import _emptied
from bulletin.errors import InputError
from bulletin.model import Article, HouseStyle, Script
from bulletin.model.grammar import violations
from bulletin.pictures import read_picture
from bulletin.planning import read_glossary, read_issue_plan, read_settings
from bulletin.script import converter, script_of
from bulletin.script.body import convert_body
from bulletin.script.matcher import Matcher
from bulletin.script.scribe import Scribe

Read = Callable[[bytes], None]
WHOLE_BYTES: Final = 8192  # for what is nothing in pieces


@dataclass(frozen=True)
class Target:
    """What reads; its seeds; the table of tokens in `fuzz_seeds` that its inputs can be spelled with; how long a piece of a
    seed is, half of what an input may have."""

    read: Read
    seeds: str
    tokens: str = ""
    most_bytes: int = 1024


PAGE: Final = "http://example.org/news/1.html"
# The head of an entry in a container written as text (`*.box`): what atheris changes is then inside, not a checksum.
_ENTRY: Final = re.compile(rb"^%%% (.+)\n", re.MULTILINE)
_CONFIGS: Final = ("s2t", "s2twp", "s2hk", "t2s", "tw2sp")


def text_of(data: bytes) -> str:
    """The bytes as text without more ado: encodings are tried with the readers."""
    return data.decode("utf-8", "replace")


def is_sound(article: Article) -> None:
    """Within the grammar, and showing nothing but its own pictures."""
    assert violations(article.body) == []
    names = {asset.name for asset in article.assets}
    assert {image.get("src") for image in article.body.tree().iter("img")} <= names


def reads(media_type: str, ending: str) -> Read:
    """One reader of the table."""

    def target(data: bytes) -> None:
        with told_in_a_sentence():
            articles = READERS[media_type](data, Path(f"a{ending}")).value
        for article in articles:
            is_sound(article)

    return target


def boxed(read: Read) -> Read:
    """A reader of zip archives: of the bytes as they are, and of the archive that they describe."""

    def target(data: bytes) -> None:
        _, *parts = _ENTRY.split(data)
        if not parts:
            read(data)
            return
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            for name, content in dict(zip(parts[::2], parts[1::2], strict=True)).items():
                archive.writestr(text_of(name).strip("\0") or "_", content)
        read(stream.getvalue())

    return target


def sanitises(data: bytes) -> None:
    """The outer wall and the builder: within the grammar, and of one mind with itself."""
    body = sanitise(text_of(data))
    assert violations(body) == []
    assert sanitise(body.xhtml) == body


def answers(read: Callable[[Answer], object]) -> Read:
    """What a server can send in place of a list."""
    day = datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)

    def target(data: bytes) -> None:
        read(Answer(PAGE, PAGE, 200, (("content-type", "text/html"),), data, day))

    return target


def lists(answer: Answer) -> None:
    """A column page, its links and its next page."""
    page = parse_page(answer.text().text)
    is_part_of(next_of(page, answer.final_url), answer.final_url)
    column_links(page, answer.final_url)


def links(data: bytes) -> None:
    """A table of links, by its bytes a text or a sheet."""
    read_links(data, Path("a"))


def plans(name: str, read: Callable[[Path], Any]) -> Read:
    """A file an editor writes, in a folder of its own."""
    folder = Path(tempfile.mkdtemp(prefix="bulletin-fuzz-"))
    (folder / "a.md").write_text("# 一\n\n二\n", encoding="utf-8")

    def target(data: bytes) -> None:
        (folder / name).write_bytes(data)
        read(folder / name)

    return target


def matches(data: bytes) -> None:
    """A table and a text of small alphabets: replaced as the definition says."""
    words = data.decode("utf-8", "ignore").split("|")
    entries = {key: value for key, _, value in (word.partition("=") for word in words[:-1]) if key}
    text, written, position = words[-1], "", 0
    while position < len(text):
        key = max((key for key in entries if text.startswith(key, position)), key=len, default=text[position])
        written += entries.get(key, key)
        position += len(key)
    assert Matcher(entries).convert(text) == written


def converts(data: bytes) -> None:
    """A text by OpenCC's dictionaries: convert and trace agree. A body: its markup stays what it was."""
    text = text_of(data)
    here = script_of(text)
    for config in _CONFIGS:
        engine = converter("opencc", config)
        assert engine.trace(text).target == engine.convert(text)
    body = sanitise(text)
    for target in (Script.ZH_HANT_TW, Script.ZH_HANS):
        converted = convert_body(body, Scribe(target, HouseStyle()), target, here or Script.ZH_HANS).body
        assert violations(converted) == []
        assert markup_of(converted.xhtml) == markup_of(body.xhtml)


def markup_of(xhtml: str) -> list[str]:
    """The tags, but for the spans that conversion puts around what it leaves alone."""
    return re.findall(r"</?(?!span)[a-z]\w*", xhtml)


def styles(data: bytes) -> None:
    """Style sheets of strangers."""
    nodes = tinycss2.parse_component_value_list(text_of(data))
    list(_emptied(nodes, "epub.css"))
    again = tinycss2.parse_component_value_list(tinycss2.serialize(nodes))
    assert list(_emptied(again, "epub.css")) == []


def packs(data: bytes) -> None:
    """Archives and pictures by their bytes."""
    for read in (checked_archive, read_picture):
        try:
            read(data)
        except InputError:
            continue


WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
TARGETS: Final[dict[str, Target]] = {
    "html": Target(reads("text/html", ".html"), "*.html", "html"),
    "markdown": Target(reads("text/markdown", ".md"), "*.md", "markdown"),
    "text": Target(reads("text/plain", ".txt"), "*.txt", "text"),
    "mhtml": Target(reads("multipart/related", ".mhtml"), "*.mhtml", "mhtml", WHOLE_BYTES),
    "docx": Target(boxed(reads(WORD, ".docx")), "*.docx.box", "docx", WHOLE_BYTES),
    "epub": Target(boxed(reads("application/epub+zip", ".epub")), "*.epub.box", "epub", WHOLE_BYTES),
    "pdf": Target(reads("application/pdf", ".pdf"), "*.pdf", "pdf", WHOLE_BYTES),
    "body": Target(sanitises, "*.html", "html"),
    "feed": Target(answers(feed_links), "*.feed", "feed"),
    "sitemap": Target(answers(read_site_map), "*.sitemap", "feed"),
    "list": Target(answers(lists), "*.html", "html"),
    "issue": Target(plans("issue.toml", read_issue_plan), "*.toml"),
    "settings": Target(plans("bulletin.toml", lambda file: read_settings(file.parent)), "*.toml"),
    "glossary": Target(plans("glossary.toml", read_glossary), "*.toml"),
    "table": Target(links, "*.csv"),
    "sheet": Target(boxed(links), "*.xlsx.box", "xlsx", WHOLE_BYTES),
    "matcher": Target(matches, "*.txt"),
    "conversion": Target(converts, "*.txt", "conversion"),
    "styles": Target(styles, "*.css", "css"),
    "packed": Target(packs, "*.png", most_bytes=WHOLE_BYTES),
}
