"""`bulletin impose`: a finished PDF as a booklet, several pages to a sheet, with marks, stamps, in grey or as PDF/X-4."""

import re
from pathlib import Path
from typing import Annotated

import typer

from bulletin.cli import report
from bulletin.cli.language import say
from bulletin.errors import UsageError
from bulletin.units import PAGE_SIZES_MM

_GRID = re.compile(r"([1-9])\s*[x×*]\s*([1-9])")
_SIZE = re.compile(r"(\d{2,4}(?:\.\d+)?)\s*[x×*]\s*(\d{2,4}(?:\.\d+)?)")
# Sheets an office printer or a small press takes, beside the pages of `units`.
_SHEETS_MM = {**PAGE_SIZES_MM, "A3": (297.0, 420.0), "SRA3": (320.0, 450.0), "B4": (250.0, 353.0)}
# A printer asks for 3 mm beyond the trim (GB/T 18359 and every printing house's list).
_USUAL_BLEED_MM = 3.0

FileArgument = Annotated[Path, typer.Argument(metavar="FILE.pdf", help=say("arg-pdf"), show_default=False)]
BookletOption = Annotated[bool, typer.Option("--booklet", help=say("opt-booklet"))]
NupOption = Annotated[str, typer.Option("--nup", metavar="2x1", help=say("opt-nup"), show_default=False)]
SignatureOption = Annotated[
    int, typer.Option("--signature", metavar="PAGES", min=0, help=say("opt-signature"), show_default=False)
]
CreepOption = Annotated[
    float, typer.Option("--creep", metavar="MM", min=0, max=2, help=say("opt-creep"), show_default=False)
]
BindingOption = Annotated[str, typer.Option("--binding", metavar="left|right", help=say("opt-binding"))]
PaperOption = Annotated[str, typer.Option("--paper", metavar="A3", help=say("opt-paper"), show_default=False)]
MarksOption = Annotated[bool, typer.Option("--marks", help=say("opt-marks"))]
BleedOption = Annotated[
    float | None,
    typer.Option("--bleed", metavar="MM", min=0, max=20, help=say("opt-bleed"), show_default=False),
]
BarsOption = Annotated[bool, typer.Option("--bars", help=say("opt-bars"))]
StampOption = Annotated[str, typer.Option("--stamp", help=say("opt-stamp"), show_default=False)]
NumberOption = Annotated[str, typer.Option("--number", help=say("opt-copy-number"), show_default=False)]
WatermarkOption = Annotated[str, typer.Option("--watermark", help=say("opt-watermark"), show_default=False)]
GreyOption = Annotated[bool, typer.Option("--grayscale", "--greyscale", help=say("opt-grayscale"))]
PdfXOption = Annotated[bool, typer.Option("--pdf-x", help=say("opt-pdf-x"))]
ProfileOption = Annotated[
    Path | None, typer.Option("--profile", metavar="ICC", help=say("opt-profile"), show_default=False)
]
OutputFileOption = Annotated[
    Path | None, typer.Option("--output", metavar="FILE", help=say("opt-output-file"), show_default=False)
]


def impose(
    file: FileArgument,
    booklet: BookletOption = False,
    nup: NupOption = "",
    signature: SignatureOption = 0,
    creep: CreepOption = 0.0,
    binding: BindingOption = "left",
    paper: PaperOption = "",
    marks: MarksOption = False,
    bleed: BleedOption = None,
    bars: BarsOption = False,
    stamp: StampOption = "",
    number: NumberOption = "",
    watermark: WatermarkOption = "",
    grayscale: GreyOption = False,
    pdf_x: PdfXOption = False,
    profile: ProfileOption = None,
    output: OutputFileOption = None,
) -> None:
    """Write the file for the printing house; exits 1 if a notice is an error."""
    from bulletin.pdf.imposition import Imposition, Scheme
    from bulletin.press.files_guarded import impose_guarded

    _refuse_contradictions(booklet=booklet, nup=bool(nup), grey=grayscale, inks=pdf_x)
    if (signature or creep) and not booklet:
        raise UsageError("cli.only-for-booklets")
    columns, rows = _grid(nup) if nup else (2, 1)
    job = Imposition(
        scheme=Scheme.BOOKLET if booklet else Scheme.N_UP if nup else Scheme.SINGLE,
        columns=columns,
        rows=rows,
        signature_pages=signature,
        creep_mm=creep,
        right_bound=_is_right(binding),
        paper_mm=_paper(paper) if paper else None,
        marks=marks,
        bleed_mm=bleed_of(bleed, marks=marks),
        bars=bars,
        stamp=stamp.strip(),
        number=number.strip(),
        watermark=watermark.strip(),
        greyscale=grayscale,
        pdf_x=pdf_x,
        profile=profile,
    )
    if job == Imposition(profile=profile, right_bound=job.right_bound):
        raise UsageError("cli.nothing-to-impose")
    name = "booklet" if booklet else f"{columns}x{rows}" if nup else "press"
    produced = impose_guarded(file, job, output or file.with_suffix(f".{name}.pdf"))
    raise typer.Exit(report.show_produced(produced))


def _refuse_contradictions(*, booklet: bool, nup: bool, grey: bool, inks: bool) -> None:
    """Raises UsageError for two wishes that exclude each other."""
    if booklet and nup:
        raise UsageError("cli.booklet-or-nup")
    if grey and inks:
        raise UsageError("cli.grey-or-inks")


def _is_right(binding: str) -> bool:
    if binding not in ("left", "right"):
        raise UsageError("cli.no-such-binding", binding=binding)
    return binding == "right"


def bleed_of(bleed_mm: float | None, *, marks: bool) -> float:
    """The bleed as asked for, or what goes with crop marks."""
    return bleed_mm if bleed_mm is not None else _USUAL_BLEED_MM if marks else 0.0


def _grid(text: str) -> tuple[int, int]:
    found = _GRID.fullmatch(text.strip())
    if found is None:
        raise UsageError("cli.no-grid", text=text)
    return int(found[1]), int(found[2])


def _paper(text: str) -> tuple[float, float]:
    sizes = {name.lower(): size for name, size in _SHEETS_MM.items()}
    if size := sizes.get(text.strip().lower()):
        return size
    found = _SIZE.fullmatch(text.strip())
    if found is None:
        raise UsageError("cli.no-such-paper", text=text, known=", ".join(_SHEETS_MM))
    return float(found[1]), float(found[2])
