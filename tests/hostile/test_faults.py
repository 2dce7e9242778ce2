"""Full disks, killed processes, power cuts: what lay there before is whole, or what came instead is."""

import errno
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pikepdf
import pytest
from tests.hostile.stranger import Stranger

from bulletin.errors import OutputError
from bulletin.library import DATABASE
from bulletin.press.output import replaced

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits and signals are POSIX")

KILLS = 12
FULL_AT = (0, 1_000, 5_000, 12_000)  # bytes a file may grow to


def command(stranger: Stranger, *words: str | Path) -> list[str]:
    return [sys.executable, "-m", "bulletin", *map(str, words), "--lang", "en"]


def changed(stranger: Stranger, words: str) -> None:
    stranger.write("1-good.md", f"# 河边的书屋\n\n{words}\n")


def is_whole(path: Path) -> bool:
    with pikepdf.open(path) as document:
        return len(document.pages) > 0


@pytest.mark.slow
def test_a_full_disk_leaves_the_former_files(stranger: Stranger) -> None:
    """The disk is full after so many bytes, as RLIMIT_FSIZE has it."""
    make = ("make", stranger.issue, "--output", stranger.out, "--pdf", "--epub", "--script", "source")
    assert subprocess.run(command(stranger, *make), capture_output=True, check=False).returncode == 0
    former = {path: path.read_bytes() for path in stranger.out.glob("[!.]*")}
    survived = 0
    for size in FULL_AT:
        changed(stranger, f"书屋里的书到{size}本为止。")

        def fill(size: int = size) -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

        run = subprocess.run(command(stranger, *make), capture_output=True, check=False, preexec_fn=fill)
        assert run.returncode != 0
        assert b"Traceback" not in run.stderr
        survived += {path: path.read_bytes() for path in stranger.out.glob("[!.]*")} == former
        assert list(stranger.out.glob(".*.part*")) == []
    print(f"full disks: {len(FULL_AT)} injected, {survived} times the former files were whole")
    assert survived == len(FULL_AT)


@pytest.mark.slow
def test_a_process_killed_at_any_instant_leaves_whole_files(stranger: Stranger) -> None:
    """The command and all its processes are killed at once, as a power cut would."""
    make = ("make", stranger.issue, "--output", stranger.out, "--pdf", "--script", "source", "--force")
    started = time.monotonic()
    assert subprocess.run(command(stranger, *make), capture_output=True, check=False).returncode == 0
    lasts = time.monotonic() - started
    (pdf,) = stranger.out.glob("*.pdf")
    whole, cut = 0, 0
    for seed in range(KILLS):
        changed(stranger, f"涨水第{seed}回，书搬了{seed}趟。")
        before = pdf.read_bytes()
        run = subprocess.Popen(
            command(stranger, *make),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep((0.2 + 0.8 * seed / KILLS) * lasts)
        if run.poll() is None:
            os.killpg(run.pid, signal.SIGKILL)
            cut += 1
        run.wait()
        whole += pdf.read_bytes() == before or is_whole(pdf)
    print(f"kills: {KILLS} injected ({cut} in mid-run), {whole} times the file was the former or the new one")
    assert whole == KILLS
    assert subprocess.run(command(stranger, *make), capture_output=True, check=False).returncode == 0
    assert is_whole(pdf)


@pytest.mark.slow
def test_a_cache_whose_runs_are_killed_full_or_two_at_once_serves_nothing_wrong(
    stranger: Stranger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Kills at any instant of a run that fills its cache, a full disk, two runs at once; then the files are those of an
    empty cache."""
    monkeypatch.delenv("BULLETIN_CACHE_LIMIT")
    scripts = ("--pdf", "--epub", "--script", "zh-Hans", "--script", "zh-Hant-TW", "--force")

    def make(output: Path) -> list[str]:
        return command(stranger, "make", stranger.issue, "--output", output, *scripts)

    monkeypatch.setenv("BULLETIN_CACHE", str(stranger.root / "cache"))
    started = time.monotonic()
    assert subprocess.run(make(stranger.out), capture_output=True, check=False).returncode == 0
    lasts = time.monotonic() - started
    for seed in range(KILLS):
        changed(stranger, f"涨水第{seed}回，书搬了{seed}趟。")
        run = subprocess.Popen(
            make(stranger.out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        time.sleep((0.2 + 0.8 * seed / KILLS) * lasts)
        if run.poll() is None:
            os.killpg(run.pid, signal.SIGKILL)
        run.wait()
    changed(stranger, "磁盘满了，书还在架上。")
    for size in FULL_AT:

        def fill(size: int = size) -> None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

        run = subprocess.run(make(stranger.out), capture_output=True, check=False, preexec_fn=fill)
        assert b"Traceback" not in run.stderr
    outputs = [stranger.root / name for name in ("one", "other", "empty")]
    both = [subprocess.Popen(make(output), stderr=subprocess.DEVNULL) for output in outputs[:2]]
    assert [run.wait() for run in both] == [0, 0]
    monkeypatch.setenv("BULLETIN_CACHE", str(stranger.root / "empty-cache"))
    assert subprocess.run(make(outputs[2]), capture_output=True, check=False).returncode == 0
    made = [{path.name: path.read_bytes() for path in output.glob("[!.]*")} for output in outputs]
    assert len(made[2]) == 4
    assert made[0] == made[1] == made[2]
    print(
        f"cache: {KILLS} kills, {len(FULL_AT)} full disks, 2 runs at once; the files are those of an empty one"
    )


@pytest.mark.slow
def test_a_library_killed_while_it_collects_is_whole(stranger: Stranger) -> None:
    for number in range(60):
        stranger.write(
            f"n{number}.md", f"# 第{number}号船闸\n\n船闸第{number}号，闸门是木的，每年春天刷一遍桐油。\n"
        )
    library = stranger.root / "library"
    collect = ("collect", stranger.articles, "--library", library)
    whole = 0
    for seed in range(KILLS):
        run = subprocess.Popen(
            command(stranger, *collect),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(0.3 + 3.0 * seed / KILLS)
        if run.poll() is None:
            os.killpg(run.pid, signal.SIGKILL)
        run.wait()
        check = subprocess.run(
            command(stranger, "library", "check", "--library", library), capture_output=True, check=False
        )
        whole += check.returncode == 0 or not (library / DATABASE).exists()
    print(f"kills of a collection: {KILLS} injected, {whole} times the library was whole")
    assert whole == KILLS
    assert subprocess.run(command(stranger, *collect), capture_output=True, check=False).returncode == 0


def test_a_write_that_fails_midway_leaves_the_former_file(tmp_path: Path) -> None:
    target = tmp_path / "issue.pdf"
    target.write_bytes(b"former")

    def write() -> None:
        with replaced(target) as part:
            part.write_bytes(b"half")
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with pytest.raises(OutputError) as caught:
        write()
    assert caught.value.code == "press.cannot-write"
    assert target.read_bytes() == b"former"
    assert list(tmp_path.iterdir()) == [target]


def test_what_a_power_cut_left_half_written_is_taken_away_a_day_later(tmp_path: Path) -> None:
    old, young = tmp_path / ".issue.77-abc.part.pdf", tmp_path / ".issue.78-abc.part.pdf"
    for part in (old, young):
        part.write_bytes(b"half")
    os.utime(old, (0, 0))
    with replaced(tmp_path / "issue.pdf") as part:
        part.write_bytes(b"whole")
    assert sorted(path.name for path in tmp_path.iterdir()) == [young.name, "issue.pdf"]
