"""What a picture is, whether it is safe, and what of it travels."""

import io
import zlib

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from bulletin.errors import InputError
from bulletin.pictures import clean_picture, read_picture


def png(width: int = 4, height: int = 3, mode: str = "RGB") -> bytes:
    stream = io.BytesIO()
    Image.new(mode, (width, height)).save(stream, "PNG")
    return stream.getvalue()


def jpeg(**options: object) -> bytes:
    stream = io.BytesIO()
    Image.radial_gradient("L").convert("RGB").save(stream, "JPEG", **options)
    return stream.getvalue()


def test_a_photograph_is_turned_upright_and_loses_its_camera_data() -> None:
    image = Image.new("RGB", (40, 20), "red")
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90°
    exif[0x010F] = "SECRET CAMERA"
    stream = io.BytesIO()
    image.save(stream, "JPEG", exif=exif)
    asset = read_picture(stream.getvalue())
    assert (asset.width_px, asset.height_px) == (20, 40)
    assert b"SECRET" not in asset.data
    assert asset.name.endswith(".jpg")


def test_an_upright_photograph_is_written_with_its_own_tables_and_without_remarks() -> None:
    stream = io.BytesIO()
    Image.radial_gradient("L").convert("RGB").save(
        stream, "JPEG", quality=55, comment=b"SECRET", xmp=b"SECRET"
    )
    asset = read_picture(stream.getvalue())
    before, after = Image.open(stream), Image.open(io.BytesIO(asset.data))
    assert getattr(before, "quantization") == getattr(after, "quantization")  # noqa: B009 — of JPEG pictures only
    assert b"SECRET" not in asset.data


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "WEBP"])
def test_other_bitmaps_become_png(kind: str) -> None:
    stream = io.BytesIO()
    Image.new("RGB", (5, 5)).save(stream, kind)
    assert read_picture(stream.getvalue()).media_type == "image/png"


def test_a_four_colour_photograph_becomes_rgb() -> None:
    stream = io.BytesIO()
    Image.new("CMYK", (5, 5)).save(stream, "JPEG")
    assert Image.open(io.BytesIO(read_picture(stream.getvalue()).data)).mode == "RGB"


def test_a_small_file_of_many_pixels_is_refused_before_it_is_decoded() -> None:
    width = height = 13_000
    chunk = b"IHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x00\x00\x00\x00"
    bomb = b"\x89PNG\r\n\x1a\n" + (13).to_bytes(4, "big") + chunk + zlib.crc32(chunk).to_bytes(4, "big")
    with pytest.raises(InputError) as caught:
        read_picture(bomb + b"\x00\x00\x00\x00IEND\xaeB`\x82")
    assert caught.value.code == "pictures.too-big"


@pytest.mark.parametrize("data", [b"", b"not a picture", b"\x89PNG\r\n\x1a\n", png()[:40]])
def test_a_broken_picture_is_one_clear_error(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        read_picture(data)
    assert caught.value.code == "pictures.broken"


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
        read_picture(drawing.encode())
    assert caught.value.code == "pictures.unsafe"


@pytest.mark.parametrize(
    ("inside", "left", "removed"),
    [
        ("<script>1</script><rect/>", "<rect/>", "script"),
        ("<text>甲<script/>乙</text>", "<text>甲乙</text>", "script"),
        (
            "<switch><foreignObject><b/></foreignObject><text>字</text></switch>",
            "<switch><text>字</text></switch>",
            "foreignObject",
        ),
        ('<rect onclick="1" x="2"/>', '<rect x="2"/>', "onclick"),
        ('<image href="https://example.org/a.png"/><rect/>', "<rect/>", "image"),
        ('<a href="https://example.org/"><rect/></a>', "<a><rect/></a>", "href"),
        ("<style>@import url(https://example.org/a.css)</style><rect/>", "<rect/>", "style"),
        ('<rect fill="url(https://example.org/a)"/>', "<rect/>", "fill"),
    ],
)
def test_a_drawing_loses_only_what_is_unsafe_and_says_so(inside: str, left: str, removed: str) -> None:
    def drawing(inside: str) -> bytes:
        return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{inside}</svg>'.encode()

    outcome = clean_picture(drawing(inside))
    assert drawing(left) in outcome.value.data
    assert [(notice.code, notice.values["removed"]) for notice in outcome.notices] == [
        ("pictures.cleaned", removed)
    ]
    assert clean_picture(drawing(left)).notices == ()


def test_a_drawing_that_draws_itself_without_end_is_refused_even_cleaned() -> None:
    with pytest.raises(InputError) as caught:
        clean_picture(b'<svg xmlns="http://www.w3.org/2000/svg"><g id="a"><use href="#a"/></g></svg>')
    assert caught.value.code == "pictures.unsafe"


def test_an_innocent_drawing_keeps_its_view_box() -> None:
    asset = read_picture(
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 20"><rect fill="url(#g)"/></svg>'
    )
    assert (asset.width_px, asset.height_px) == (30, 20)
    assert b"viewBox" in asset.data


def test_a_png_that_carries_only_its_picture_is_kept_to_the_byte() -> None:
    assert read_picture(png()).data == png()


def test_words_hidden_in_a_png_do_not_travel() -> None:
    notes = PngInfo()
    notes.add_text("Author", "SECRET NAME")
    stream = io.BytesIO()
    Image.new("RGB", (4, 3)).save(stream, "PNG", pnginfo=notes)
    assert b"SECRET" in stream.getvalue()
    assert b"SECRET" not in read_picture(stream.getvalue()).data


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"dpi": (300, 300)}])
def test_a_jpeg_that_carries_only_its_picture_is_kept_to_the_byte(options: dict[str, object]) -> None:
    assert read_picture(jpeg(**options)).data == jpeg(**options)


def test_what_hides_behind_a_jpeg_does_not_travel() -> None:
    assert b"SECRET" not in read_picture(jpeg() + b"SECRET").data
