"""The door: one file, its reader, or one clear sentence."""

import sys
from pathlib import Path

import pytest

from bulletin.collect import MEDIA_TYPES, read_articles
from bulletin.collect.readers import MAX_FILE_BYTES, READERS
from bulletin.errors import InputError
from bulletin.messages import table
from bulletin.model import Severity


def failure(path: Path) -> InputError:
    with pytest.raises(InputError) as caught:
        read_articles(path)
    error = caught.value
    # Whatever is wrong, both languages say it, and what to do.
    assert error.message("zh")
    assert error.message("en")
    assert error.hint("zh")
    assert error.hint("en")
    return error


def test_every_suffix_has_a_reader() -> None:
    assert set(MEDIA_TYPES.values()) == set(READERS)


def test_an_article_knows_its_file(tmp_path: Path) -> None:
    file = tmp_path / "03-雨后.md"
    file.write_text("雨停了。", encoding="utf-8")
    (article,) = read_articles(file).value
    assert (article.key, article.origin, article.title) == ("03-雨后", str(file), "03-雨后")
    assert article.script is None


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
def test_a_name_of_several_lines_becomes_a_title_of_one(tmp_path: Path) -> None:
    path = tmp_path / "渡船\n\x01四班.txt"
    path.write_text("渡船一天开四班，赶集的日子加一班。", encoding="utf-8")
    assert [article.title for article in read_articles(path).value] == ["渡船 四班"]


def test_suffixes_are_read_in_any_case(tmp_path: Path) -> None:
    file = tmp_path / "A.TXT"
    file.write_text("雨停了。", encoding="utf-8")
    assert read_articles(file).value[0].body.text == "雨停了。"


def test_what_cannot_be_decoded_is_a_warning_with_its_count(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes("雨停了，窗子都开着。".encode("gbk") + b"\xff" + "大家出来走走。".encode("gbk"))
    outcome = read_articles(file)
    (notice,) = outcome.notices
    assert (notice.code, notice.severity, notice.values["count"]) == (
        "collect.encoding-loss",
        Severity.WARNING,
        1,
    )
    assert "雨停了" in outcome.value[0].body.text


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0", "collect.unknown-format"),
        ("a", "文".encode(), "collect.unknown-format"),
        ("a.md", b"", "collect.empty"),
        ("a.txt", b" \n ", "collect.empty"),
        ("a.html", b"<html><body></body></html>", "collect.empty"),
        ("a.docx", b"PK\x03\x04 but no archive", "collect.not-an-archive"),
        ("a.html", b"<div>" * 100_000, "collect.too-deep"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_by_name(
    tmp_path: Path, name: str, data: bytes, code: str
) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    error = failure(file)
    assert error.code == code
    assert name in error.place


def test_a_file_that_is_not_there_or_is_a_folder_is_refused(tmp_path: Path) -> None:
    assert failure(tmp_path / "没有.md").code == "collect.not-found"
    assert failure(tmp_path / "没有").code == "collect.not-found"
    (tmp_path / "夹.md").mkdir()
    assert failure(tmp_path / "夹.md").code == "collect.unreadable"


def test_a_file_beyond_the_limit_is_not_read(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    with file.open("wb") as stream:
        stream.truncate(MAX_FILE_BYTES + 1)
    assert failure(file).code == "collect.too-large"


def test_a_saved_page_sees_no_picture_outside_its_folder(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"\x89PNG")
    folder = tmp_path / "saved"
    folder.mkdir()
    file = folder / "a.html"
    file.write_text("<h1>题目题目</h1><p>正文在此，不长。</p><img src='../secret.png'>", encoding="utf-8")
    outcome = read_articles(file)
    assert [notice.code for notice in outcome.notices] == ["collect.picture-outside"]
    assert outcome.value[0].assets == ()


def test_every_notice_and_error_has_its_wording_in_both_languages() -> None:
    for words in table("collect").values():
        assert words["zh"]
        assert words["en"]
        assert words["zh_hint"]
        assert words["en_hint"]
