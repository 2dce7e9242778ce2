"""The fonts of a page. In: what FONTCONFIG_FILE says. Out: WeasyPrint's configuration, by which Pango goes too."""

from weasyprint.text.ffi import ffi, fontconfig
from weasyprint.text.fonts import FontConfiguration

from bulletin.errors import EngineError

ffi.cdef("FcBool FcConfigSetCurrent (FcConfig *config);")


def font_world() -> FontConfiguration:
    """The fonts there are now. Raises EngineError if there is none at all: Pango would take the whole process down.

    Pango's FreeType map asks the configuration it is given for fonts, but the process's own for what stands in for a
    family (`pango_ft2_font_map_default_substitute`); and that one stays what it was when anything in the process first
    asked for a font. So it is set to the same.
    """
    fonts = FontConfiguration()
    found = fontconfig.FcConfigGetFonts(fonts._config, fontconfig.FcSetSystem)
    if found == ffi.NULL or found.nfont == 0:
        raise EngineError("pdf.no-fonts")
    fontconfig.FcConfigSetCurrent(fonts._config)
    return fonts
