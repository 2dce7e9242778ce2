"""The colours of a finished PDF turned into grey or into a press's inks. In: a PDF. Out: the same PDF, recoloured.

Text, lines, gradients and pictures, in pages, forms, patterns and soft masks. What this does not know how to turn
(pictures inside a content stream, sampled gradients) stays and is counted.
"""

from collections.abc import Mapping
from typing import Final, Protocol

import pikepdf
from PIL import Image

from bulletin.model import Notice
from bulletin.pdf.imposing.pictures import picture_of, replace_picture
from bulletin.pdf.imposing.profile import Profile
from bulletin.pdf.imposing.spaces import rgb_of

Inks = tuple[float, ...]
Rgb = tuple[float, float, float]

# Colours as operators, and the operator of the same kind for strokes.
_DIRECT: Final = {"g": 1, "G": 1, "rg": 3, "RG": 3, "k": 4, "K": 4}
_NAMED: Final = {"sc", "scn", "SC", "SCN"}
_LUMA: Final = (0.299, 0.587, 0.114)  # as Pillow turns pictures grey


class Target(Protocol):
    """What colours become: operators for filling and stroking, a colour space, and both conversions."""

    fill: str
    stroke: str

    @property
    def space(self) -> pikepdf.Object:
        """The device's colour space."""

    def colour(self, values: Inks) -> Inks:
        """A colour of 1 (grey), 3 (RGB) or 4 (CMYK) shares."""

    def picture(self, picture: Image.Image) -> Image.Image:
        """A picture in any of Pillow's modes."""


class Grey:
    """Everything in black ink alone."""

    fill, stroke = "g", "G"
    space = pikepdf.Name.DeviceGray

    def colour(self, values: Inks) -> Inks:
        """The brightness of a colour."""
        if len(values) == 1:
            return values
        if len(values) == 4:
            inks = sum(weight * ink for weight, ink in zip(_LUMA, values[:3], strict=True)) + values[3]
            return (round(1 - min(1.0, inks), 4),)
        return (round(sum(weight * share for weight, share in zip(_LUMA, values, strict=True)), 4),)

    def picture(self, picture: Image.Image) -> Image.Image:
        """The picture in grey."""
        return picture if picture.mode in ("1", "L") else picture.convert("RGB").convert("L")


class Inked:
    """A press's four inks: greys are black alone, `known` colours (`#c8161d`) are the inks they name."""

    fill, stroke = "k", "K"
    space = pikepdf.Name.DeviceCMYK

    def __init__(self, profile: Profile, known: Mapping[str, Inks]) -> None:
        self._profile = profile
        self._found: dict[Inks, Inks] = {_rgb(text): inks for text, inks in known.items()}

    def colour(self, values: Inks) -> Inks:
        """The inks of a colour, looked up once."""
        if len(values) == 4:
            return values
        if len(values) == 1 or max(values) - min(values) < 1 / 512:
            return (0, 0, 0, round(1 - values[0], 4))
        key = tuple(round(255 * share) / 255 for share in values)
        if key not in self._found:
            self._found[key] = self._profile.cmyk(*key)
        return self._found[key]

    def picture(self, picture: Image.Image) -> Image.Image:
        """The picture in CMYK; one without colour stays as it is."""
        return (
            picture if picture.mode in ("1", "L", "CMYK") else self._profile.converted(picture.convert("RGB"))
        )


def greyscale(pdf: pikepdf.Pdf) -> tuple[Notice, ...]:
    """Turn the document grey, in place. The notices count what could not be turned."""
    return _Recolouring(pdf, Grey()).run()


def printing_colours(pdf: pikepdf.Pdf, profile: Profile, known: Mapping[str, Inks]) -> tuple[Notice, ...]:
    """Turn the document into the inks of `profile`, in place; `known` gives colours their own inks (shares of 1)."""
    return _Recolouring(pdf, Inked(profile, known)).run()


class _Recolouring:
    """One pass over a document; what is shared between pages is turned once."""

    def __init__(self, pdf: pikepdf.Pdf, target: Target) -> None:
        self._pdf = pdf
        self._target = target
        self._seen: set[tuple[int, int]] = set()
        self._left = 0

    def run(self) -> tuple[Notice, ...]:
        for page in self._pdf.pages:
            resources = page.obj.get("/Resources", pikepdf.Dictionary())
            page.obj.Contents = self._pdf.make_stream(self._content(page, resources))
            self._group(page.obj)
            self._resources(resources)
        return (Notice("pdf.colours-left", {"count": self._left}),) if self._left else ()

    def _resources(self, resources: pikepdf.Object) -> None:
        if self._known(resources):
            return
        for drawn in _values(resources, "/XObject"):
            self._drawn(drawn)
        for pattern in _values(resources, "/Pattern"):
            if isinstance(pattern, pikepdf.Stream):
                self._drawn(pattern)
            elif "/Shading" in pattern:
                self._shading(pattern.Shading)
        for shading in _values(resources, "/Shading"):
            self._shading(shading)
        for state in _values(resources, "/ExtGState"):
            mask = state.get("/SMask")
            if isinstance(mask, pikepdf.Dictionary) and "/G" in mask:
                # A mask is brightness, whatever the document's colours are.
                _Recolouring(self._pdf, Grey())._drawn(mask.G)

    def _drawn(self, drawn: pikepdf.Object) -> None:
        """A form, a tile of a pattern, or a picture."""
        if self._known(drawn):
            return
        if drawn.get("/Subtype") == "/Image":
            if not self._picture(drawn):
                self._left += 1
            return
        resources = drawn.get("/Resources", pikepdf.Dictionary())
        drawn.write(self._content(drawn, resources))
        self._group(drawn)
        self._resources(resources)

    def _picture(self, image: pikepdf.Object) -> bool:
        if image.get("/ImageMask", False):
            return True
        picture = picture_of(image)
        if picture is None:
            return False
        replace_picture(image, picture, self._target.picture(picture))
        return True

    def _content(self, holder: pikepdf.Page | pikepdf.Object, resources: pikepdf.Object) -> bytes:
        """A content stream with its colour operators turned."""
        spaces = resources.get("/ColorSpace", pikepdf.Dictionary())
        current = {"cs": "", "CS": ""}  # the named space in force, until the next colour
        out: list[object] = []
        for instruction in pikepdf.parse_content_stream(holder):
            operator = str(instruction.operator)
            if operator in current:
                current[operator] = str(instruction.operands[0])
                if current[operator] == "/Pattern" or rgb_of(spaces, current[operator], None) is None:
                    out.append(instruction)
                continue
            values: Inks | None = None
            if operator in _DIRECT:
                values = tuple(float(value) for value in instruction.operands)
            elif operator in _NAMED:
                space = current["cs" if operator.islower() else "CS"]
                values = rgb_of(spaces, space, instruction.operands)
            if values is None:
                self._left += operator == "INLINE IMAGE"
                out.append(instruction)
                continue
            name = self._target.stroke if operator.isupper() else self._target.fill
            out.append((list(self._target.colour(values)), pikepdf.Operator(name)))
        return pikepdf.unparse_content_stream(out)  # type: ignore[arg-type]

    def _group(self, holder: pikepdf.Object) -> None:
        group = holder.get("/Group")
        if group is not None and "/CS" in group:
            group.CS = self._target.space

    def _shading(self, shading: pikepdf.Object) -> None:
        """A gradient between colours; one that is sampled stays."""
        if self._known(shading):
            return
        ends = list(_gradient_ends(shading.get("/Function"), ()))
        spaces = pikepdf.Dictionary({"/Of": shading.ColorSpace})
        if not ends or any(
            rgb_of(spaces, "/Of", end[name]) is None for end in ends for name in ("/C0", "/C1")
        ):
            self._left += 1
            return
        for end in ends:
            for name in ("/C0", "/C1"):
                values = rgb_of(spaces, "/Of", end[name]) or ()  # told above
                end[name] = pikepdf.Array(list(self._target.colour(values)))
        shading.ColorSpace = self._target.space

    def _known(self, thing: pikepdf.Object) -> bool:
        """True the second time an object is met; one written in place is met once."""
        if not thing.is_indirect:
            return False
        seen = thing.objgen in self._seen
        self._seen.add(thing.objgen)
        return seen


def _gradient_ends(function: pikepdf.Object | None, met: tuple[tuple[int, int], ...]) -> list[pikepdf.Object]:
    """The exponential functions a gradient is made of (ISO 32000-1 §7.10.3, §7.10.4), each once."""
    if not isinstance(function, pikepdf.Dictionary):
        return []
    if int(function.FunctionType) == 2 and "/C0" in function and "/C1" in function:
        return [function]
    found: list[pikepdf.Object] = []
    names = set(met)
    for part in function.get("/Functions", ()):
        if part.is_indirect and part.objgen in names:
            continue
        names.add(part.objgen)
        found += _gradient_ends(part, tuple(names))
    return found


def _values(resources: pikepdf.Object, kind: str) -> list[pikepdf.Object]:
    return list(resources.get(kind, pikepdf.Dictionary()).values())


def _rgb(text: str) -> Rgb:
    """#c8161d as shares of 1."""
    red, green, blue = (int(text[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue
