"""A picture in the e-book has no more pixels than an e-reader takes, and no colours it does not know."""

import io
from dataclasses import replace

import pytest
from PIL import Image

from bulletin.errors import InputError
from bulletin.layout.book_pictures import MOST_PIXELS, for_reading
from bulletin.model import Asset


def picture(mode: str, width: int, height: int, kind: str = "JPEG", **options: object) -> Asset:
    stream = io.BytesIO()
    Image.new(mode, (width, height)).save(stream, kind, **options)  # type: ignore[arg-type]  # Pillow's own options
    return Asset.of(stream.getvalue(), f"image/{kind.lower()}", kind.lower(), width, height)


def opened(asset: Asset) -> Image.Image:
    return Image.open(io.BytesIO(asset.data))


@pytest.mark.parametrize(("mode", "kind"), [("RGB", "JPEG"), ("RGB", "PNG"), ("P", "PNG"), ("1", "PNG")])
def test_a_large_picture_is_made_smaller_in_its_own_shape(mode: str, kind: str) -> None:
    small = for_reading(picture(mode, 4000, 2000, kind))
    with opened(small) as image:
        assert MOST_PIXELS * 0.99 < image.width * image.height <= MOST_PIXELS
        assert image.width / image.height == pytest.approx(2, abs=0.01)
        assert (image.width, image.height) == (small.width_px, small.height_px)


def test_inks_of_the_press_become_colours_of_the_screen() -> None:
    with opened(for_reading(picture("CMYK", 20, 10))) as image:
        assert image.mode == "RGB"


def test_what_a_camera_says_of_the_picture_goes() -> None:
    exif = Image.Exif()
    exif[0x0110] = "a camera"
    with opened(for_reading(picture("RGB", 20, 10, exif=exif.tobytes()))) as image:
        assert "exif" not in image.info


@pytest.mark.parametrize("asset", [picture("L", 20, 10), picture("RGBA", 20, 10, "PNG")])
def test_a_sound_picture_stays_as_it_is(asset: Asset) -> None:
    assert for_reading(asset) is asset


def test_drawings_and_broken_pictures_stay_as_they_are() -> None:
    for asset in (Asset("a.svg", "image/svg+xml", b"<svg/>"), Asset("b.jpg", "image/jpeg", b"broken")):
        assert for_reading(asset) is asset


def test_a_picture_is_drawn_anew_only_when_it_is_asked_for() -> None:
    large = picture("RGB", 4000, 2000)
    cut_short = replace(large, content=large.data[:2000])  # its head says enough
    small = for_reading(cut_short)
    assert (small.name, small.width_px) == (f"{large.name.partition('.')[0]}-2645x1322.jpg", 2645)
    with pytest.raises(InputError) as refused:
        _ = small.data
    assert (refused.value.code, refused.value.place) == ("epub.broken-picture", large.name)


def test_a_cover_is_not_transparent() -> None:
    clear = Image.new("RGBA", (800, 1200), (255, 0, 0, 0))
    stream = io.BytesIO()
    clear.save(stream, "PNG")
    asset = Asset.of(stream.getvalue(), "image/png", "png", 800, 1200)
    assert for_reading(asset) == asset
    with opened(for_reading(asset, on_white=True)) as image:
        assert (image.mode, image.getpixel((0, 0))) == ("RGB", (255, 255, 255))
