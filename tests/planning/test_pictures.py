"""Pictures a plan may name."""

from pathlib import Path

import pytest
from PIL import Image

from bulletin.errors import InputError
from bulletin.planning.pictures import read_picture

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink" {size}>{inside}</svg>'


@pytest.mark.parametrize(("form", "media_type"), [("png", "image/png"), ("jpeg", "image/jpeg")])
def test_a_bitmap_knows_its_kind_and_size_whatever_its_name(
    tmp_path: Path, form: str, media_type: str
) -> None:
    path = tmp_path / "logo.dat"
    Image.new("RGB", (30, 20)).save(path, form)
    asset = read_picture(path, place="bulletin.toml:3")
    assert (asset.media_type, asset.width_px, asset.height_px) == (media_type, 30, 20)
    assert asset.data == path.read_bytes()


@pytest.mark.parametrize(
    ("size", "pixels"),
    [
        ('width="60" height="20.4px"', (60, 20)),
        ('viewBox="0,0,120,40"', (120, 40)),
        ('width="50%" height="30mm" viewBox="0 0 12 4"', (12, 4)),
        ("", (0, 0)),
    ],
)
def test_a_drawing_has_the_size_it_states(tmp_path: Path, size: str, pixels: tuple[int, int]) -> None:
    path = tmp_path / "logo.svg"
    path.write_text(SVG.format(size=size, inside='<use x:href="#a"/>'))
    asset = read_picture(path, place="")
    assert (asset.width_px, asset.height_px) == pixels


@pytest.mark.parametrize(
    "text",
    [
        SVG.format(size="", inside="<script>1</script>"),
        SVG.format(size="", inside='<image href="file:///etc/hostname"/>'),
        SVG.format(size="", inside='<image x:href="https://example.org/a.png"/>'),
        "<svg>",
        "<html/>",
        "",
    ],
)
def test_a_drawing_that_reaches_outside_or_is_broken_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "logo.svg"
    path.write_text(text)
    with pytest.raises(InputError) as caught:
        read_picture(path, place="bulletin.toml:3")
    assert (caught.value.code, caught.value.place) == ("planning.not-a-picture", "bulletin.toml:3")


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_png_or_jpeg_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "cover.png"
    path.write_bytes(data)
    with pytest.raises(InputError):
        read_picture(path, place="issue.toml:1")
