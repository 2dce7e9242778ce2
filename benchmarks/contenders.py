"""Who is measured, each in a process of its own: `python -m benchmarks.contenders NAME ARGUMENT…`.

Every engine is imported when its contender runs, so that nobody pays for another's start-up.
"""

import pickle
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Final

BROWSERS: Final = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)


def print_ours(folder: Path, output: str) -> None:
    """Our pdf room on our sheet: adjusted lines, PDF/A-3a and PDF/UA-1 with tags."""
    from bulletin.pdf import print_pdf

    print_pdf(pickle.loads((folder / "sheet.pickle").read_bytes()), Path(output))


def print_ours_by_two(folder: Path, output: str) -> None:
    """The same by two processes."""
    from bulletin.pdf import print_pdf

    print_pdf(pickle.loads((folder / "sheet.pickle").read_bytes()), Path(output), 2)


def print_in_one_piece(folder: Path, output: str) -> None:
    """The same without chunks: what the lines, the tags and the claims cost, beside WeasyPrint alone."""
    from bulletin.pdf.render import render

    render(pickle.loads((folder / "sheet.pickle").read_bytes()), Path(output))


def print_weasyprint(folder: Path, output: str) -> None:
    """WeasyPrint as it comes, on the same HTML: no adjusted lines, no tags."""
    from weasyprint import HTML

    HTML(folder / "print.html").write_pdf(output)


def print_weasyprint_tagged(folder: Path, output: str) -> None:
    """WeasyPrint as it comes, asked for the kind of PDF that ours is."""
    from weasyprint import HTML

    HTML(folder / "print.html").write_pdf(output, pdf_variant="pdf/a-3a", pdf_tags=True)


def print_typst(folder: Path, output: str) -> None:
    """Typst on the document of equal content."""
    import typst

    typst.compile(
        folder / "issue.typ", output=output, font_paths=[Path("fonts").resolve()], ignore_system_fonts=True
    )


def convert_ours(text: Path, config: str) -> None:
    """OpenCC's dictionaries through our matcher."""
    from bulletin.script.converter import opencc

    opencc(config).convert(text.read_text(encoding="utf-8"))


def convert_reimplemented(text: Path, config: str) -> None:
    """opencc-python-reimplemented, with dictionaries of its own."""
    from opencc import OpenCC

    OpenCC(config).convert(text.read_text(encoding="utf-8"))


def bind_ours(folder: Path, output: str) -> None:
    """Our epub room: checked, packed, the same bytes every time."""
    from bulletin.epub import bind

    bind(pickle.loads((folder / "book.pickle").read_bytes()), Path(output))


def bind_stream(folder: Path, output: str) -> None:
    """The same files into a zip and nothing else, one after the other: texts deflated, pictures stored, as we do."""
    files = folder / "epub"
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(path for path in files.rglob("*") if path.is_file()):
            kind = zipfile.ZIP_STORED if file.suffix in (".jpg", ".png") else zipfile.ZIP_DEFLATED
            archive.write(file, file.relative_to(files), compress_type=kind)


def bind_zip(folder: Path, output: str) -> None:
    """The same files into a zip and nothing else."""
    files = folder / "epub"
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(path for path in files.rglob("*") if path.is_file()):
            archive.write(file, file.relative_to(files))


def impose_pypdf(source: Path, output: str) -> None:
    """A booklet, two pages to a side in the order of a single gathering, each page drawn on the sheet."""
    from pypdf import PdfReader, PdfWriter, Transformation

    pages = PdfReader(source).pages
    blanks = -len(pages) % 4
    order = [*range(len(pages) - 1), *[None] * blanks, len(pages) - 1]
    width, height = pages[0].mediabox.width, pages[0].mediabox.height
    writer = PdfWriter()
    for sheet in range(len(order) // 4):
        first, last = 2 * sheet, len(order) - 1 - 2 * sheet
        for left, right in ((last, first), (first + 1, last - 1)):
            side = writer.add_blank_page(2 * width, height)
            for at, offset in ((left, 0), (right, width)):
                if (number := order[at]) is not None:
                    side.merge_transformed_page(pages[number], Transformation().translate(offset, 0))
    writer.write(output)


def make_two_halves(folder: Path, output: str) -> None:
    """Two programs of ours at once, one job each, one for the issues in `first` and one for those in `second`: the most that
    two cores give, for they have nothing to do with each other."""
    what = "--pdf --epub --script zh-Hans --script zh-Hant-TW --jobs 1 --output".split()
    programs = [
        subprocess.Popen(
            [sys.executable, "-m", "bulletin", "batch", folder / half, *what, f"{output}/{half}"]
        )
        for half in ("first", "second")
    ]
    codes = [program.wait() for program in programs]
    sys.exit(max(codes))


CONTENDERS: Final[dict[str, Callable[[Path, str], None]]] = {
    "print-ours": print_ours,
    "print-ours-by-two": print_ours_by_two,
    "print-in-one-piece": print_in_one_piece,
    "print-weasyprint": print_weasyprint,
    "print-weasyprint-tagged": print_weasyprint_tagged,
    "print-typst": print_typst,
    "convert-ours": convert_ours,
    "convert-reimplemented": convert_reimplemented,
    "bind-ours": bind_ours,
    "bind-zip": bind_zip,
    "bind-stream": bind_stream,
    "impose-pypdf": impose_pypdf,
    "make-two-halves": make_two_halves,
}


def command(name: str, *arguments: object) -> list[str]:
    """The command line that runs one contender in a fresh interpreter."""
    return [sys.executable, "-W", "ignore", "-m", "benchmarks.contenders", name, *map(str, arguments)]


def chromium_command(folder: Path, output: Path) -> list[str] | None:
    """Chromium printing the same HTML; None where there is no Chromium."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        return None
    options = "--headless --no-sandbox --disable-gpu --no-pdf-header-footer --hide-scrollbars".split()
    page = (folder / "print.html").resolve().as_uri()
    return [browser, *options, f"--print-to-pdf={output.resolve()}", page]


def vivliostyle_command(folder: Path, output: Path) -> list[str] | None:
    """Vivliostyle over the same Chromium (`make bench` fetches it); None where either is missing."""
    program = Path(".build/vivliostyle/node_modules/.bin/vivliostyle").resolve()
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None or not program.exists():
        return None
    page, target = (folder / "print.html").resolve(), output.resolve()
    options = ["--executable-browser", browser, "--timeout", "3600", "--log-level", "silent"]
    return [str(program), "build", str(page), "-o", str(target), *options]


def pandoc_program() -> str | None:
    """pandoc as the package `pypandoc_binary` brings it (`make bench` fetches it), else the system's."""
    fetched = Path(".build/pandoc/pypandoc/files/pandoc")
    return str(fetched.resolve()) if fetched.is_file() else shutil.which("pandoc")


if __name__ == "__main__":
    contender, source, argument = sys.argv[1:]
    CONTENDERS[contender](Path(source), argument)
