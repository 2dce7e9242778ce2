"""From articles to the press: the same bytes every time, and never over the file it is made from."""

from pathlib import Path

import pikepdf
import pytest

from bulletin.errors import InputError, OutputError, UsageError
from bulletin.model import Format, Script
from bulletin.pdf.imposing.run import save
from bulletin.pdf.imposition import Cover, Imposition, Scheme
from bulletin.press.make import make
from bulletin.press.order import Order
from bulletin.press.production import cover, impose


@pytest.fixture
def article(tmp_path: Path) -> Path:
    file = tmp_path / "note.md"
    file.write_text(
        "---\ntitle: 学习通知\ndate: 2026-03-05\n---\n\n请各位会员到会[^1]。\n\n[^1]: 备茶。\n",
        encoding="utf-8",
    )
    return file


def test_the_same_input_and_date_give_the_same_bytes_down_to_the_press(
    article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772668800")
    found = []
    for run in ("one", "two"):
        folder = tmp_path / run
        order = Order((article,), (Format.PDF,), (Script.ZH_HANS,), output=folder, bleed_mm=3, attach=True)
        (artefact,) = make(order).artefacts
        impose(artefact.path, Imposition(pdf_x=True, marks=True, bleed_mm=3), folder / "press.pdf")
        impose(artefact.path, Imposition(Scheme.BOOKLET, stamp="样稿"), folder / "booklet.pdf")
        cover(artefact.path, Cover(0.1, spine_mm=8), folder / "cover.pdf")
        found.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert len(found[0]) == 4
    assert found[0] == found[1]


def test_a_file_is_not_written_over_itself_and_a_failure_leaves_the_former_one(
    article: Path, tmp_path: Path
) -> None:
    with pytest.raises(UsageError) as caught:
        impose(article, Imposition(greyscale=True), article)
    assert caught.value.code == "press.over-itself"
    former = tmp_path / "former.pdf"
    former.write_bytes(b"former")
    with pytest.raises(InputError):
        impose(article, Imposition(greyscale=True), former)
    assert former.read_bytes() == b"former"
    with pytest.raises(InputError):
        impose(tmp_path, Imposition(greyscale=True), former)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["former.pdf", "note.md"]


@pytest.mark.parametrize("name", ["nowhere.pdf", "."])
def test_a_file_that_cannot_be_opened_is_not_called_a_damaged_pdf(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError) as caught:
        impose(tmp_path / name, Imposition(Scheme.BOOKLET), tmp_path / "booklet.pdf")
    assert caught.value.code == "pdf.cannot-open"
    assert caught.value.message("zh") in ("文件打不开：没有这个文件或文件夹", "文件打不开：那是一个文件夹")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full")
def test_a_full_disk_is_told_and_does_not_end_the_process(article: Path, tmp_path: Path) -> None:
    order = Order((article,), (Format.PDF,), (Script.ZH_HANS,), output=tmp_path)
    (artefact,) = make(order).artefacts
    with pikepdf.open(artefact.path) as pdf, pytest.raises(OutputError) as caught:
        save(pdf, Path("/dev/full"))
    assert "磁盘已满" in caught.value.message("zh")
