"""A large sheet set in parts is the file it would be in one piece: page by page, link by link."""

from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2

from bulletin.model import Sheet
from bulletin.pdf import check, engine, print_pdf

engine.load()

from bulletin.pdf.chunks.division import Chunk  # noqa: E402 WeasyPrint first
from bulletin.pdf.chunks.run import render_in_chunks  # noqa: E402
from bulletin.pdf.render import render  # noqa: E402


def outline(path: Path) -> list[Any]:
    document = pypdfium2.PdfDocument(path)
    found = [(each.level, each.get_title(), each.get_dest().get_index()) for each in document.get_toc()]
    document.close()
    return found


def tags(path: Path) -> list[str]:
    """The structure tree in its order: kinds, levels and identifiers but for what names the part."""
    found: list[str] = []

    def walk(element: Any) -> None:
        if isinstance(element, pikepdf.Dictionary) and "/S" in element:
            found.append(f"{element.S} {sorted(map(str, element.keys()))}")
            kids = element.get("/K", ())
            for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
                walk(kid)

    with pikepdf.open(path) as document:
        walk(document.Root.StructTreeRoot.K[0])
    return found


def leads(path: Path) -> dict[int, list[int]]:
    """The pages that the links of each page lead to."""
    with pikepdf.open(path) as document:
        numbers = {page.obj.objgen: number for number, page in enumerate(document.pages)}
        names = [*document.Root.Names.Dests.Names]
        targets = {
            str(name): numbers[place[0].objgen] for name, place in zip(names[::2], names[1::2], strict=True)
        }
        return {
            number: [targets[str(link.Dest)] for link in page.obj.get("/Annots", ())]
            for number, page in enumerate(document.pages)
        }


def fonts(path: Path) -> list[str]:
    with pikepdf.open(path) as document:
        return sorted(
            str(thing.FontName)
            for thing in document.objects
            if isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == "/FontDescriptor"
        )


def test_parts_make_the_same_pages_as_one_piece(
    volume: Sheet, large: Any, chunks: tuple[Chunk, ...], tmp_path: Path
) -> None:
    assert len(chunks) > 5
    assert {chunk.side for chunk in chunks} == {"", "right"}
    whole, joined, beside = (tmp_path / f"{name}.pdf" for name in ("whole", "joined", "beside"))
    in_one_piece = render(volume, whole)
    in_parts = render_in_chunks(volume, chunks, joined, 1)
    assert in_parts == in_one_piece
    assert large.look_alike(joined, whole)
    assert outline(joined) == outline(whole)
    assert tags(joined) == tags(whole)
    assert leads(joined) == leads(whole)
    assert fonts(joined) == fonts(whole)
    assert render_in_chunks(volume, chunks, beside, 2).value == in_one_piece.value
    assert beside.read_bytes() == joined.read_bytes()


def test_the_joined_file_keeps_the_standards(
    volume: Sheet, chunks: tuple[Chunk, ...], tmp_path: Path
) -> None:
    render_in_chunks(volume, chunks, tmp_path / "a.pdf", 1)
    found = {
        (notice.code, notice.values["standard"])
        for notice in check(tmp_path / "a.pdf").notices
        if notice.code.startswith(("pdf.conforms", "pdf.breaks"))
    }
    assert found == {("pdf.conforms", "PDF/A-3a"), ("pdf.conforms", "PDF/UA-1")}


def test_a_dead_link_is_told_and_one_to_another_part_is_none(large: Any, tmp_path: Path) -> None:
    links = '<p><a href="#x-nowhere">无</a><a href="#x-note">有</a></p>'
    articles = large.article(1, length=12, more=links) + large.article(
        2, length=12, more='<p id="x-note">注</p>'
    )
    sheet = large.sheet(f"<main>{articles}</main>")
    assert large.cut(sheet)
    outcome = print_pdf(sheet, tmp_path / "a.pdf")
    assert [(notice.code, notice.values["target"]) for notice in outcome.notices] == [
        ("pdf.dead-link", "x-nowhere")
    ]
    ((at, (note,)),) = [(page, to) for page, to in leads(tmp_path / "a.pdf").items() if to]
    words = large.words(tmp_path / "a.pdf")
    assert "无有" in words[at]
    assert "注" in words[note]
