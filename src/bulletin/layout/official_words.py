"""What head and foot of a 公文 or 简报 say, on paper and in the e-book. In: the issue. Out: its words, written out."""

from dataclasses import dataclass, replace

from bulletin.layout.titles import on_one_line
from bulletin.model import Issue, Official
from bulletin.model.calendar import NumberStyle, day_in_chinese, issue_number, total_number


@dataclass(frozen=True, slots=True)
class OfficialWords:
    """`says` are the elements as given; dates and numbers are written out. `attachments` are named below the text."""

    says: Official
    issuer: str
    date: str
    numbers: tuple[str, ...]
    printing_office: str
    printed_on: str
    attachments: tuple[str, ...]

    @property
    def has_foot(self) -> bool:
        """True if a 简报 has something to say at its end."""
        says = self.says
        return bool(says.report_to or says.send_to or says.distribute_to or says.copies)


def official_words(issue: Issue, style: NumberStyle, lang: str) -> OfficialWords:
    """The words of the issue in `lang`, numbers in `style`."""
    says = issue.periodical.official
    issuer = says.issuer or issue.periodical.publisher
    date = day_in_chinese(issue.date, style, lang) if issue.date else ""
    numbers = (
        issue_number(issue.number, style) if issue.number is not None else "",
        total_number(issue.total_number, style, lang) if issue.total_number is not None else "",
    )
    return OfficialWords(
        says=replace(says, copies_to=_ended(says.copies_to)),
        issuer=issuer,
        date=date,
        numbers=tuple(filter(None, numbers)),
        printing_office=says.printing_office or issuer,
        printed_on=day_in_chinese(says.printed_on, style, lang) if says.printed_on else date,
        attachments=says.attachments or tuple(on_one_line(article.title) for article in issue.articles[1:]),
    )


def _ended(names: str) -> str:
    """The bodies that get a copy; a full stop stands after the last (GB/T 9704—2012, 7.4.2)."""
    return f"{names}。" if names and not names.endswith(("。", "）")) else names
