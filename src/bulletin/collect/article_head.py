"""The head of an article in a book or a Word file. In: its blocks. Out: names, source and date; the blocks without them."""

import re
from typing import Final

from lxml import etree

from bulletin.collect import credits
from bulletin.collect.body.edits import remove, text_of
from bulletin.collect.characters import HAN, bare, one_line, weight_of
from bulletin.collect.dates import dates_in
from bulletin.collect.details import Details

_HEAD_BLOCKS: Final = 5
_LIMIT: Final = 60  # characters of a line of credits
_NAMES: Final = re.compile(rf"[{HAN}]{{2,4}}(?:[\s、]+[{HAN}]{{2,4}}){{0,3}}")
_SOURCE: Final = re.compile(r"(?:来源|來源)\s*[:：]\s*(\S+)")


def take_head(root: etree._Element, title: str) -> Details:
    """What the blocks below the title say; they and the title leave `root`."""
    found = Details()
    at = next((at for at, block in enumerate(root[:_HEAD_BLOCKS]) if _is(block, title)), None)
    if at is not None:
        above = one_line(text_of(root[at - 1])) if at else ""
        remove(root[at])
        if 0 < weight_of(above) <= _LIMIT:
            found = Details(kicker=above)
            remove(root[at - 1])
    for block in list(root[:_HEAD_BLOCKS]):
        credit = _credit(one_line(text_of(block))) if block.tag == "p" else None
        if credit is None:
            break
        found = found.or_else(credit)
        remove(block)
    return found


def _is(block: etree._Element, title: str) -> bool:
    return bare(text_of(block)) == bare(title)


def is_only_links(root: etree._Element) -> bool:
    """True for the page that opens a section of a periodical: nothing on it but the titles below it."""
    linked = sum(weight_of(text_of(link)) for link in root.iter("a"))
    return linked > 0.6 * weight_of(text_of(root)) and root.find(".//figure") is None


def _credit(line: str) -> Details | None:
    """A sub-title, or a line of names, source and date and of nothing else."""
    if not line or weight_of(line) > _LIMIT:
        return None
    if subtitle := credits.find_subtitle([line]):
        return Details(subtitle=subtitle)
    stamp = next(dates_in(line), None)
    rest = line[: stamp.start] + line[stamp.end :] if stamp else line
    source = _SOURCE.search(rest)
    rest = _SOURCE.sub("", rest).strip()
    named = credits.find_byline([rest], ()) or (credits.names(rest) if _NAMES.fullmatch(rest) else "")
    if rest and not named:
        return None
    return Details(byline=named, source=source[1] if source else "", date=stamp.date if stamp else None)
