"""Pictures of a PDF taken out and put back. In: an image object. Out: a Pillow picture; the object holding another one."""

import io
from typing import Final

import pikepdf
from PIL import Image

_SPACES: Final = {
    "1": pikepdf.Name.DeviceGray,
    "L": pikepdf.Name.DeviceGray,
    "RGB": pikepdf.Name.DeviceRGB,
    "CMYK": pikepdf.Name.DeviceCMYK,
}
_JPEG: Final = "/DCTDecode"
_QUALITY: Final = 92  # where compression can no longer be seen at print size


def picture_of(image: pikepdf.Object) -> Image.Image | None:
    """The picture as Pillow holds it, or None for a kind that cannot be read."""
    try:
        found = pikepdf.PdfImage(image).as_pil_image()  # type: ignore[arg-type]
    except (pikepdf.PdfError, NotImplementedError, ValueError, OSError):
        return None
    return found if found.mode in _SPACES else found.convert("RGB")


def replace_picture(image: pikepdf.Object, old: Image.Image, new: Image.Image) -> None:
    """Let the image object hold `new`, packed as it was: a photograph as JPEG, a drawing without loss."""
    if new is old:
        return
    if str(image.get("/Filter")) == _JPEG:
        packed = io.BytesIO()
        new.save(packed, "JPEG", quality=_QUALITY, subsampling=0)
        image.write(packed.getvalue(), filter=pikepdf.Name.DCTDecode, type_check=False)
    else:
        image.write(new.tobytes())
    image.ColorSpace = _SPACES[new.mode]
    image.BitsPerComponent = 8
    for key in ("/Decode", "/DecodeParms"):
        if key in image and not (key == "/DecodeParms" and "/Filter" in image):
            del image[key]
    if new.mode == "CMYK" and str(image.get("/Filter")) == _JPEG:
        image.Decode = pikepdf.Array([1, 0] * 4)  # Pillow writes inks inverted, as Adobe does
