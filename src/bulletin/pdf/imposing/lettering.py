"""Words for a finished PDF, set by WeasyPrint in our own faces. In: HTML. Out: a PDF without tags.

Only what has words to set loads this: an imposition without any does not wait for the engine.
"""

import weasyprint

from bulletin.pdf import subsetting
from bulletin.pdf.font_world import font_world


def lettered(html: str) -> bytes:
    """The pages of `html`."""
    with subsetting.applied():
        document = weasyprint.HTML(string=html).render(font_config=font_world())
        return bytes(document.write_pdf(pdf_tags=False))
