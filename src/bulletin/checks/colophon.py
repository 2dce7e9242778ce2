"""版权页: the lines it must have, and the numbers in them. In: a subject. Out: a notice for each that is missing or wrong."""

from collections.abc import Iterator
from typing import Final

from bulletin.checks.subject import Subject
from bulletin.model import Notice
from bulletin.model.standard_numbers import isbn_in, issn_in

# Any of the keys will do; then the line's name in both languages.
_Line = tuple[tuple[str, ...], str, str]
_INTERNAL: Final[tuple[_Line, ...]] = (
    (("compiler", "publisher"), "编印单位", "compiler"),
    (("recipients",), "发送对象", "recipients"),
    (("printer",), "印刷单位", "printer"),
    (("printed_on",), "印刷日期", "printed_on"),
    (("print_run",), "印数", "print_run"),
)
_ANY: Final[tuple[_Line, ...]] = (
    (("compiler", "publisher"), "编印或主办单位", "publisher"),
    (("chief_editor", "executive_editor", "editors"), "编辑", "editors"),
)
# Hong Kong's Registration of Local Newspapers Ordinance and Books Registration practice: printer and address.
_HONG_KONG: Final[tuple[_Line, ...]] = ((("printer",), "承印", "printer"), (("address",), "地址", "address"))


def lacks_lines(subject: Subject) -> Iterator[Notice]:
    """What the colophon lacks: for 内部资料 the list of its rules, for Hong Kong printer and address. An issue
    of no periodical, and an official document, have no colophon and are let alone."""
    if not subject.issue.periodical.name or subject.is_official:
        return
    lines = _INTERNAL if subject.is_internal else _ANY
    if subject.edition.lang == "zh-Hant-HK":
        lines += _HONG_KONG
    there = subject.colophon
    for keys, zh, en in dict.fromkeys(lines):
        if not any(there.get(key) for key in keys):
            yield Notice("checks.colophon-lacks", {"line": zh, "key": en})
    is_numbered = subject.issue.number is not None or subject.issue.total_number is not None
    if not is_numbered and not there.get("isbn"):  # a book is not one of a series
        yield Notice("checks.no-issue-number")


def wrong_number(subject: Subject) -> Iterator[Notice]:
    """An ISBN (ISO 2108) or ISSN (ISO 3297) whose check digit is wrong: no shop and no library would find it. What is no
    number yet (尚未申请, 000-0-00-000000-0) is let alone."""
    for key, name, written, sound in (
        ("[colophon] isbn", "ISBN", subject.colophon.get("isbn", ""), isbn_in),
        ("[periodical] issn", "ISSN", subject.issue.periodical.issn, issn_in),
    ):
        if any(digit in written for digit in "123456789") and not sound(written):
            yield Notice("checks.wrong-number", {"name": name, "number": written, "key": key})
