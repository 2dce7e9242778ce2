"""The face of a family that nobody has: Song in any process, whatever it asked fontconfig for before."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

# A process that has printed with the machine's own fonts, then prints as the press does: with every family first in turn,
# and after each a page that names no face of ours. It tells the fonts of these pages.
PROCESS = """
import itertools, json, sys, warnings
from pathlib import Path
import pdfplumber

folder, lang, fresh = Path(sys.argv[1]), sys.argv[2], sys.argv[3] == "fresh"
if not fresh:
    warnings.simplefilter("ignore")
    import weasyprint
    weasyprint.HTML(string="<p>x").write_pdf()

from bulletin import fonts
from bulletin.model import Sheet
from bulletin.pdf import print_pdf

def families(style):
    html = f'<html lang="{lang}"><head><title>x</title><style>{style}</style></head><body><p>桥 Bridge</p></body></html>'
    print_pdf(Sheet(html, {}, lang=lang), folder / "page.pdf")
    with pdfplumber.open(folder / "page.pdf") as document:
        return sorted({str(char["fontname"]).partition("+")[2] for char in document.pages[0].chars})

found = []
for at, names in enumerate([("Hei", "Song"), ("Song", "Hei"), ("Kai", "Fang"), ("Fang", "Title"), ("Latin", "Kai")]):
    fonts.isolate(folder / f"cache-{at % 2}")
    families("p { font-family: " + ", ".join(f"'Bulletin {name}'" for name in names) + " }")
    found.append(families("p { font-family: 'DejaVu Sans', 'Liberation Serif', Arial }"))
    found.append(families("html { font-family: initial }"))
print(json.dumps(found))
"""


@pytest.mark.parametrize(
    ("past", "lang", "locale"),
    [("fresh", "zh-Hans", "C.UTF-8"), ("used", "zh-Hans", "C.UTF-8"), ("used", "vi", "vi_VN.UTF-8")],
)
def test_a_page_that_names_no_face_of_ours_prints_in_song(
    past: str, lang: str, locale: str, tmp_path: Path
) -> None:
    """Kai knows more letters of Vietnamese than Song; the machine's own configuration knows nothing of Song."""
    environment = {**os.environ, "LC_ALL": locale}
    environment.pop("FONTCONFIG_FILE", None)
    run = subprocess.run(
        [sys.executable, "-c", PROCESS, str(tmp_path), lang, past],
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    assert json.loads(run.stdout) == [["Bulletin-Song"]] * 10
