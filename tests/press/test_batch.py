"""Months in one run: only what has changed is made, and the manifest never serves a wrong result."""

import datetime
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from bulletin.cli.batch_report import exit_code
from bulletin.errors import InputError, OutputError
from bulletin.library import lock, open_library
from bulletin.model import Artefact, Format, Script
from bulletin.press import batch as batch_module
from bulletin.press import edition_job, guarded
from bulletin.press.batch import BatchMade, make_batch, plan_batch
from bulletin.press.batch_plan import BatchOrder
from bulletin.press.child import Died
from bulletin.press.edition_job import EditionDone, EditionJob
from bulletin.press.ingredients import MANIFEST, REPORT
from bulletin.press.order import By, Progress
from bulletin.press.output import sha256_of

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b550000000a49444154789c63600000000200"
    "01e221bc330000000049454e44ae426082"
)


@pytest.fixture
def periodical(tmp_path: Path) -> Path:
    """Two issues, January and March, each with an article of its own; January's shows a picture of the periodical."""
    folder = tmp_path / "会讯"
    for month, text in ((1, "天很冷。"), (3, "桥头的柳树绿了。")):
        articles = folder / f"2026-{month:02}" / "articles"
        articles.mkdir(parents=True)
        (articles / "a.md").write_text(f"# 第{month}月\n\n{text}\n", encoding="utf-8")
        (articles.parent / "issue.toml").write_text(f"date = 2026-{month:02}-20\n", encoding="utf-8")
    (folder / "bulletin.toml").write_text(
        '[periodical]\nname = "会讯"\n[output]\nscripts = ["zh-Hans"]\nformats = ["epub"]\n', encoding="utf-8"
    )
    return folder


@pytest.fixture
def order(periodical: Path, tmp_path: Path) -> BatchOrder:
    return BatchOrder(periodical, tmp_path / "out")


def states(made: BatchMade) -> list[str]:
    return [edition.state for edition in made.editions]


def reasons(order: BatchOrder) -> dict[str, list[tuple[str, str]]]:
    return {
        edition.name: [(reason.kind, reason.what) for reason in edition.why]
        for edition in plan_batch(order).editions
        if edition.why
    }


@pytest.mark.usefixtures("in_this_process")
def test_a_second_run_makes_nothing_and_a_changed_article_only_its_issue(order: BatchOrder) -> None:
    assert states(make_batch(order)) == ["made", "made"]
    files = {path.name: path.stat().st_mtime_ns for path in order.output.glob("*.epub")}
    assert list(files) != []
    assert states(make_batch(order)) == ["fresh", "fresh"]
    assert {path.name: path.stat().st_mtime_ns for path in order.output.glob("*.epub")} == files
    article = order.folder / "2026-03" / "articles" / "a.md"
    article.write_text("# 第3月\n\n柳树又绿了。\n", encoding="utf-8")
    assert reasons(order) == {"2026-03.zh-Hans": [("changed", "2026-03/articles/a.md")]}
    assert states(make_batch(order)) == ["fresh", "made"]
    assert reasons(order) == {}


@pytest.mark.usefixtures("in_this_process")
def test_everything_an_issue_hangs_on_is_looked_at(
    order: BatchOrder, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_batch(order)
    january = order.folder / "2026-01"
    (january / "pictures").mkdir()
    (january / "pictures" / "bridge.png").write_bytes(PNG)
    assert reasons(order) == {"2026-01.zh-Hans": [("added", "2026-01/pictures/bridge.png")]}
    (january / "pictures" / "bridge.png").unlink()
    assert reasons(order) == {}
    # A glossary that was not there is news for every issue; so is a change of settings, and of the moment files bear.
    (order.folder / "glossary.toml").write_text("", encoding="utf-8")
    assert {what for found in reasons(order).values() for what in found} == {("added", "glossary.toml")}
    assert len(reasons(order)) == 2
    (order.folder / "glossary.toml").unlink()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1000000000")
    assert reasons(order)["2026-01.zh-Hans"] == [("options", "SOURCE_DATE_EPOCH")]
    monkeypatch.delenv("SOURCE_DATE_EPOCH")
    other = BatchOrder(order.folder, order.output, theme="magazine", scripts=(Script.ZH_HANS,))
    assert reasons(other)["2026-01.zh-Hans"] == [("options", "theme")]
    monkeypatch.setattr("bulletin.press.ingredients.program", lambda: "another")
    assert reasons(order)["2026-01.zh-Hans"] == [("program", "")]


@pytest.mark.usefixtures("in_this_process")
def test_a_picture_of_another_issue_is_an_ingredient_once_it_was_read(order: BatchOrder) -> None:
    picture = order.folder / "2026-01" / "bridge.png"
    picture.write_bytes(PNG)
    (order.folder / "2026-03" / "articles" / "a.md").unlink()
    # Lies in the issue's folder itself, so that pictures one folder above are within its reach.
    (order.folder / "2026-03" / "b.md").write_text("# 桥\n\n![桥](../2026-01/bridge.png)\n", encoding="utf-8")
    (order.folder / "2026-03" / "issue.toml").write_text(
        'date = 2026-03-20\narticles = ["b.md"]\n', encoding="utf-8"
    )
    make_batch(order)
    picture.write_bytes(PNG + b"\0")
    assert reasons(order)["2026-03.zh-Hans"] == [("changed", "2026-01/bridge.png")]
    picture.unlink()
    assert reasons(order)["2026-03.zh-Hans"] == [("removed", "2026-01/bridge.png")]


@pytest.mark.usefixtures("in_this_process")
def test_results_and_manifests_that_are_gone_or_damaged_are_made_again(order: BatchOrder) -> None:
    make_batch(order)
    made = {path.name: sha256_of(path) for path in order.output.glob("*.epub")}
    january, march = (order.output / f"2026-{month}.zh-Hans.epub" for month in ("01", "03"))
    january.unlink()
    data = bytearray(march.read_bytes())
    data[len(data) // 2] ^= 1  # as many bytes, one of them another
    march.write_bytes(data)
    assert reasons(order) == {
        "2026-01.zh-Hans": [("gone", january.name)],
        "2026-03.zh-Hans": [("edited", march.name)],
    }
    assert states(make_batch(order)) == ["made", "made"]
    manifest = order.output / MANIFEST
    whole = manifest.read_text(encoding="utf-8")
    for damaged in ("", whole[:-40], whole.replace("changed", "").replace("a.md", "b.md"), "1 0\n{}\n", "\0"):
        manifest.write_text(damaged, encoding="utf-8")
        assert [found for (found,) in reasons(order).values()] == [("new", ""), ("new", "")], damaged[:40]
    manifest.write_bytes(b"\xff\xfe")
    assert states(make_batch(order)) == ["made", "made"]
    assert {path.name: sha256_of(path) for path in order.output.glob("*.epub")} == made


@pytest.mark.usefixtures("in_this_process")
def test_force_makes_what_is_fresh_and_the_notices_of_fresh_editions_are_told_again(
    order: BatchOrder,
) -> None:
    (order.folder / "2026-01" / "articles" / "a.md").write_text("# 桥\n\n![桥](none.png)\n", encoding="utf-8")
    first = make_batch(order)
    again = make_batch(order)
    assert states(again) == ["fresh", "fresh"]
    assert [notice.message("zh") for notice in again.all_notices] == [
        notice.message("zh") for notice in first.all_notices
    ]
    assert len(again.all_notices) > 0
    forced = BatchOrder(order.folder, order.output, force=True)
    assert reasons(forced)["2026-01.zh-Hans"] == [("forced", "")]
    assert states(make_batch(forced)) == ["made", "made"]


@pytest.mark.usefixtures("in_this_process")
def test_an_output_folder_inside_the_periodical_is_no_ingredient(order: BatchOrder) -> None:
    for output in (order.folder / "成品", order.folder, order.folder / "2026-03"):
        inside = BatchOrder(order.folder, output)
        make_batch(inside)
        assert reasons(inside) == {}, output.name


@pytest.mark.usefixtures("in_this_process")
def test_the_months_asked_for_are_made_and_those_without_an_issue_said(order: BatchOrder) -> None:
    spring = BatchOrder(
        order.folder, order.output, datetime.date(2026, 2, 1), datetime.date(2026, 4, 30), force=True
    )
    made = make_batch(spring)
    assert [edition.name for edition in made.editions] == ["2026-03.zh-Hans"]
    (told,) = made.notices
    assert (told.code, told.values["months"]) == ("press.month-without-issue", "2026-02 2026-04")
    with pytest.raises(InputError) as caught:
        plan_batch(BatchOrder(order.folder, order.output, first=datetime.date(2030, 1, 1)))
    assert caught.value.code == "press.no-issue-then"


@pytest.mark.usefixtures("in_this_process")
def test_an_issue_that_cannot_be_used_does_not_stop_the_others(order: BatchOrder) -> None:
    (order.folder / "2026-01" / "issue.toml").write_text("date = ", encoding="utf-8")
    made = make_batch(order)
    assert [(edition.name, edition.state) for edition in made.editions] == [
        ("2026-03.zh-Hans", "made"),
        ("2026-01", "failed"),
    ]
    assert [notice.article for notice in made.all_notices if notice.severity == "error"] == ["2026-01"]


def test_the_month_is_in_the_key_where_no_date_is_given(order: BatchOrder) -> None:
    (order.folder / "2026-03" / "issue.toml").write_text("", encoding="utf-8")
    (order.folder / "2026-01" / "issue.toml").write_text('key = "特刊"\n', encoding="utf-8")
    plan = plan_batch(BatchOrder(order.folder, order.output, datetime.date(2026, 3, 1)))
    assert [edition.name for edition in plan.editions] == ["2026-03.zh-Hans"]
    assert [notice.code for notice in plan.notices] == ["press.issue-without-day"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes among the files of Windows")
def test_a_pipe_or_a_device_in_the_folder_does_not_hang_the_plan(order: BatchOrder) -> None:
    os.mkfifo(order.folder / "2026-01" / "pipe")
    (order.folder / "endless").symlink_to("/dev/zero")
    assert list(reasons(order)) == ["2026-01.zh-Hans", "2026-03.zh-Hans"]


def test_what_nobody_put_into_the_folder_makes_nothing_stale(order: BatchOrder) -> None:
    make_batch(order)
    for name in ("bulletin.log", "2026-01/Thumbs.db", "2026-03/articles/desktop.ini"):
        (order.folder / name).write_text("x", encoding="utf-8")
    assert reasons(order) == {}


def test_an_issue_that_cannot_be_planned_counts_as_failed(order: BatchOrder) -> None:
    (order.folder / "2026-03" / "issue.toml").write_text(
        'date = 2026-03-20\narticles = ["articles/gone.md"]\n', encoding="utf-8"
    )
    made = make_batch(order)
    assert {edition.name: edition.state for edition in made.editions} == {
        "2026-01.zh-Hans": "made",
        "2026-03": "failed",
    }
    assert json.loads((order.output / REPORT).read_text(encoding="utf-8"))["failed"] == 1
    assert [notice.code for notice in made.by_issue["2026-03"]] == ["planning.no-such-file-but"]
    assert list(plan_batch(order).unplanned) == ["2026-03"]


def test_what_is_told_stands_under_its_issue_once_however_many_its_scripts(order: BatchOrder) -> None:
    for month in ("01", "03"):
        article = order.folder / f"2026-{month}" / "articles" / "a.md"
        article.write_text(f"# 第{month}月\n\n![](gone-{month}.png)\n\n春天。\n", encoding="utf-8")
    made = make_batch(replace(order, scripts=(Script.ZH_HANS, Script.ZH_HANT)))
    told = {
        issue: [next(map(str, notice.values.values())) for notice in notices]
        for issue, notices in made.by_issue.items()
    }
    assert told == {"2026-01": ["gone-01.png"], "2026-03": ["gone-03.png"]}


def test_a_folder_that_is_not_there_and_articles_that_are_not_there_are_told_as_such(
    order: BatchOrder, tmp_path: Path
) -> None:
    with pytest.raises(InputError) as no_folder:
        plan_batch(replace(order, folder=tmp_path / "nowhere"))
    assert no_folder.value.code == "press.nothing-there"
    with open_library(order.folder / "library", write=True, fold=str):
        pass
    with pytest.raises(InputError) as no_articles:
        plan_batch(replace(order, by=By.MONTH))
    assert no_articles.value.code == "press.no-articles-then"


def test_two_issues_of_one_key_are_refused(order: BatchOrder) -> None:
    (order.folder / "2026-03" / "issue.toml").write_text('key = "2026-01"\n', encoding="utf-8")
    with pytest.raises(InputError) as caught:
        plan_batch(order)
    assert caught.value.code == "press.same-key"


@pytest.mark.usefixtures("in_this_process")
def test_under_strict_an_issue_with_an_article_that_cannot_be_made_is_not_made(
    order: BatchOrder, monkeypatch: pytest.MonkeyPatch
) -> None:
    bad = order.folder / "2026-01" / "articles" / "b.md"
    bad.write_text("# 炸\n\n……\n", encoding="utf-8")
    make_one = edition_job._made_here

    def dies_of_the_bad(job: EditionJob, progress: Progress) -> EditionDone:
        if job.name.startswith("2026-01") and bad not in job.order.without:
            raise Died("time")
        return make_one(job, progress)

    monkeypatch.setattr(edition_job, "_made_here", dies_of_the_bad)
    monkeypatch.setattr(guarded, "guilty_of", lambda *_: {bad: Died("time")})
    january = order.output / "2026-01.zh-Hans.epub"
    strict = make_batch(replace(order, strict=True))
    assert states(strict) == ["failed", "made"]
    assert [(notice.code, notice.place) for notice in strict.editions[0].notices] == [
        ("press.article-time", "b.md")
    ]
    assert (exit_code(strict, strict=True), january.exists()) == (1, False)
    lenient = make_batch(order)
    assert (states(lenient), january.exists()) == (["made", "fresh"], True)
    assert ("press.article-time", "b.md") in {
        (notice.code, notice.article) for notice in lenient.editions[0].notices
    }
    assert exit_code(lenient, strict=False) == 1


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")
def test_an_edition_whose_process_dies_is_told_and_tried_again_next_time(
    order: BatchOrder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batch_module, "make_edition", dies_in_january)
    made = make_batch(order)
    assert states(made) == ["failed", "made"]
    assert [notice.code for notice in made.editions[0].notices] == ["press.worker-died"]
    report = json.loads((order.output / REPORT).read_text(encoding="utf-8"))
    assert (report["made"], report["failed"], report["notices"]["error"]) == (1, 1, 1)
    assert list(reasons(order)) == ["2026-01.zh-Hans"]


def dies_in_january(job: EditionJob) -> EditionDone:
    """Make a file for March; for January, end without a word."""
    if job.name.startswith("2026-01"):
        os.kill(os.getpid(), signal.SIGKILL)
    path = (job.order.output or Path()) / f"{job.name}.epub"
    path.write_bytes(b"a book")
    artefact = Artefact(path, Format.EPUB, Script.ZH_HANS, 0, 6, sha256_of(path), 0.0)
    return EditionDone((artefact,), (), 0.0)


def test_one_process_and_two_give_the_same_bytes(order: BatchOrder, tmp_path: Path) -> None:
    digests = []
    for processes in (1, 2):
        output = tmp_path / f"by {processes}"
        both = (Format.PDF, Format.EPUB)
        made = make_batch(BatchOrder(order.folder, output, formats=both, processes=processes))
        assert states(made) == ["made", "made"]
        files = sorted(path for path in output.iterdir() if path.suffix in {".pdf", ".epub"})
        digests.append({path.name: sha256_of(path) for path in files})
    assert len(digests[0]) == 4
    assert digests[0] == digests[1]


def test_a_fresh_run_loads_no_engine(order: BatchOrder, in_this_process: None) -> None:
    make_batch(order)
    program = (
        "import sys\n"
        "from pathlib import Path\n"
        "from bulletin.press.batch import BatchOrder, make_batch\n"
        f"made = make_batch(BatchOrder(Path({str(order.folder)!r}), Path({str(order.output)!r})))\n"
        "print([each.state for each in made.editions])\n"
        "print([name for name in ('weasyprint', 'opencc', 'ebooklib', 'jinja2') if name in sys.modules])\n"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert run.stdout.decode().splitlines() == ["['fresh', 'fresh']", "[]"]


def test_two_runs_into_one_folder_do_not_mix(order: BatchOrder) -> None:
    order.output.mkdir()
    handle = lock.take(order.output / ".bulletin.lock")
    try:
        with pytest.raises(InputError) as caught:
            make_batch(order)
    finally:
        lock.release(handle)
    assert (caught.value.code, caught.value.values) == ("press.output-locked", {"process": str(os.getpid())})


def test_an_output_folder_that_cannot_be_is_one_clear_error(order: BatchOrder) -> None:
    order.output.write_text("a file", encoding="utf-8")
    with pytest.raises(OutputError) as caught:
        make_batch(order)
    assert caught.value.code == "press.cannot-write"


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT to a process of our own on Windows")
def test_ctrl_c_leaves_no_half_file_and_the_next_run_goes_on(order: BatchOrder) -> None:
    command = [sys.executable, "-m", "bulletin", "batch", order.folder, "--output", order.output]
    command += ["--jobs", "1", "--pdf", "--epub"]
    run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True)
    end = time.monotonic() + 90
    # The first book is whole, so the run is in its second edition or about to begin it.
    while not (order.output / MANIFEST).exists() and time.monotonic() < end:
        time.sleep(0.02)
    os.killpg(run.pid, signal.SIGINT)
    _, told = run.communicate(timeout=60)
    assert run.returncode == 130, told.decode()
    assert b"Traceback" not in told
    assert [path.name for path in order.output.iterdir() if ".part" in path.name] == []
    resumed = BatchOrder(order.folder, order.output, formats=(Format.PDF, Format.EPUB))
    assert list(reasons(resumed)) == ["2026-03.zh-Hans"]


@pytest.mark.usefixtures("in_this_process")
def test_the_report_is_a_page_too_with_every_file_and_notice_in_it(order: BatchOrder) -> None:
    # A name that would be markup if it were written as it stands.
    (order.folder / "2026-01" / "articles" / "a.md").write_text(
        "# 桥 < 船\n\n![桥](none.png)\n", encoding="utf-8"
    )
    make_batch(order)
    page = (order.output / "report.html").read_text(encoding="utf-8")
    assert 'href="2026-01.zh-Hans.epub"' in page
    assert page.count('class="made"') == 3  # the count, and a row for each edition
    assert "none.png" in page
    assert "桥 &lt; 船" in page
    assert reasons(order) == {}
