"""Pictures: what is taken along, what is refused, and what stands in its place."""

import base64
import io
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image

from bulletin.collect.pictures import files_beside, take_pictures
from bulletin.errors import InputError


def png(width: int = 4, height: int = 3, mode: str = "RGB") -> bytes:
    stream = io.BytesIO()
    Image.new(mode, (width, height)).save(stream, "PNG")
    return stream.getvalue()


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("../../../etc/passwd", "collect.picture-outside"),
        ("/etc/passwd", "collect.picture-outside"),
        ("https://example.org/a.png", "collect.picture-remote"),
        ("//example.org/a.png", "collect.picture-remote"),
        ("file:///etc/passwd", "collect.picture-remote"),
        ("没有.png", "collect.picture-not-there"),
        ("a\0b.png", "collect.picture-not-there"),
        ("", "collect.picture-not-there"),
    ],
)
def test_no_file_outside_the_issue_and_nothing_on_the_web_is_read(
    source: str, code: str, tmp_path: Path
) -> None:
    folder = tmp_path / "issue" / "articles"
    folder.mkdir(parents=True)
    with pytest.raises(InputError) as caught:
        files_beside(folder / "a.md")(source)
    assert caught.value.code == code


def test_a_link_out_of_the_issue_is_followed_by_nobody(tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(png())
    folder = tmp_path / "issue" / "articles"
    folder.mkdir(parents=True)
    (folder / "link.png").symlink_to(secret)
    with pytest.raises(InputError) as caught:
        files_beside(folder / "a.md")("link.png")
    assert caught.value.code == "collect.picture-outside"


def test_a_picture_that_cannot_be_had_leaves_a_line_and_a_notice(tmp_path: Path) -> None:
    root = etree.fromstring(
        '<body><figure><img src="gone.png" alt="旧城图"/><figcaption>图1</figcaption></figure>'
        '<p>前<img src="https://example.org/x.png" alt=""/>后</p></body>'
    )
    assets, notices = take_pictures(root, files_beside(tmp_path / "a.md"))
    assert assets == ()
    assert [notice.code for notice in notices] == ["collect.picture-not-there", "collect.picture-remote"]
    assert etree.tostring(root, encoding="unicode") == (
        "<body><p>〔图：旧城图〕</p><p>图1</p><p>前〔图〕后</p></body>"
    )


def test_the_same_picture_twice_is_one_asset() -> None:
    source = "data:image/png;base64," + base64.b64encode(png()).decode()
    root = etree.fromstring(
        f'<body><p>甲<img src="{source}" alt=""/>乙<img src="{source}" alt=""/></p></body>'
    )
    assets, notices = take_pictures(root, files_beside(Path("a.md")))
    assert (len(assets), notices) == (1, ())
    assert {image.get("src") for image in root.iter("img")} == {assets[0].name}


def test_the_script_of_a_text_is_looked_for_once_however_many_pictures_are_missing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[etree._Element] = []

    def is_traditional(root: etree._Element) -> bool:
        asked.append(root)
        return False

    monkeypatch.setattr("bulletin.collect.pictures.is_traditional", is_traditional)
    root = etree.fromstring('<body><p><img src="a.png"/><img src="b.png"/></p></body>')
    _, notices = take_pictures(root, files_beside(Path(__file__)))
    assert (len(notices), len(asked)) == (2, 1)
