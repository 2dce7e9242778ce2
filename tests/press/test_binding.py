"""A year's issues in one volume: parts in the order of time, each text as it was in its issue, indexes of all."""

import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bulletin.errors import InputError
from bulletin.library import Accession, Permission, open_library
from bulletin.model import Article, Body, Format, Script
from bulletin.press.freshness import editions_of
from bulletin.press.ingredients import Larder
from bulletin.press.manifest import Manifest
from bulletin.press.order import Made, Order, Volume
from bulletin.press.plans import plans_of
from bulletin.press.renewing import renew

pytestmark = pytest.mark.usefixtures("in_this_process")


@pytest.fixture
def order(tmp_path: Path) -> Order:
    """The volume of a periodical with two issues of 2026 and one of another periodical in its folder."""
    folder = tmp_path / "会讯"
    texts = {
        "2026-11/a.md": "---\ntitle: 秋\nbyline: 余石帆\n---\n\n里弄和乾陵。\n",
        "2026-11/same.md": "# 春\n\n桥头的柳树绿了，见[夏](b.md)。\n",
        "2026-02/a.md": "# 春\n\n桥头的柳树绿了，见[夏](b.md)。\n",
        "2026-02/b.md": "---\ntitle: 夏\nbyline: 林一舟\nsource: 晚报\n---\n\n河水涨了。\n",
        "other/a.md": "# 别的刊物\n\n不在这里。\n",
    }
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "bulletin.toml").write_text('[periodical]\nname = "会讯"\n', encoding="utf-8")
    (folder / "other" / "bulletin.toml").write_text('[periodical]\nname = "别刊"\n', encoding="utf-8")
    (folder / "other" / "issue.toml").write_text("date = 2026-05-01\n", encoding="utf-8")
    (folder / "2026-11" / "issue.toml").write_text(
        'number = 11\ndate = 2026-11-15\narticles = ["same.md"]\n[[section]]\ntitle = "旧事"\narticles = ["a.md"]\n',
        encoding="utf-8",
    )
    (folder / "2026-11" / "glossary.toml").write_text(
        'names = ["余石帆"]\nkeep = ["乾陵"]\n', encoding="utf-8"
    )
    (folder / "2026-02" / "issue.toml").write_text(
        'number = 2\ndate = 2026-02-15\neditors_note = "读者好。"\n[[section]]\ntitle = "动态"\narticles = ["a.md", "b.md"]\n',
        encoding="utf-8",
    )
    volume = Volume("2026-bound", "2026年合订本", date(2026, 1, 1), date(2026, 12, 31))
    return Order(
        (folder,), (Format.EPUB,), (Script.ZH_HANT_TW,), "anthology", output=tmp_path / "out", volume=volume
    )


def book_of(made: Made) -> dict[str, str]:
    with zipfile.ZipFile(made.artefacts[0].path) as book:
        return {
            name.rpartition("/")[2]: book.read(name).decode() for name in book.namelist() if "html" in name
        }


def test_issues_are_parts_in_the_order_of_time_and_their_texts_stay_as_they_were(order: Order) -> None:
    made = renew(order)
    assert [artefact.path.name for artefact in made.artefacts] == ["2026-bound.zh-Hant-TW.epub"]
    pages = book_of(made)
    parts = {name: page for name, page in pages.items() if name.startswith("section")}
    assert ["第二期" in parts["section-01.xhtml"], "第十一期" in parts["section-02.xhtml"]] == [True, True]
    # The editor's note opens its issue; the section is told with its first article, in both places.
    assert "讀者好。" in pages["article-001.xhtml"]
    assert 'class="department">動態' in pages["article-002.xhtml"]
    assert 'class="department"' not in pages["article-003.xhtml"]
    assert 'class="department">舊事' in parts["section-02.xhtml"]
    # The glossary of an issue holds for its texts and for no other.
    assert "余石帆" in pages["article-004.xhtml"]
    assert "里弄和乾陵" in pages["article-004.xhtml"]
    # A reference leads to the article of its own issue.
    assert 'href="article-003.xhtml"' in pages["article-002.xhtml"]


def test_what_two_issues_have_is_printed_once_and_said(order: Order) -> None:
    made = renew(order)
    assert [notice.values["count"] for notice in made.notices if notice.code == "press.bound-once"] == [1]
    titles = [page for page in book_of(made).values() if "<title>春</title>" in page]
    assert len(titles) == 1


def test_authors_and_sources_of_all_issues_are_indexed(order: Order) -> None:
    pages = book_of(renew(order))
    authors = pages["authors.xhtml"]
    assert authors.index("余石帆") < authors.index("林一舟")  # seven strokes and eight
    assert "晚報" in pages["sources.xhtml"]


def test_a_volume_is_fresh_until_one_of_its_issues_changes(order: Order) -> None:
    renew(order)
    assert len(renew(order).fresh) == 1
    article = order.targets[0] / "2026-02" / "b.md"
    article.write_text(article.read_text(encoding="utf-8") + "\n又退了。\n", encoding="utf-8")
    output = order.output or Path()
    (edition,) = editions_of(order, Larder(order.targets[0], output), Manifest(output))
    assert [(reason.kind, reason.what) for reason in edition.why] == [("changed", "2026-02/b.md")]


def test_only_the_issues_of_the_time_and_of_this_periodical_are_bound(order: Order) -> None:
    assert [plan.key for plan in plans_of(order)] == ["2026-02", "2026-11"]
    assert order.volume
    spring = replace(order, volume=replace(order.volume, last=date(2026, 6, 30)))
    assert [plan.key for plan in plans_of(spring)] == ["2026-02"]
    with pytest.raises(InputError) as caught:
        plans_of(
            replace(order, volume=replace(order.volume, first=date(2020, 1, 1), last=date(2020, 12, 31)))
        )
    assert caught.value.code == "press.no-issue-then"


def test_months_of_the_library_are_bound_without_issue_files(order: Order) -> None:
    library = order.targets[0] / "library"
    with open_library(library, write=True) as shelf:
        for month, text in ((3, "三月的桥。"), (4, "四月的船。")):
            day = date(2026, month, 5)
            article = Article("k", f"{month}月", Body.from_paragraphs(text), date=day, section="动态")
            shelf.add([Accession(article, permission=Permission.OWN)])
    assert order.volume
    made = renew(replace(order, volume=replace(order.volume, library=library)))
    pages = book_of(made)
    assert "第三期" in pages["section-01.xhtml"]
    assert "第四期" in pages["section-02.xhtml"]
