"""Texts of one look. In: the style of a text. Out: a layout of Pango's for it, of parts that all texts of the look share.

WeasyPrint 70.0 makes a context, a description of the font and a list of its features for every line it measures and draws
(`text.line_break.Layout.setup`), and writes a style out to find what it knows of it. Reaches into its internals; on another
version `applied` does nothing.
"""

from operator import itemgetter
from typing import Any, Final, NamedTuple

from weasyprint.css.functions import check_math
from weasyprint.text import line_break
from weasyprint.text.constants import PANGO_DIRECTION
from weasyprint.text.ffi import ffi, gobject, pango, unicode_to_char_p
from weasyprint.text.fonts import font_features, get_font_description

from bulletin.pdf.engine import Replacement, on_pinned

# What chooses a font, and what it is told (`font_features`, in its order).
FONT: Final = ("font_family", "font_style", "font_stretch", "font_weight", "font_variation_settings")
FEATURES: Final = (
    "font_kerning",
    "font_variant_ligatures",
    "font_variant_position",
    "font_variant_caps",
    "font_variant_numeric",
    "font_variant_alternates",
    "font_variant_east_asian",
    "font_feature_settings",
)
_font_of: Final = itemgetter(*FONT, *FEATURES, "font_language_override", "lang")
_features_of: Final = itemgetter(*FEATURES)
_measures_of: Final = itemgetter("font_size", "line_height")


class _Parts(NamedTuple):
    """What all texts of a look share; `features` as Pango reads them, empty for none."""

    context: Any
    language: Any
    description: Any
    features: bytes


@on_pinned
def applied() -> list[Replacement]:
    """Share the parts in every document laid out inside the `with` block."""
    make, write_out = line_break.Layout.setup, line_break._font_style_cache_key
    known: dict[tuple[Any, ...], _Parts] = {}

    def setup(self: Any, style: Any) -> None:
        is_plain = style["text_decoration_line"] == "none" and style["font_language_override"] == "normal"
        if not is_plain or _is_in_drawing(style):
            make(self, style)
            return
        fonts = style.font_config
        look = (fonts, style["direction"], style["font_size"], _font_of(style))
        parts = known.get(look)
        if parts is None:
            parts = known[look] = _made(style)
        self.style, self.language, self.first_line_direction = style, parts.language, 0
        self.ascent = self.underline_position = self.underline_thickness = None
        self.strikethrough_position = self.strikethrough_thickness = None
        self.layout = ffi.gc(pango.pango_layout_new(parts.context), gobject.g_object_unref)
        pango.pango_layout_set_auto_dir(self.layout, False)
        pango.pango_layout_set_font_description(self.layout, parts.description)
        if parts.features:
            # As WeasyPrint keeps them: an attribute belongs to a list that is never freed.
            attribute = fonts.font_features.get(parts.features)
            if attribute is None:
                attribute = pango.pango_attr_font_features_new(parts.features)
                fonts.font_features[parts.features] = attribute
            attributes = pango.pango_attr_list_new()
            pango.pango_attr_list_insert(attributes, attribute)
            pango.pango_layout_set_attributes(self.layout, attributes)

    def key(style: Any, include_size: bool = False) -> Any:
        if (include_size and check_math(style["line_height"])) or _is_in_drawing(style):
            return write_out(style, include_size)  # a `calc()` has no hash, nor has a list
        return (_font_of(style), *_measures_of(style)) if include_size else _font_of(style)

    return [(line_break.Layout, "setup", setup), (line_break, "_font_style_cache_key", key)]


def _is_in_drawing(style: Any) -> bool:
    """True for a text of an SVG, whose families are a list."""
    return type(style["font_family"]) is list


def _made(style: Any) -> _Parts:
    context = ffi.gc(pango.pango_font_map_create_context(style.font_config.font_map), gobject.g_object_unref)
    pango.pango_context_set_round_glyph_positions(context, False)
    pango.pango_context_set_base_dir(context, PANGO_DIRECTION[style["direction"]])
    if style["lang"]:
        name, _ = unicode_to_char_p(style["lang"])
        language = pango.pango_language_from_string(name)
        pango.pango_context_set_language(context, language)
    else:
        language = pango.pango_language_get_default()
    features = font_features(*_features_of(style))
    written = ",".join(f"{name} {value}" for name, value in features.items()).encode()
    return _Parts(context, language, get_font_description(style), written)
