"""Fuzz what reads strangers' files, led by coverage. `python scripts/fuzz.py TARGET [SECONDS]`, as `make fuzz` does.

Needs atheris, which is no dependency of ours (Linux and macOS only): `pip install atheris` into another folder, and that
on PYTHONPATH. What breaks is kept in .build/fuzz/TARGET/findings, one file for each place it breaks at; mended, it
becomes a test. A finding is any exception but our own, a body outside the grammar, a conversion that does not add up, or
an input that takes more than five seconds.
"""

import io
import re
import sys
import tempfile
import time
import traceback
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import atheris

with atheris.instrument_imports(include=["bulletin", "markdown_it", "mdit_py_plugins", "mammoth"]):
    from bulletin.collect.archive import checked_archive
    from bulletin.collect.body import sanitise
    from bulletin.collect.decode import decode
    from bulletin.collect.links_table import read_links
    from bulletin.collect.readers import READERS
    from bulletin.epub.styles import _emptied
    from bulletin.errors import BulletinError, InputError
    from bulletin.model.grammar import violations
    from bulletin.pictures import read_picture
    from bulletin.planning import read_glossary, read_issue_plan, read_settings
    from bulletin.script import converter, script_of
    from bulletin.script.matcher import Matcher

ROOT: Final = Path(__file__).parents[1]
SLOW_S: Final = 5.0
SEEDS: Final = (
    ROOT / "tests" / "golden",
    ROOT / "examples",
    ROOT / "templates",
    ROOT / "scripts" / "fuzz_seeds",
)
# The head of an entry in a container written as text (`*.box`): what atheris changes is then inside, not a checksum.
_ENTRY: Final = re.compile(rb"^%%% (.+)\n", re.MULTILINE)


def reads(media_type: str, ending: str) -> Callable[[bytes], None]:
    """One reader of the table: what it makes is within the grammar."""

    def target(data: bytes) -> None:
        for article in READERS[media_type](data, Path(f"a{ending}")).value:
            assert violations(article.body) == []

    return target


def reads_boxed(media_type: str, ending: str) -> Callable[[bytes], None]:
    """One reader of zip archives: of the bytes as they are, and of the archive that they describe."""
    read = reads(media_type, ending)

    def target(data: bytes) -> None:
        _, *parts = _ENTRY.split(data)
        if not parts:
            read(data)
            return
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            for name, content in dict(zip(parts[::2], parts[1::2], strict=True)).items():
                archive.writestr(name.decode("utf-8", "replace").strip("\0") or "_", content)
        read(stream.getvalue())

    return target


def sanitises(data: bytes) -> None:
    """The outer wall and the builder: within the grammar, and of one mind with itself."""
    body = sanitise(data.decode("utf-8", "replace"))
    assert violations(body) == []
    again = sanitise(body.xhtml.removeprefix("<body>").removesuffix("</body>"))
    assert violations(again) == []


def plans(name: str, read: Callable[[Path], Any]) -> Callable[[bytes], None]:
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
    """OpenCC's dictionaries: convert and trace agree, and spans lie in the text."""
    text = decode(data).text
    script_of(text)
    for config in ("s2twp", "t2s"):
        engine = converter("opencc", config)
        assert engine.trace(text).target == engine.convert(text)


def styles(data: bytes) -> None:
    """Style sheets of strangers."""
    import tinycss2  # noqa: PLC0415 not to be instrumented

    nodes = tinycss2.parse_component_value_list(data.decode("utf-8", "replace"))
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


TARGETS: Final[dict[str, tuple[Callable[[bytes], None], str]]] = {
    "html": (reads("text/html", ".html"), "*.html"),
    "markdown": (reads("text/markdown", ".md"), "*.md"),
    "text": (reads("text/plain", ".txt"), "*.txt"),
    "mhtml": (reads("multipart/related", ".mhtml"), "*.mhtml"),
    "docx": (
        reads_boxed("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx"),
        "*.docx.box",
    ),
    "epub": (reads_boxed("application/epub+zip", ".epub"), "*.epub.box"),
    "body": (sanitises, "*.html"),
    "issue": (plans("issue.toml", read_issue_plan), "*.toml"),
    "settings": (plans("bulletin.toml", lambda file: read_settings(file.parent)), "*.toml"),
    "glossary": (plans("glossary.toml", read_glossary), "*.toml"),
    "table": (lambda data: [read_links(data, Path("a.csv")), None][1], "*.csv"),
    "matcher": (matches, "*.txt"),
    "conversion": (converts, "*.txt"),
    "styles": (styles, "*.css"),
    "packed": (packs, "*.png"),
}


class Watch:
    """Runs a target, keeps what breaks it, once for each place."""

    def __init__(self, name: str) -> None:
        self.target, pattern = TARGETS[name]
        self.folder = ROOT / ".build" / "fuzz" / name
        (self.folder / "findings").mkdir(parents=True, exist_ok=True)
        (self.folder / "corpus").mkdir(exist_ok=True)
        self.inputs = 0
        self.findings: dict[str, str] = {}
        for home in SEEDS:
            for seed in home.rglob(pattern):
                data = seed.read_bytes()
                if len(data) < 1 << 16:
                    (self.folder / "corpus" / sha256(data).hexdigest()[:16]).write_bytes(data)

    def __call__(self, data: bytes) -> None:
        self.inputs += 1
        if self.inputs % 100 == 0:  # libFuzzer ends the process without a last word
            said = f"{self.inputs} inputs, {len(self.findings)} kinds of findings\n"
            (self.folder / "so-far").write_text(said, encoding="utf-8")
        started = time.process_time()
        try:
            self.target(data)
        except BulletinError as error:
            if error.code == "collect.reader-failed":
                self.keep(str(error), data)
        except Exception as error:
            frames = [
                frame for frame in traceback.extract_tb(error.__traceback__) if "bulletin" in frame.filename
            ]
            place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "?"
            self.keep(f"{type(error).__name__} at {place}: {str(error)[:160]}", data)
        if time.process_time() - started > SLOW_S:
            self.keep(f"slow: {time.process_time() - started:.0f} s", data)

    def keep(self, what: str, data: bytes) -> None:
        """Note a finding that is new in its kind."""
        kind = what.partition(":")[0] if what.startswith("slow") else what
        if kind not in self.findings:
            name = sha256(kind.encode()).hexdigest()[:12]
            self.findings[kind] = name
            (self.folder / "findings" / name).write_bytes(data)
            print(f"FOUND {what} → {name}", flush=True)


def main() -> None:
    """Fuzz the target that is named, for so many seconds."""
    name = sys.argv[1]
    seconds = int(sys.argv[2]) if len(sys.argv) > 2 else 600
    watch = Watch(name)
    options = [
        f"-max_total_time={seconds}",
        "-max_len=16384",
        "-rss_limit_mb=3000",
        "-timeout=120",
        "-verbosity=0",
    ]
    atheris.Setup([sys.argv[0], *options, str(watch.folder / "corpus")], watch)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
