"""Pictures: what is taken along, what is refused, and what stands in its place."""

import base64
import io
import zlib
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from bulletin.collect.images import read_image
from bulletin.collect.pictures import files_beside, take_pictures
from bulletin.errors import InputError


def png(width: int = 4, height: int = 3, mode: str = "RGB") -> bytes:
    stream = io.BytesIO()
    Image.new(mode, (width, height)).save(stream, "PNG")
    return stream.getvalue()


def test_a_photograph_is_turned_upright_and_loses_its_camera_data() -> None:
    image = Image.new("RGB", (40, 20), "red")
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90°
    exif[0x010F] = "SECRET CAMERA"
    stream = io.BytesIO()
    image.save(stream, "JPEG", exif=exif)
    asset = read_image(stream.getvalue())
    assert (asset.width_px, asset.height_px) == (20, 40)
    assert b"SECRET" not in asset.data
    assert asset.name.endswith(".jpg")


def test_an_upright_photograph_is_written_with_its_own_tables_and_without_remarks() -> None:
    stream = io.BytesIO()
    Image.radial_gradient("L").convert("RGB").save(
        stream, "JPEG", quality=55, comment=b"SECRET", xmp=b"SECRET"
    )
    asset = read_image(stream.getvalue())
    before, after = Image.open(stream), Image.open(io.BytesIO(asset.data))
    assert getattr(before, "quantization") == getattr(after, "quantization")  # noqa: B009 — of JPEG pictures only
    assert b"SECRET" not in asset.data


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "WEBP"])
def test_other_bitmaps_become_png(kind: str) -> None:
    stream = io.BytesIO()
    Image.new("RGB", (5, 5)).save(stream, kind)
    assert read_image(stream.getvalue()).media_type == "image/png"


def test_a_four_colour_photograph_becomes_rgb() -> None:
    stream = io.BytesIO()
    Image.new("CMYK", (5, 5)).save(stream, "JPEG")
    assert Image.open(io.BytesIO(read_image(stream.getvalue()).data)).mode == "RGB"


def test_a_small_file_of_many_pixels_is_refused_before_it_is_decoded() -> None:
    width = height = 13_000
    chunk = b"IHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x00\x00\x00\x00"
    bomb = b"\x89PNG\r\n\x1a\n" + (13).to_bytes(4, "big") + chunk + zlib.crc32(chunk).to_bytes(4, "big")
    with pytest.raises(InputError) as caught:
        read_image(bomb + b"\x00\x00\x00\x00IEND\xaeB`\x82")
    assert caught.value.code == "collect.picture-too-big"


@pytest.mark.parametrize("data", [b"", b"not a picture", b"\x89PNG\r\n\x1a\n", png()[:40]])
def test_a_broken_picture_is_one_clear_error(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        read_image(data)
    assert caught.value.code == "collect.picture-broken"


@pytest.mark.parametrize(
    "inside",
    [
        "<script>1</script>",
        '<image href="file:///etc/passwd"/>',
        '<use xlink:href="https://example.org/x.svg#a"/>',
        "<style>@import url(https://example.org/a.css)</style>",
        '<rect fill="url(https://example.org/a)"/>',
        '<rect onclick="1"/>',
        '<g id="a"><use href="#a"/></g>',  # a drawing in itself
        '<g id="g0"/>'
        + "".join(f'<g id="g{n}">' + f'<use href="#g{n - 1}"/>' * 10 + "</g>" for n in range(1, 8)),
    ],
)
def test_a_drawing_that_runs_or_refers_is_refused(inside: str) -> None:
    drawing = (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{inside}</svg>'
    )
    with pytest.raises(InputError) as caught:
        read_image(drawing.encode())
    assert caught.value.code == "collect.picture-unsafe"


def test_an_innocent_drawing_keeps_its_view_box() -> None:
    asset = read_image(
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20"><rect fill="url(#g)"/></svg>'
    )
    assert (asset.width_px, asset.height_px) == (30, 20)
    assert b"viewBox" in asset.data


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
        "<body><p>〔图：旧城图〕</p><p>图1</p><p>前〔图：x.png〕后</p></body>"
    )


def test_the_same_picture_twice_is_one_asset() -> None:
    source = "data:image/png;base64," + base64.b64encode(png()).decode()
    root = etree.fromstring(
        f'<body><p>甲<img src="{source}" alt=""/>乙<img src="{source}" alt=""/></p></body>'
    )
    assets, notices = take_pictures(root, files_beside(Path("a.md")))
    assert (len(assets), notices) == (1, ())
    assert {image.get("src") for image in root.iter("img")} == {assets[0].name}


def test_a_png_that_carries_only_its_picture_is_kept_to_the_byte() -> None:
    assert read_image(png()).data == png()


def test_words_hidden_in_a_png_do_not_travel() -> None:
    notes = PngInfo()
    notes.add_text("Author", "SECRET NAME")
    stream = io.BytesIO()
    Image.new("RGB", (4, 3)).save(stream, "PNG", pnginfo=notes)
    assert b"SECRET" in stream.getvalue()
    assert b"SECRET" not in read_image(stream.getvalue()).data
