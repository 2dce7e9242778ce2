"""A cover in one piece: back, spine and front. In: a PDF whose first and last page are its cover. Out: a PDF of one page."""

import io
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Final

import pikepdf

from bulletin.model import Notice, Outcome
from bulletin.pdf.imposing import marks, stamps
from bulletin.pdf.imposing.lettering import lettered
from bulletin.pdf.imposing.pages import Box, page_form, set_boxes
from bulletin.pdf.imposing.pdf_x import claim_pdf_x
from bulletin.pdf.imposing.profile import read_profile
from bulletin.pdf.imposing.run import coloured, copy_info, named_inks, opened, save
from bulletin.pdf.imposing.sheet import Measure, margin_pt
from bulletin.pdf.imposition import Cover, Imposition
from bulletin.units import mm_to_pt

# Below this width a spine carries no words: a millimetre of the fold's play on either side would move them off it.
_LEAST_FOR_WORDS_MM: Final = 5.0
_WORDS: Final = """
@page {{ size: {width:.3f}pt {height:.3f}pt; margin: 0 }} body {{ margin: 0 }}
.words {{ position: absolute; left: 0; width: 100%; text-align: center; font: {size:.2f}pt/1.15 "Bulletin Hei", "Bulletin Song" }}
.title {{ top: 12% }} .publisher {{ bottom: 8%; font-size: {small:.2f}pt }}
.words div {{ height: 1.15em }} .words .gap {{ height: .6em }}
.words .latin {{ height: auto }} .latin span {{ display: block; transform: rotate(90deg) }}
"""
_LARGEST_PT: Final = 14.0
_SHARE_OF_SPINE: Final = 0.55
_TOGETHER: Final = 3  # so many digits stand side by side


def run(source: Path, path: Path, cover: Cover) -> Outcome[float]:
    """As `bulletin.pdf.cover`."""
    job = Imposition(
        marks=cover.marks, bleed_mm=cover.bleed_mm, bars=cover.bars, pdf_x=cover.pdf_x, profile=cover.profile
    )
    profile = read_profile(job.profile) if job.pdf_x else None
    notices: list[Notice] = []
    with opened(source) as pdf:
        spine_mm = cover.spine(len(pdf.pages))
        words = [str(pdf.docinfo.get(key, "")) for key in ("/Title", "/Author")]
        result = pikepdf.new()
        front, back = (page_form(pdf.pages[at]) for at in (0, len(pdf.pages) - 1))
        measure = _measured(job, front[1], mm_to_pt(spine_mm))
        page = result.add_blank_page(page_size=(measure.width, measure.height))
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary())
        set_boxes(page, measure)
        left, right = (front, back) if cover.right_bound else (back, front)
        spine_left = measure.left + left[1].width
        spine_right = spine_left + mm_to_pt(spine_mm)
        low, high = measure.left - measure.bleed, measure.right + measure.bleed
        operators = [
            _drawn(left[1], "/Left", measure, measure.left, (low, spine_left)),
            _drawn(right[1], "/Right", measure, spine_right, (spine_right, high)),
        ]
        for name, (form, _) in (("/Left", left), ("/Right", right)):
            page.obj.Resources.XObject[name] = result.copy_foreign(form)
        page.obj.Contents = result.make_stream(b"\n".join(operators))
        if spine_mm >= _LEAST_FOR_WORDS_MM:
            title = cover.title or words[0]
            page.obj.Resources.XObject["/Spine"] = _words(
                result, title, words[1], spine_mm, measure.cell_height
            )
            drawing = f"q 1 0 0 1 {spine_left:.3f} {measure.bottom:.3f} cm /Spine Do Q"
            stamps.draw_over(result, page, drawing.encode())
        else:
            notices.append(
                Notice("pdf.narrow-spine", {"width": f"{spine_mm:.1f}", "least": f"{_LEAST_FOR_WORDS_MM:g}"})
            )
        notices += coloured(result, job, profile, named_inks(pdf))
        if job.marks:
            page.obj.Resources.ColorSpace = pikepdf.Dictionary({marks.ALL_PLATES: marks.all_plates()})
            stamps.draw_over(result, page, marks.mark_operators(measure, folds=(spine_left, spine_right)))
        if job.bars:
            stamps.draw_over(result, page, marks.bar_operators(measure, grey=False))
        copy_info(pdf, result)
        if profile is not None:
            notices += claim_pdf_x(result, profile)
        save(result, path)
    return Outcome(spine_mm, tuple(notices))


def _measured(job: Imposition, trim: Box, spine_pt: float) -> Measure:
    """The cover as one cell: two pages and the spine between them."""
    margin, width = margin_pt(job), 2 * trim.width + spine_pt
    return Measure(
        width=width + 2 * margin,
        height=trim.height + 2 * margin,
        left=margin,
        bottom=margin,
        cell_width=width,
        cell_height=trim.height,
        columns=1,
        rows=1,
        gutter=0.0,
        scale=1.0,
        bleed=mm_to_pt(job.bleed_mm),
    )


def _drawn(trim: Box, name: str, measure: Measure, left: float, clip: tuple[float, float]) -> bytes:
    """Operators for a page with its trim at `left`, bleeding at the outer edges and cut at the spine."""
    low, height = measure.bottom - measure.bleed, measure.cell_height + 2 * measure.bleed
    return (
        f"q {clip[0]:.3f} {low:.3f} {clip[1] - clip[0]:.3f} {height:.3f} re W n "
        f"1 0 0 1 {left - trim.left:.3f} {measure.bottom - trim.bottom:.3f} cm {name} Do Q"
    ).encode()


def _words(result: pikepdf.Pdf, title: str, publisher: str, spine_mm: float, height: float) -> pikepdf.Object:
    """The spine's words: the title from the head, who publishes it at the foot, upright as Chinese spines are read."""
    width = mm_to_pt(spine_mm)
    size = min(_LARGEST_PT, width * _SHARE_OF_SPINE)
    # All of the title must end above the publisher.
    size = min(size, height * 0.6 / 1.15 / max(len(title), 1))
    style = _WORDS.format(width=width, height=height, size=size, small=size * 0.75)
    html = (
        f'<html lang="zh-Hans"><style>{style}</style><body>'
        f'<div class="words title">{_stacked(title)}</div><div class="words publisher">{_stacked(publisher)}</div>'
    )
    with pikepdf.open(io.BytesIO(lettered(html))) as made:
        return result.copy_foreign(made.pages[0].as_form_xobject())


def _stacked(text: str) -> str:
    """Each character below the one before; short numbers side by side, words in Latin letters turned."""
    lines = []
    for latin, run_of in groupby(text, lambda character: character.isascii() and not character.isspace()):
        part = "".join(run_of)
        if latin and len(part) > _TOGETHER:
            lines.append(
                f'<div class="latin" style="height:{0.55 * len(part):.2f}em"><span>{escape(part)}</span></div>'
            )
        elif latin:
            lines.append(f"<div>{escape(part)}</div>")
        else:
            lines += [
                '<div class="gap"></div>' if character.isspace() else f"<div>{escape(character)}</div>"
                for character in part
            ]
    return "".join(lines)
