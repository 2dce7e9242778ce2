"""An export brings everything along; what is wrong in one stays out."""

import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bulletin.errors import InputError
from bulletin.library import Accession, Library, Permission, open_library
from bulletin.model import Asset

Make = Callable[..., Accession]


def as_it_is(data: bytes) -> Asset:
    return Asset.of(data, "image/png", "png", 1, 1)


@pytest.fixture
def exported(library: Library, make: Make, picture: Asset, tmp_path: Path) -> Path:
    library.add(
        [
            replace(make("钟声又响了。", url="https://example.org/1", assets=(picture,)), tags=("钟",)),
            replace(make("桥下有水。", title="水"), permission=Permission.OWN, confidence={"title": 0.5}),
        ]
    )
    library.mark_used([2], "2026-03")
    path = tmp_path / "out.zip"
    library.export(path)
    return path


def test_everything_comes_along(exported: Path, library: Library, tmp_path: Path) -> None:
    with open_library(tmp_path / "other", write=True) as other:
        outcome = other.import_(exported, examine=as_it_is)
        assert [filed.state for filed in outcome.value] == ["added", "added"]
        assert [other.get(number) for number in (1, 2)] == [library.get(number) for number in (1, 2)]
        assert other.original(other.get(1).provenance[0].sha256) == "<p>石桥的钟</p>".encode()
        assert other.check() == ()
        again = other.import_(exported, examine=as_it_is)
        assert [filed.state for filed in again.value] == ["unchanged", "unchanged"]


def test_the_same_library_gives_the_same_bytes(exported: Path, library: Library, tmp_path: Path) -> None:
    library.export(tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == exported.read_bytes()


def test_the_texts_of_an_export_are_packed(exported: Path) -> None:
    with zipfile.ZipFile(exported) as archive:
        assert archive.getinfo("library.jsonl").compress_type == zipfile.ZIP_DEFLATED


def rewritten(exported: Path, change: Callable[[dict[str, object]], object]) -> Path:
    """The export with its first line changed."""
    path = exported.with_name("changed.zip")
    with zipfile.ZipFile(exported) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "library.jsonl":
                first, rest = data.split(b"\n", 1)
                line = json.loads(first)
                change(line)
                data = json.dumps(line).encode() + b"\n" + rest
            new.writestr(name, data)
    return path


CHANGES: dict[str, Callable[[dict[str, object]], object]] = {
    "a script": lambda line: line.update(body="<body><p>x</p><script>alert(1)</script></body>"),
    "no XHTML": lambda line: line.update(body="<body>"),
    "a file outside": lambda line: line["assets"][0].update(file="../../etc/passwd"),  # type: ignore[index] # a list
    "another picture": lambda line: line["assets"][0].update(file="library.jsonl"),  # type: ignore[index] # a list
    "another kind of picture": lambda line: line["assets"][0].update(media_type="image/svg+xml"),  # type: ignore[index] # a list
    "no title": lambda line: line.pop("title"),
    "a number for a text": lambda line: line.update(byline=3),
    "a text no page can hold": lambda line: line.update(title="石\0桥"),
    "half a character": lambda line: line.update(tags=["\ud83d"]),
    "a picture of no size there is": lambda line: line["assets"][0].update(width_px=10**30),  # type: ignore[index] # a list
    "a number for issues": lambda line: line.update(used_in=3),
    "no such day": lambda line: line.update(date="2026-02-31"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_an_article_that_breaks_the_rules_is_left_out_and_told(
    exported: Path, tmp_path: Path, what: str
) -> None:
    with open_library(tmp_path / "other", write=True) as other:
        outcome = other.import_(rewritten(exported, CHANGES[what]), examine=as_it_is)
        assert [notice.code for notice in outcome.notices] == ["library.line-refused"]
        assert [record.title for record in other.find()] == ["水"]
        assert other.check() == ()


def test_a_file_that_is_no_export_is_refused(library: Library, tmp_path: Path) -> None:
    (tmp_path / "text.zip").write_text("这不是压缩文件", encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "empty.zip", "w") as archive:
        archive.writestr("readme.txt", "")
    with zipfile.ZipFile(tmp_path / "odd.zip", "w") as archive:
        archive.writestr("library.jsonl", "[]\n")
    with zipfile.ZipFile(tmp_path / "deep.zip", "w") as archive:
        archive.writestr("library.jsonl", f"{'[' * 100_000}\n")
    with zipfile.ZipFile(tmp_path / "digits.zip", "w") as archive:
        archive.writestr("library.jsonl", f"{'9' * 10_000}\n")
    for name in ("text.zip", "empty.zip", "odd.zip", "deep.zip", "digits.zip"):
        with pytest.raises(InputError) as caught:
            library.import_(tmp_path / name, examine=as_it_is)
        assert caught.value.code == "library.not-an-export"
