"""From articles to the press: the same bytes every time, and never over the file it is made from."""

from pathlib import Path

import pytest

from bulletin.errors import InputError, UsageError
from bulletin.model import Format, Script
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
