"""Covers on paper, measured: picture, headlines and publisher stand below one another, and nothing is cut off."""

import io
import re
from pathlib import Path

import pdfplumber
import pytest
from PIL import Image

from bulletin import fonts
from bulletin.layout import load_theme, print_sheet
from bulletin.model import Article, Asset, Body, Edition, Issue, Masthead, Periodical, Script, Section
from bulletin.pdf import print_pdf
from bulletin.typography import set_edition

TITLES = (
    "关于整理旧桥资料的通知",
    "四月日程",
    "凝聚邻里力量 云桥街道议事协商制度改革三年目标基本实现，各社区下一步怎么走",
    "云桥水事",
    "六十座桥的修缮账目",
    "第六篇",
)


def picture(name: str, width: int, height: int) -> Asset:
    data = io.BytesIO()
    Image.new("RGB", (width, height), (90, 120, 90)).save(data, "JPEG")
    return Asset(name, "image/jpeg", data.getvalue(), width, height)


@pytest.mark.parametrize("logo", [None, picture("logo.jpg", 300, 300)], ids=["plain", "logo"])
@pytest.mark.parametrize("theme", ["circular", "reader", "journal"])
def test_picture_headlines_and_publisher_of_a_cover_stand_below_one_another(
    theme: str, logo: Asset | None, tmp_path: Path
) -> None:
    fonts.isolate()
    articles = tuple(
        Article(f"a{number}", title, Body("<body><p>水不急。</p></body>"))
        for number, title in enumerate(TITLES)
    )
    masthead = Masthead("青禾通讯", "青禾社区服务协会会刊", logo=logo)
    periodical = Periodical("青禾通讯", masthead, publisher="青禾社区服务协会")
    issue = Issue("i", "", periodical, (Section("", articles),), cover=picture("cover.jpg", 1800, 1350))
    edition = set_edition(Edition(issue, Script.ZH_HANS, "zh-Hans"), medium="print")
    path = tmp_path / "cover.pdf"
    print_pdf(print_sheet(edition, load_theme(theme), fonts.coverage()), path)
    with pdfplumber.open(path) as document:
        cover, contents = document.pages[:2]
        words = re.sub(r"[\s\u2060]", "", cover.extract_text())
        of_picture = max(cover.images, key=lambda image: image["width"])
        below = [char for char in cover.chars if char["top"] > of_picture["top"]]
    assert below[0]["text"] == "本"  # 本期导读
    assert below[0]["top"] > of_picture["bottom"]
    listed = [title for title in TITLES if title[:4] in words]
    assert listed == list(TITLES[: len(listed)])
    assert listed
    assert words.rstrip("…·.0123456789").endswith("青禾社区服务协会")
    assert "目录" in re.sub(r"\s", "", contents.extract_text())
