"""Pages as pictures, and as a page that follows one's work."""

import http.client
import io
import json
import socket
from pathlib import Path

import pytest
from PIL import Image

from bulletin.model import Notice
from bulletin.press.order import Order
from bulletin.press.preview import Preview, attempted, preview, save_sheet
from bulletin.press.showing import HOST, Stage, serving
from bulletin.press.watching import snapshot, watched_folders


@pytest.fixture
def article(tmp_path: Path) -> Path:
    file = tmp_path / "work" / "note.md"
    file.parent.mkdir()
    file.write_text("---\ntitle: 学习通知\n---\n\n请各位会员于星期五到会。\n", encoding="utf-8")
    return file


def get(stage: Stage, path: str, host: str = "") -> tuple[int, bytes]:
    port = int(stage.address.rstrip("/").rpartition(":")[2])
    connection = http.client.HTTPConnection(HOST, port, timeout=10)
    try:
        connection.request("GET", path, headers={"Host": host or f"{HOST}:{port}"})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def test_an_issue_becomes_a_sheet_of_pictures(article: Path, tmp_path: Path) -> None:
    (shown,) = preview(Order((article,)))
    assert shown.pages >= 1
    path = tmp_path / "out" / "sheet.png"
    sheet = save_sheet(shown, path, columns=4, width_px=120)
    with Image.open(path) as saved:
        assert saved.size == sheet.size
    assert list(article.parent.iterdir()) == [article]


def test_what_cannot_be_made_is_told_and_does_not_end_the_watch(tmp_path: Path) -> None:
    (tmp_path / "issue.toml").write_text("number = 'x", encoding="utf-8")
    (shown,) = attempted(Order((tmp_path,)))
    assert shown.pages == 0
    assert shown.notices


def test_a_change_to_a_file_is_seen_and_results_are_passed_over(article: Path) -> None:
    (article.parent / "bulletin.toml").write_text('[periodical]\nname = "云桥通讯"\n', encoding="utf-8")
    folders = watched_folders([article])
    before = snapshot(folders)
    (article.parent / "out").mkdir()
    (article.parent / "out" / "a.pdf").write_bytes(b"x")
    (article.parent / ".note.md.swp").write_bytes(b"x")
    assert snapshot(folders) == before
    article.write_text("改了", encoding="utf-8")
    assert snapshot(folders) != before


def test_of_a_loose_file_only_itself_is_watched(article: Path) -> None:
    folders = watched_folders([article])
    before = snapshot(folders)
    (article.parent / "other.md").write_text("别的", encoding="utf-8")
    assert snapshot(folders) == before
    article.write_text("改了", encoding="utf-8")
    assert snapshot(folders) != before


def test_the_pages_are_served_to_this_machine_by_its_own_name_only(article: Path) -> None:
    (shown,) = preview(Order((article,)))
    stage = Stage("zh")
    with serving(stage):
        assert json.loads(get(stage, "/state")[1])["version"] == 0
        stage.show((shown,))
        state = json.loads(get(stage, "/state")[1])
        assert (state["version"], state["editions"][0]["pages"]) == (1, shown.pages)
        status, data = get(stage, "/pages/1/0/1.png")
        assert status == 200
        assert Image.open(io.BytesIO(data)).width == 900
        assert get(stage, "/")[0] == 200
        for path in ("/pages/0/0/1.png", "/pages/1/0/99.png", "/pages/1/7/1.png", "/../etc/passwd", "/x"):
            assert get(stage, path)[0] == 404
        assert get(stage, "/", host="evil.example:80")[0] == 403
        port = int(stage.address.rstrip("/").rpartition(":")[2])
    with socket.socket() as again:
        assert again.connect_ex((HOST, port)) != 0


def test_notices_are_told_in_the_language_of_the_run() -> None:
    stage = Stage("zh")
    stage.show((Preview("", b"", 0, (Notice("checks.no-source", article="修桥"),)),))
    (told,) = stage.state()["notices"]  # type: ignore[misc]  # a list
    assert told["where"] == "修桥"
    assert "来源" in told["message"]
