"""What a 公文 or 简报 says around its text (GB/T 9704—2012, 7.2–7.4)."""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace


@dataclass(frozen=True, slots=True)
class Official:
    """The elements of head and foot; an empty one is not printed. `attachments` are named below the text;
    empty, they are the articles after the first."""

    secrecy: str = ""  # 密级和保密期限
    urgency: str = ""  # 紧急程度
    copy_number: str = ""  # 份号, 编号
    issuer: str = ""  # 发文机关, 编发单位
    document_number: str = ""  # 发文字号
    signatory: str = ""  # 签发人
    addressee: str = ""  # 主送机关
    attachments: tuple[str, ...] = ()  # 附件说明
    remark: str = ""  # 附注
    report_to: str = ""  # 报
    send_to: str = ""  # 送
    distribute_to: str = ""  # 发
    copies_to: str = ""  # 抄送
    printing_office: str = ""  # 印发机关
    printed_on: datetime.date | None = None  # 印发日期
    copies: str = ""  # 印数

    def over(self, other: "Official") -> "Official":
        """This one, and what it leaves empty from `other`."""
        said = {name: value for name, value in self._values() if value}
        return replace(other, **said)  # type: ignore[arg-type]  # the fields' own values

    def mapped(self, change: Callable[[str], str]) -> "Official":
        """Every text after `change`."""
        changed = {name: change(value) for name, value in self._values() if isinstance(value, str)}
        attachments = tuple(map(change, self.attachments))
        return replace(self, attachments=attachments, **changed)  # type: ignore[arg-type]

    @property
    def texts(self) -> Iterator[str]:
        """Every text."""
        yield from (value for _, value in self._values() if isinstance(value, str))
        yield from self.attachments

    def _values(self) -> Iterator[tuple[str, object]]:
        yield from ((field.name, getattr(self, field.name)) for field in fields(self))
