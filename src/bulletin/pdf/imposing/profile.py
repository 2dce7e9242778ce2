"""The colours of a press. In: an ICC profile, the shipped one or the printer's own. Out: RGB turned into its CMYK.

Shipped: coated paper in offset, FOGRA39L (ISO 12647-2), which Chinese and European printers take unless they name another.
"""

import io
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import Final, cast

from PIL import Image, ImageCms

from bulletin.errors import InputError

# The name of the printing condition in the ICC's registry, for the profile that is shipped.
_SHIPPED: Final = ("fogra39l.icc", "FOGRA39", "Coated FOGRA39 (ISO 12647-2:2004)")
_PRINTER_CLASS: Final = "prtr"
_CHANNELS: Final = 4


@dataclass(frozen=True)
class Profile:
    """An output profile: its bytes, the condition it stands for and what a person calls it."""

    data: bytes
    condition: str
    name: str

    def cmyk(self, red: float, green: float, blue: float) -> tuple[float, float, float, float]:
        """An sRGB colour (shares of 1) as inks in whole per cent."""
        pixel = Image.new("RGB", (1, 1), tuple(round(255 * share) for share in (red, green, blue)))
        inks = self.converted(pixel).getpixel((0, 0))
        cyan, magenta, yellow, black = (round(ink / 255, 2) for ink in inks)  # type: ignore[union-attr]
        return cyan, magenta, yellow, black

    def converted(self, picture: Image.Image) -> Image.Image:
        """An RGB picture in CMYK: relative colorimetric with black point compensation."""
        return cast(Image.Image, ImageCms.applyTransform(picture, self._transform))

    @cached_property
    def _transform(self) -> ImageCms.ImageCmsTransform:
        return ImageCms.buildTransform(
            ImageCms.createProfile("sRGB"),
            ImageCms.ImageCmsProfile(io.BytesIO(self.data)),
            "RGB",
            "CMYK",
            ImageCms.Intent.RELATIVE_COLORIMETRIC,
            ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )


def read_profile(path: Path | None) -> Profile:
    """The profile in a file, or the shipped one. Raises InputError `pdf.not-a-profile` if it is no CMYK press's,
    `pdf.cannot-open` if it is not there."""
    if path is None:
        file, condition, name = _SHIPPED
        return Profile(
            resources.files("bulletin.pdf").joinpath("profiles", file).read_bytes(), condition, name
        )
    try:
        data = path.read_bytes()
        opened = ImageCms.ImageCmsProfile(io.BytesIO(data)).profile
    except FileNotFoundError as error:
        raise InputError("pdf.cannot-open", place=str(path), reason=error) from error
    except (OSError, ImageCms.PyCMSError) as error:
        raise InputError("pdf.not-a-profile", place=str(path)) from error
    if opened.device_class != _PRINTER_CLASS or opened.xcolor_space.strip() != "CMYK":
        raise InputError("pdf.not-a-profile", place=str(path))
    name = (opened.profile_description or path.stem).strip("\0 ")
    return Profile(data, name, name)
