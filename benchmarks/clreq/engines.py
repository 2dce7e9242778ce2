"""Who prints. In: a case. Out: a PDF of it, by our press, by Chromium, by Vivliostyle.

Every engine gets the same words on the same measure in the same face, and the best native CSS it knows.
"""

import datetime
import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Final

from benchmarks.clreq.cases import EMS, LEADING_PT, SIZE_PT, Case
from benchmarks.contenders import BROWSERS
from benchmarks.measure import ROOT
from bulletin import fonts, layout, pdf, typography
from bulletin.model import Article, Body, Edition, Issue, Masthead, Periodical, Script, Section

THEME: Final = layout.load_theme(
    "circular", options={"characters": EMS, "type_size": SIZE_PT, "leading": LEADING_PT / SIZE_PT}
)
VIVLIOSTYLE: Final = ROOT / ".build" / "vivliostyle"
_SECONDS: Final = 120

_M: Final = THEME.measure
CSS: Final = f"""
@page {{ size: {_M.page_width_pt}pt {_M.page_height_pt}pt;
  margin: {_M.head_pt}pt {_M.outer_pt}pt {_M.foot_pt}pt {_M.inner_pt}pt;
  @bottom-right {{ content: counter(page); font: 9pt "Bulletin Song" }}
  @top-right {{ content: "云桥月报"; font: 9pt "Bulletin Song" }} }}
html {{ font: {SIZE_PT}pt/{LEADING_PT}pt "Bulletin Song"; line-break: strict; hyphens: none; overflow-wrap: break-word;
  text-rendering: geometricPrecision;
  text-spacing-trim: trim-start; text-spacing-trim: trim-both;
  text-autospace: normal; orphans: 2; widows: 2 }}
body {{ margin: 0 }}
p {{ margin: 0; text-indent: 2em; text-align: justify; text-wrap: pretty }}
h2 {{ font: {SIZE_PT}pt/{LEADING_PT}pt "Bulletin Hei"; text-align: center; margin: {LEADING_PT}pt 0 0; break-after: avoid }}
strong, em {{ font-family: "Bulletin Hei"; font-weight: normal; font-style: normal; line-height: 0 }}
blockquote {{ margin: {LEADING_PT}pt 2em }} li {{ text-align: justify }} ol {{ margin: 0; padding-left: 2em }}
sub, sup {{ font-size: .65em; line-height: 0 }} ruby {{ ruby-align: center }}
rt {{ font-size: .5em; line-height: 1; padding-inline: .12em }}
.emphasis {{ text-emphasis: filled dot; text-emphasis-position: under right }}
.name {{ text-decoration: underline; text-decoration-inset: auto; text-underline-offset: .14em; margin-inline: .06em }}
cite {{ font-style: normal; text-decoration: underline wavy; text-underline-offset: .14em }}
.signature {{ text-align: right; text-indent: 0; padding-right: 2em }}
table {{ margin: {LEADING_PT}pt auto; font-size: 9pt; line-height: 15pt }} thead {{ display: table-header-group }}
.note {{ float: footnote; font-size: 9pt; line-height: 15pt }}
.note::footnote-call {{ content: "〔" counter(footnote) "〕"; font-size: .62em; vertical-align: .5em; line-height: 0 }}
"""


def bulletin(case: Case, path: Path) -> None:
    """Typography, layout and the pdf room, as `bulletin make` runs them."""
    article = Article("a", "标题", Body(f"<body>{case.body}</body>"), script=Script(case.lang))
    day = datetime.date(2026, 3, 1)
    issue = Issue(
        "clreq",
        "云桥月报",
        Periodical("云桥月报", Masthead("云桥月报")),
        (Section("", (article,)),),
        date=day,
    )
    edition = Edition(issue, Script(case.lang), case.lang, style=case.style)
    sheet = layout.print_sheet(typography.set_edition(edition, medium="print"), THEME, fonts.coverage())
    pdf.print_pdf(sheet, path)


def chromium(case: Case, path: Path) -> None:
    """Chromium's print to PDF."""
    page = _page(case, path)
    browser = _browser()
    if browser is None:
        raise FileNotFoundError("chromium")
    options = (
        "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
        "--disable-component-update --disable-sync --no-pdf-header-footer"
    ).split()
    profile = path.with_suffix(".profile")
    command = [browser, *options, f"--user-data-dir={profile}", f"--print-to-pdf={path}", page.as_uri()]
    subprocess.run(command, capture_output=True, timeout=_SECONDS, check=True)
    shutil.rmtree(profile, ignore_errors=True)


def vivliostyle(case: Case, path: Path) -> None:
    """Vivliostyle over the same Chromium. It is fetched into .build/vivliostyle: `npm install @vivliostyle/cli` there."""
    browser = _browser()
    if browser is None:
        raise FileNotFoundError("chromium")
    page = _page(case, path)
    command = [
        str(VIVLIOSTYLE / "node_modules" / ".bin" / "vivliostyle"),
        "build",
        str(page),
        "-o",
        str(path),
    ]
    command += ["--executable-browser", browser, "--log-level", "silent"]
    environment = {**os.environ, "PUPPETEER_SKIP_DOWNLOAD": "1"}
    subprocess.run(
        command, capture_output=True, timeout=_SECONDS, check=True, env=environment, cwd=page.parent
    )


ENGINES: Final[dict[str, Callable[[Case, Path], None]]] = {
    "bulletin": bulletin,
    "Chromium": chromium,
    "Vivliostyle": vivliostyle,
}


def versions() -> dict[str, str]:
    """Who was measured."""
    found = {}
    if browser := _browser():
        said = subprocess.run([browser, "--version"], capture_output=True, text=True, check=False).stdout
        found["Chromium"] = next((word for word in said.split() if word[:1].isdigit()), "")
    package = VIVLIOSTYLE / "node_modules" / "@vivliostyle" / "cli" / "package.json"
    if package.exists():
        found["Vivliostyle"] = f"CLI {json.loads(package.read_text(encoding='utf-8'))['version']}"
    return found


def _browser() -> str | None:
    return next(filter(None, map(shutil.which, BROWSERS)), None)


def _page(case: Case, path: Path) -> Path:
    """The case as a page for browsers."""
    head = f'<meta charset="utf-8"><title>例</title><style>{CSS}{case.css}</style>'
    page = path.with_suffix(".html")
    body = case.browser or case.body
    page.write_text(
        f'<!DOCTYPE html><html lang="{case.lang}"><head>{head}</head><body>{body}</body></html>',
        encoding="utf-8",
    )
    return page
