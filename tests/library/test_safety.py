"""What goes wrong is told in words, and nothing is half there."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bulletin.errors import BulletinError, InputError, OutputError
from bulletin.library import DATABASE, Accession, Library, open_library, schema
from bulletin.model import Asset

Make = Callable[..., Accession]


@pytest.fixture
def filled(folder: Path, make: Make, picture: Asset) -> Path:
    with open_library(folder, write=True) as library:
        library.add([make(f"第{number}篇。", url=f"https://example.org/{number}") for number in range(5)])
        library.update(1, assets=(picture,))
    return folder


def changed(folder: Path, statement: str) -> None:
    connection = sqlite3.connect(folder / DATABASE)
    connection.execute(statement)
    connection.commit()
    connection.close()


def code_on_opening(folder: Path, *, write: bool = False) -> str:
    with pytest.raises(BulletinError) as caught, open_library(folder, write=write) as library:
        library.find()
    assert caught.value.message("zh")
    assert caught.value.message("en")
    return caught.value.code


def test_no_library_is_made_by_reading(folder: Path) -> None:
    assert code_on_opening(folder) == "library.not-found"
    assert not folder.exists()


def test_a_file_of_another_kind_is_refused(folder: Path) -> None:
    folder.mkdir()
    (folder / DATABASE).write_text("这不是数据库" * 200, encoding="utf-8")
    assert code_on_opening(folder) == "library.not-a-library"
    assert code_on_opening(folder, write=True) == "library.not-a-library"


def test_a_database_of_another_program_is_left_alone(folder: Path) -> None:
    folder.mkdir()
    changed(folder, "CREATE TABLE theirs (x)")
    assert code_on_opening(folder, write=True) == "library.not-a-library"


def test_a_newer_library_is_refused(filled: Path) -> None:
    changed(filled, "PRAGMA user_version = 99")
    assert code_on_opening(filled) == "library.newer"
    assert code_on_opening(filled, write=True) == "library.newer"


def test_a_writer_brings_an_older_library_up_to_date(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schema, "MIGRATIONS", (*schema.MIGRATIONS, "CREATE TABLE later (x)"))
    assert code_on_opening(filled) == "library.older"
    with open_library(filled, write=True) as library:
        assert len(library) == 5
    with open_library(filled) as library:
        assert len(library) == 5


def test_a_damaged_library_is_told(filled: Path) -> None:
    file = filled / DATABASE
    data = bytearray(file.read_bytes())
    data[4096:] = b"\x55" * (len(data) - 4096)
    file.write_bytes(data)
    assert code_on_opening(filled) == "library.damaged"


def test_a_second_writer_hears_who_writes_and_readers_go_on(filled: Path) -> None:
    with open_library(filled, write=True) as first:
        with pytest.raises(InputError) as caught, open_library(filled, write=True):
            pass
        assert caught.value.code == "library.locked"
        assert str(os.getpid()) in caught.value.message("zh")
        with open_library(filled) as reader:
            first.remove(5)
            assert len(reader) == 4
    with open_library(filled, write=True) as library:
        assert len(library) == 4


def test_a_full_disk_is_told_and_costs_nothing(filled: Path, make: Make) -> None:
    with open_library(filled, write=True) as library:
        pages = library._connection.execute("PRAGMA page_count").fetchone()[0]
        library._connection.execute(f"PRAGMA max_page_count = {pages + 2}")
        with pytest.raises(OutputError) as caught:
            library.add([make("很长的一篇。" * 9000)])
        assert caught.value.code == "library.disk-full"
        assert len(library) == 5
        assert library.check() == ()


def test_a_library_opened_with_another_fold_is_indexed_anew(filled: Path) -> None:
    with open_library(filled, write=True, fold=lambda text: text.replace("篇", "章")) as library:
        assert len(library.search("章")) == 5
        assert library.check() == ()


def test_sketches_made_with_another_hash_are_made_anew(filled: Path) -> None:
    changed(filled, "UPDATE setting SET value = 'older' WHERE name = 'sketch'")
    changed(filled, "UPDATE body SET sketch = x'01000000'")
    with open_library(filled, write=True) as library:
        assert library.check() == ()


BREAKS: dict[str, tuple[str, str]] = {
    "a text gone": ("DELETE FROM body WHERE article = 2", "library.half-there"),
    "a text changed behind the index": (
        "UPDATE body SET xhtml = '<body><p>另外的话很多。</p></body>' WHERE article = 2",
        "library.out-of-step",
    ),
    "fingerprints gone": ("DELETE FROM fingerprint", "library.out-of-step"),
    "a row that belongs to nothing": ("INSERT INTO tag VALUES (99, 't')", "library.row-astray"),
    "a fingerprint of nothing": ("INSERT INTO fingerprint VALUES (1, 99)", "library.index-astray"),
}


@pytest.mark.parametrize("broken", BREAKS)
def test_a_check_finds_what_is_out_of_place(folder: Path, make: Make, broken: str) -> None:
    with open_library(folder, write=True) as library:
        library.add(
            [
                make("石桥的钟声又响了，街坊都出来听。一声，两声，三声。"),
                make("桥下的水涨了又落，落了又涨，一年又一年过去。"),
            ]
        )
        assert library.check() == ()
    statement, code = BREAKS[broken]
    changed(folder, statement)
    with open_library(folder, write=True) as library:
        assert code in {notice.code for notice in library.check()}


def test_a_lost_and_a_changed_file_are_found(filled: Path) -> None:
    originals = sorted((filled / "originals").rglob("*.gz"))
    originals[0].unlink()
    (picture,) = (filled / "assets").rglob("*.png")
    picture.write_bytes(b"other")
    with open_library(filled) as library:
        codes = sorted(notice.code for notice in library.check())
    assert codes == ["library.file-changed", "library.file-missing"]


def test_a_sweep_takes_what_nothing_names_and_nothing_else(filled: Path) -> None:
    (filled / "assets" / "ab").mkdir(exist_ok=True)
    (filled / "assets" / "ab" / ".half.part").write_bytes(b"half")
    with open_library(filled, write=True) as library:
        library.remove(1)
        assert library.sweep() == 2  # the half file and the picture; the originals are the same bytes for all
        assert library.check() == ()
        assert library.sweep() == 0


IMPORTER = """
import sys
from pathlib import Path
from benchmarks.texts import prose
from bulletin.library import Accession, Provenance, filing, open_library, preparing
from bulletin.model import Article, Asset, Body
import datetime
import os

filing.BATCH = 7
preparing.ENOUGH, preparing.SHEAF = 5, 3
os.cpu_count = lambda: 3
class Desk(preparing.Desk):
    def __init__(self):
        super().__init__()
        print("process", self.process.pid, flush=True)
preparing.Desk = Desk
now = datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)
text = prose(60_000)
with open_library(Path(sys.argv[1]), write=True) as library:
    first = len(library)
    print("ready", flush=True)
    def accessions():
        for number in range(first, first + 6000):
            print("next", flush=True)
            at = number * 17 % 59_000
            picture = Asset.of(b"picture %d" % number, "image/png", "png", 1, 1)
            url = f"https://example.org/{number}"
            article = Article("", f"No. {number}", Body.from_paragraphs(f"{number}", text[at:at + 300]), url=url,
                              assets=(picture,))
            yield Accession(article, Provenance.of(b"page %d" % number, url, now), ("t",))
    library.add(accessions())
"""


@pytest.fixture
def killed_imports(folder: Path) -> Callable[[int, list[int]], Iterator[Library]]:
    """The library after each of so many imports killed; the numbers of the processes that they had started."""

    def imports(times: int, processes: list[int]) -> Iterator[Library]:
        chance = random.Random(9)  # noqa: S311 to be repeated, not to be secret
        for _ in range(times):
            said: list[bytes] = []
            child = subprocess.Popen(
                [sys.executable, "-c", IMPORTER, str(folder)],
                stdout=subprocess.PIPE,
                cwd=Path(__file__).parents[2],
            )
            with child:
                assert child.stdout
                assert child.stdout.readline() == b"ready\n"
                for _ in range(chance.randint(0, 250)):  # some seventy are taken ahead
                    said.append(child.stdout.readline())
                time.sleep(chance.uniform(0, 0.1))
                child.send_signal(signal.SIGKILL)
                said.extend(child.stdout)
            processes += [int(line.split()[1]) for line in said if line.startswith(b"process")]
            assert child.returncode == -signal.SIGKILL, "the import was done before the kill"
            with open_library(folder, write=True) as library:
                yield library

    return imports


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_ten_imports_killed_at_random_leave_nothing_half_there(
    killed_imports: Callable[[int, list[int]], Iterator[Library]],
) -> None:
    seen: list[int] = []
    processes: list[int] = []
    for library in killed_imports(10, processes):
        assert library.check() == ()
        assert all(library.get(record.number).article.assets for record in library.find())
        assert len(library) % 7 == 0  # whole batches
        seen.append(len(library))
    assert seen[-1] > seen[0] >= 0
    assert len(set(seen)) > 3
    assert processes
    ends = time.monotonic() + 20
    while any(map(is_running, processes)):
        assert time.monotonic() < ends, "a process outlives the import it worked for"
        time.sleep(0.05)


def is_running(process: int) -> bool:
    """Whether there is such a process that has not ended; one that nobody has asked after yet has."""
    state = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False
    )
    return state.stdout.strip()[:1] not in {"", "Z"}


def test_a_backup_is_a_library_of_its_own(filled: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    with open_library(filled) as library:
        library.backup(copy)
        with pytest.raises(OutputError, match="already"):
            library.backup(copy)
    shutil.rmtree(filled)
    with open_library(copy) as library:
        assert len(library) == 5
        assert library.get(1).article.assets
        assert library.check() == ()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy"]
