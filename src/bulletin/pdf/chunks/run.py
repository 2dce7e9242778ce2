"""A large sheet → PDF, its chunks set side by side. In: a sheet and its chunks. Out: the file, and what there is to tell.

Chunks are laid out in their order, one in each process. As soon as those before a chunk are laid out it is known where it
stands, and it is written; nothing of it stays in memory. What tells the pages of others (contents, indexes, references) is
laid out a first time to see how many pages it takes, and set when it is known what it has to tell.
"""

import gc
import tempfile
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from bulletin.model import Notice, Outcome, PrintedPage, Sheet
from bulletin.pdf.chunks import style_sheets
from bulletin.pdf.chunks.division import Chunk
from bulletin.pdf.chunks.driving import Step, Steps, one_after_another, side_by_side
from bulletin.pdf.chunks.joining import join
from bulletin.pdf.chunks.keeping import KeptChunks
from bulletin.pdf.chunks.placing import Place, Writing
from bulletin.pdf.chunks.setting import Finished, LaidOut, finish_at, lay_out
from bulletin.pdf.folios import joined
from bulletin.pdf.render import render
from bulletin.processes import Lane, dismiss, ready

# How often the whole is set again because what tells page numbers took another number of pages with the true ones.
_ROUNDS: Final = 4
# Chunks not laid out yet are taken to have a page for so many characters: their numbers have as many digits, most likely.
_CHARACTERS_A_PAGE: Final = 800


class _MovedError(Exception):
    """A chunk takes another number of pages than it was thought to."""


def render_in_chunks(
    sheet: Sheet, chunks: Sequence[Chunk], path: Path, processes: int
) -> Outcome[tuple[PrintedPage, ...]]:
    """As `bulletin.pdf.print_pdf`, with so many processes; the bytes do not hang on their number."""
    if processes > 1:
        ready("bulletin.pdf.chunks.setting")
    lanes = [Lane() for _ in range(min(processes, len(chunks)))] if processes > 1 else []
    with tempfile.TemporaryDirectory(prefix="bulletin-") as folder:
        try:
            with _one_document():
                finished = _settled(chunks, Path(folder), lanes)
        except _MovedError:
            # With the true numbers it is shorter, with those that follow from that longer: no numbers are right.
            return render(sheet, path)
        except BaseException:
            for lane in lanes:
                lane.cut_off()
            raise
        finally:
            for lane in lanes:
                lane.renew()
            dismiss()
        notices = tuple(_together([*sheet.notices, *(each for chunk in finished for each in chunk.notices)]))
        complete = not any(notice.code == "pdf.missing-glyph" for notice in notices)
        join(sheet, finished, path, complete=complete)
    if not all(chunk.accessible for chunk in finished):
        notices += (Notice("pdf.see-through"),)
    return Outcome(joined([chunk.found for chunk in finished]), notices)


@contextmanager
def _one_document() -> Iterator[None]:
    """Undo in the end what `undisturbed` does in this process."""
    style_sheets.forget()
    collecting = gc.isenabled()
    try:
        yield
    finally:
        gc.unfreeze()
        if collecting:
            gc.enable()


def _settled(chunks: Sequence[Chunk], folder: Path, lanes: Sequence[Lane]) -> list[Finished]:
    volume = _Volume(chunks, folder, lanes, {})
    for _ in range(_ROUNDS - 1):
        with suppress(_MovedError):
            return volume.set()
        volume = _Volume(chunks, folder, lanes, volume.laid)
    return volume.set()


class _Volume:
    """The chunks of a document on their way. `thought` says how they came out in an earlier round."""

    def __init__(
        self, chunks: Sequence[Chunk], folder: Path, lanes: Sequence[Lane], thought: Mapping[int, LaidOut]
    ) -> None:
        self._chunks = chunks
        self._folder = folder
        self._lanes = lanes
        self.laid: dict[int, LaidOut] = {}
        self._finished: dict[int, Finished] = {}
        self._thought = thought
        self._kept = KeptChunks(chunks, folder)

    def set(self) -> list[Finished]:
        """Every chunk, on disk. Raises _MovedError, EngineError."""
        turns = range(2 * len(self._chunks))
        if self._lanes:
            side_by_side(self._lanes, turns, self._turn)
        else:
            for turn in turns:
                one_after_another(self._turn(turn))
        return [self._finished[number] for number in range(len(self._chunks))]

    def _turn(self, turn: int) -> Steps:
        """Every chunk has a turn, and then each has another: what tells the pages of others waits until all are laid out, and
        not until all are written."""
        number = turn % len(self._chunks)
        return self._one(number) if turn == number else self._telling(number)

    def _one(self, number: int) -> Steps:
        """Lay a chunk out, and write it if it tells the pages of no other."""
        begun = _on_a_right_page(self._place(number) or self._thought_place(number))
        laid, in_hand = yield from self._laid_out(number, begun)
        if not laid.sided and not laid.folioed:
            self.laid[number] = laid
        while (place := self._place(number)) is None:
            yield None
        if (laid.sided and place.right != begun.right) or (laid.folioed and place.folio != begun.folio):
            begun = place if laid.sided else _on_a_right_page(place)
            laid, in_hand = yield from self._laid_out(number, begun)
        self.laid[number] = laid
        if not laid.asked:
            self._finished[number] = yield from self._written(number, begun, in_hand=in_hand)

    def _telling(self, number: int) -> Steps:
        """Set a chunk that tells the pages of others, once they are known."""
        while len(self.laid) < len(self._chunks):
            yield None
        if not self.laid[number].asked:
            return
        place = self._place(number) or Place()
        begun = place if self.laid[number].sided else _on_a_right_page(place)
        laid, in_hand = yield from self._laid_out(number, begun)
        moved = laid.pages != self.laid[number].pages
        self.laid[number] = laid
        if moved:
            raise _MovedError
        self._finished[number] = yield from self._written(number, begun, in_hand=in_hand)

    def _laid_out(self, number: int, begun: Place) -> Generator[Step, Any, tuple[LaidOut, bool]]:
        """How a chunk comes out that begins so, and whether its pages wait in the lane: not if that was kept."""
        elsewhere = self._elsewhere(number)
        if kept := self._kept.layout(number, begun, elsewhere):
            return kept, False
        laid: LaidOut = yield lay_out, self._chunks[number], begun, elsewhere
        self._kept.keep_layout(number, begun, elsewhere, laid)
        return laid, True

    def _written(self, number: int, begun: Place, *, in_hand: bool) -> Generator[Step, Any, Finished]:
        """The chunk as it stands, on disk; if its pages do not wait they are laid out for it, unless its file is kept."""
        place, elsewhere = self._place(number) or Place(), self._elsewhere(number)
        known = self._chunks[number].links & frozenset().union(*(chunk.anchors for chunk in self._chunks))
        known -= self._chunks[number].anchors
        writing = Writing(place, self._blank_after(number, place), known, f"{number}-")
        told = elsewhere if self.laid[number].asked else {}
        if not in_hand:
            if kept := self._kept.file(number, writing, told):
                return kept
            yield lay_out, self._chunks[number], begun, elsewhere
        finished: Finished = yield finish_at, writing, self._folder
        self._kept.keep_file(number, writing, told, finished)
        return finished

    def _place(self, number: int) -> Place | None:
        """Where a chunk stands; None as long as one before it is not laid out."""
        place = Place()
        for before in range(number):
            if before not in self.laid:
                return None
            laid = self.laid[before]
            pages = laid.pages + (self._blank_after(before, place) is not None)
            place = Place(
                pages=place.pages + pages,
                folio=place.folio + pages,
                right=place.right != bool(pages % 2),
                strings={**place.strings, **laid.strings},
            )
        return place

    def _thought_place(self, number: int) -> Place:
        pages = max(1, sum(map(self._thought_pages, range(number))))
        return Place(pages, pages, right=pages % 2 == 0)

    def _thought_pages(self, number: int) -> int:
        if laid := self.laid.get(number) or self._thought.get(number):
            return laid.pages
        return 1 + self._chunks[number].characters // _CHARACTERS_A_PAGE

    def _blank_after(self, number: int, place: Place) -> str | None:
        """The page style of a blank page after a chunk that stands at `place`; None where there is none."""
        following = self._chunks[number + 1] if number + 1 < len(self._chunks) else None
        if following is None or not following.side:
            return None
        right = place.right != bool(self.laid[number].pages % 2)
        return following.blank if right != (following.side == "right") else None

    def _elsewhere(self, number: int) -> dict[str, int]:
        """The page number of each place in other chunks that a chunk leads to, as far as known or thought."""
        found: dict[str, int] = {}
        wanted = self._chunks[number].links - self._chunks[number].anchors
        for other, chunk in enumerate(self._chunks):
            if not wanted & chunk.anchors:
                continue
            place = self._place(other) or self._thought_place(other)
            laid = self.laid.get(other) or self._thought.get(other)
            inside = laid.anchors if laid else {}
            found |= {name: place.folio + inside.get(name, 0) + 1 for name in wanted & chunk.anchors}
        return found


def _on_a_right_page(place: Place) -> Place:
    """Where a chunk is laid out whose true side is not known yet: on a right page always, for what is turned to the other side
    may differ in the last digit, and the bytes would hang on how many processes there are."""
    return replace(place, right=True)


def _together(notices: Sequence[Notice]) -> list[Notice]:
    """The notices of all chunks, each once; what is counted is counted through the document."""
    undescribed = sum(int(str(notice.values["count"])) for notice in notices if notice.code == "pdf.no-alt")
    once = dict.fromkeys(notice for notice in notices if notice.code != "pdf.no-alt")
    return [*([Notice("pdf.no-alt", {"count": undescribed})] if undescribed else []), *once]
