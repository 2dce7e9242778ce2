"""`bulletin impose` and `bulletin check` as a person types them."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pikepdf
import psutil
import pytest


def bulletin(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bulletin", *map(str, arguments)]
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "COLUMNS": "100"}
    return subprocess.run(command, capture_output=True, text=True, env=environment, check=False, timeout=120)


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A PDF of six pages by another program: no claims, no fonts."""
    path = tmp_path / "six.pdf"
    with pikepdf.new() as document:
        for _ in range(6):
            document.add_blank_page(page_size=(297.64, 419.53))
        document.save(path)
    return path


def test_a_booklet_lies_beside_its_file(pages: Path) -> None:
    run = bulletin("impose", pages, "--booklet", "--creep", "0.1", "--paper", "A4")
    assert run.returncode == 0, run.stderr
    assert "six.booklet.pdf" in run.stderr
    with pikepdf.open(pages.with_name("six.booklet.pdf")) as document:
        assert len(document.pages) == 4
        assert [float(edge) for edge in document.pages[0].mediabox] == pytest.approx(
            [0, 0, 841.89, 595.28], abs=0.1
        )


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ((), "Nothing is asked for"),
        (("--booklet", "--nup", "2x1"), "exclude each other"),
        (("--grayscale", "--pdf-x"), "exclude each other"),
        (("--signature", "16"), "go with --booklet"),
        (("--booklet", "--signature", "6"), "multiple of four"),
        (("--nup", "two"), "cannot be read"),
        (("--booklet", "--paper", "B9"), "no such paper"),
        (("--booklet", "--binding", "top"), "cannot be 'top'"),
    ],
)
def test_a_slip_on_the_command_line_is_one_sentence(
    pages: Path, options: tuple[str, ...], words: str
) -> None:
    run = bulletin("impose", pages, *options)
    assert run.returncode == 2
    assert words in run.stderr
    assert list(pages.parent.iterdir()) == [pages]


def test_a_file_is_never_written_over_itself(pages: Path) -> None:
    before = pages.read_bytes()
    run = bulletin("impose", pages, "--booklet", "--output", pages)
    assert (run.returncode, pages.read_bytes()) == (2, before)


def test_check_says_that_a_bare_file_claims_nothing(pages: Path) -> None:
    run = bulletin("check", pages, "--json")
    assert run.returncode == 0
    (found,) = json.loads(run.stdout)
    assert [notice["code"] for notice in found["notices"]] == ["pdf.claims-nothing"]
    assert bulletin("check", pages, "--strict").returncode == 1


def test_check_knows_what_it_cannot_check(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    assert bulletin("check", tmp_path / "a.txt").returncode == 2
    assert bulletin("check", tmp_path / "none.pdf").returncode == 3


def test_a_cover_says_how_wide_its_spine_is(pages: Path) -> None:
    run = bulletin("cover", pages, "--weight", "100", "--pages", "400", "--marks")
    assert run.returncode == 0, run.stderr
    assert "25.0 mm wide" in run.stderr
    assert pages.with_name("six.cover.pdf").is_file()
    assert bulletin("cover", pages, "--paper", "silk").returncode == 2


def test_a_preview_is_a_picture_of_all_pages(tmp_path: Path) -> None:
    article = tmp_path / "note.md"
    article.write_text("---\ntitle: 学习通知\n---\n\n请各位会员于星期五到会。\n", encoding="utf-8")
    run = bulletin("preview", article, "--output", tmp_path / "pictures")
    assert run.returncode == 0, run.stderr
    (picture,) = (tmp_path / "pictures").iterdir()
    assert picture.read_bytes().startswith(b"\x89PNG")


@contextmanager
def watching(*arguments: str | Path) -> Iterator[tuple[subprocess.Popen[str], IO[str]]]:
    """`preview --watch` and what it tells, once it serves; it does not outlive a test that fails."""
    command = [sys.executable, "-m", "bulletin", "preview", *map(str, arguments), "--watch"]
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as run:
        told = run.stderr
        assert told is not None
        try:
            assert "http://127.0.0.1:" in told.readline()
            yield run, told
        except BaseException:
            run.kill()
            raise


@pytest.mark.skipif(sys.platform == "win32", reason="signals differ")
def test_watching_an_issue_makes_it_again_at_every_change_and_leaves_no_process(tmp_path: Path) -> None:
    (tmp_path / "issue.toml").write_text('articles = ["note.md"]\n', encoding="utf-8")
    article = tmp_path / "note.md"
    article.write_text("---\ntitle: 学习通知\n---\n\n请各位会员于星期五到会。\n", encoding="utf-8")
    with watching(tmp_path, "--script", "zh-Hant-TW") as (run, told):
        assert "1 page in" in told.readline()
        article.write_text(article.read_text(encoding="utf-8") + "\n请带笔。\n", encoding="utf-8")
        assert "1 page in" in told.readline()
        begun = psutil.Process(run.pid).children(recursive=True)
        run.send_signal(signal.SIGINT)
        rest = told.read()
    assert run.returncode == 0
    assert "No longer watching" in rest
    assert begun
    assert not psutil.wait_procs(begun, timeout=10)[1]


@pytest.mark.skipif(sys.platform == "win32", reason="signals differ")
def test_watching_ends_cleanly_with_ctrl_c(tmp_path: Path) -> None:
    article = tmp_path / "note.md"
    article.write_text("---\ntitle: 学习通知\n---\n\n请各位会员于星期五到会。\n", encoding="utf-8")
    with watching(article) as (run, told):
        assert "1 page in" in told.readline()
        run.send_signal(signal.SIGINT)
        rest = told.read()
    assert run.returncode == 0
    assert "No longer watching" in rest
