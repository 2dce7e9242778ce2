"""内部资料: what mainland rules ask of material printed for a body's own members. In: a subject. Out: notices.

《内部资料性出版物管理办法》 as reprinted: look into the original before relying on it. Other issues are let alone.
"""

import re
from collections.abc import Iterator
from typing import Final

from bulletin.checks.subject import Subject, plain
from bulletin.model import Notice

# Both parts must stand on the cover, in whatever order and with whatever mark between them.
_COVER_WORDS: Final = (("内部资料", "內部資料"), ("免费交流", "免費交流"))
# 简报, 通报, 汇报, 报告 are documents, not periodicals.
_PERIODICAL_NAME: Final = re.compile(r"刊|(?<![简簡通汇匯])[报報](?![告表])|杂志|雜誌")
# Not the 本 of 日本, 资本, 文本 …, nor the 报 of 报到, 报名, 报告, 报道.
_OF_ITSELF: Final = re.compile(
    r"(?<![日资資基样樣版原文课課剧劇脚腳成根标標书書账賬读讀])本(?:[刊报報](?![到名告道])|杂志|雜誌)"
)
_FREE: Final = re.compile(r"免费|免費|赠阅|贈閱|非卖品|非賣品|赠送|贈送|0\s*元|无|無")
_ADVERTISING: Final = re.compile(
    r"广告(?:刊登|招商|热线|合作|位)|(?:订购|订货|招商|加盟|销售|购买)(?:热线|电话|咨询)|扫码(?:购买|下单|订购)"
    r"|限时(?:优惠|特价|抢购)|(?:全场|新品)(?:特价|促销|优惠)|買一送一|买一送一"
)


def no_permit(subject: Subject) -> Iterator[Notice]:
    """It may be printed only under a number."""
    if subject.is_internal and not subject.issue.periodical.permit:
        yield Notice("checks.no-permit")


def permit_not_on_cover(subject: Subject) -> Iterator[Notice]:
    """The number stands on the cover."""
    permit = subject.issue.periodical.permit
    if subject.is_internal and permit and subject.cover_text is not None:
        digits = "".join(re.findall(r"\d+", permit)) or plain(permit)
        if digits not in plain(subject.cover_text):
            yield Notice("checks.permit-not-on-cover", {"permit": permit})


def words_not_on_cover(subject: Subject) -> Iterator[Notice]:
    """「内部资料，免费交流」 stands on the cover."""
    if subject.is_internal and subject.cover_text is not None:
        cover = plain(subject.cover_text)
        if not all(any(form in cover for form in forms) for forms in _COVER_WORDS):
            yield Notice("checks.words-not-on-cover")


def named_as_a_periodical(subject: Subject) -> Iterator[Notice]:
    """Its name is not that of a periodical: no 报, 刊, 杂志."""
    name = subject.issue.periodical.name
    if subject.is_internal and (found := _PERIODICAL_NAME.search(name)):
        yield Notice("checks.periodical-name", {"name": name, "word": found[0]})


def speaks_as_a_periodical(subject: Subject) -> Iterator[Notice]:
    """It does not call itself 本刊 or 本报; once for each article."""
    if subject.is_internal:
        for title, text in subject.texts:
            if found := _OF_ITSELF.findall(text):
                values = {"word": found[0], "count": len(found)}
                yield Notice("checks.speaks-as-periodical", values, article=title)


def has_a_price(subject: Subject) -> Iterator[Notice]:
    """It is not sold."""
    price = subject.colophon.get("price", "")
    if subject.is_internal and price and not _FREE.search(price):
        yield Notice("checks.price", {"price": price})


def advertises(subject: Subject) -> Iterator[Notice]:
    """It carries no advertising."""
    if subject.is_internal:
        for title, text in subject.texts:
            if found := _ADVERTISING.search(text):
                yield Notice("checks.advertising", {"words": found[0]}, article=title)
