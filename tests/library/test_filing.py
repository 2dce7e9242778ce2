"""Articles go in once, whole, and come out as they went in."""

import datetime
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bulletin.errors import InputError
from bulletin.library import Accession, Library, Permission, Validators, Wanted, open_library
from bulletin.model import Asset, Body, Script

Make = Callable[..., Accession]


def test_an_article_comes_out_as_it_went_in(library: Library, make: Make, picture: Asset) -> None:
    body = Body(f'<body><p>钟声又响了。</p><figure><img src="{picture.name}" alt="钟"/></figure></body>')
    accession = make(
        url="https://example.org/1",
        kicker="旧街新声",
        byline="余清远",
        source="石桥社区理事会",
        date=datetime.date(2026, 3, 1),
        script=Script.ZH_HANS,
        assets=(picture,),
    )
    article = replace(accession.article, body=body)
    accession = replace(
        accession, article=article, tags=("钟", "桥"), permission=Permission.OWN, confidence={"date": 0.6}
    )
    (filed,) = library.add([accession]).value
    holding = library.get(filed.number)
    assert replace(holding.article, key="") == article
    assert holding.record.tags == ("桥", "钟")
    assert holding.record.permission is Permission.OWN
    assert holding.confidence == {"date": 0.6}
    (source,) = holding.provenance
    assert source.headers == (("ETag", '"1"'),)
    assert library.original(source.sha256) == "<p>石桥的钟</p>".encode()
    assert library.check() == ()


def test_the_same_address_with_the_same_text_is_unchanged(library: Library, make: Make) -> None:
    accession = make("钟声又响了。", url="https://example.org/1")
    states = [filed.state for filed in library.add([accession, accession]).value]
    assert states == ["added", "unchanged"]
    assert [filed.state for filed in library.add([accession]).value] == ["unchanged"]
    assert len(library) == 1


def test_the_same_address_with_another_text_is_brought_up_to_date(library: Library, make: Make) -> None:
    library.add([make("钟声又响了。", url="https://example.org/1")])
    (filed,) = library.add([make("钟声停了，有人爬上去修。", url="https://example.org/1")]).value
    assert (filed.number, filed.state) == (1, "updated")
    assert library.search("又响") == ()
    assert len(library.search("爬上去")) == 1
    assert library.check() == ()


def test_the_same_text_from_another_address_is_not_stored_twice(library: Library, make: Make) -> None:
    outcome = library.add(
        [make("钟声又响了。", url="https://example.org/1"), make("钟声又响了。", url="https://example.net/a")]
    )
    assert [filed.number for filed in outcome.value] == [1, 1]
    assert [notice.code for notice in outcome.notices] == ["library.same-text"]
    (again,) = library.add([make("钟声停了。", url="https://example.net/a")]).value
    assert (again.number, again.state) == (1, "updated")


def test_a_file_read_again_after_an_edit_is_the_same_article(
    library: Library, make: Make, essays: Callable[[int], list[str]]
) -> None:
    (text,) = essays(1)
    library.add([make(text, origin="a.md")])
    (filed,) = library.add([make(text + "又添一句。", origin="a.md")]).value
    assert (filed.number, filed.state) == (1, "updated")


def test_two_short_articles_of_one_title_in_one_file_are_two(library: Library, make: Make) -> None:
    library.add([make("一则。", title="简讯", origin="a.txt"), make("两则。", title="简讯", origin="a.txt")])
    assert len(library) == 2


def test_what_a_person_has_mended_outlives_the_next_collecting(library: Library, make: Make) -> None:
    url = "https://example.org/1"
    library.add([make("钟声又响了。", url=url, byline="佚名")])
    library.update(1, byline="余清远", date=datetime.date(2026, 2, 1), tags=("钟",))
    library.add(
        [make("钟声停了。", url=url, byline="本报", source="石桥社区理事会", date=datetime.date(2020, 1, 1))]
    )
    holding = library.get(1)
    assert (holding.article.byline, holding.article.source) == ("余清远", "石桥社区理事会")
    assert holding.article.date == datetime.date(2026, 2, 1)
    assert holding.edited == {"byline", "date", "tags"}
    assert library.check() == ()


def test_what_a_page_no_longer_tells_is_kept(library: Library, make: Make) -> None:
    library.add([make("钟声又响了。", url="https://example.org/1", byline="余清远")])
    library.add([make("钟声停了。", url="https://example.org/1")])
    assert library.get(1).article.byline == "余清远"


def test_a_number_is_never_given_twice(library: Library, make: Make) -> None:
    library.add([make("一。"), make("二。")])
    library.remove(2)
    (filed,) = library.add([make("三。")]).value
    assert filed.number == 3
    with pytest.raises(InputError, match="#2"):
        library.get(2)


def test_of_several_to_remove_all_go_or_none(library: Library, make: Make) -> None:
    library.add([make("一。"), make("二。")])
    with pytest.raises(InputError):
        library.remove(1, 7)
    assert len(library) == 2
    assert library.check() == ()


def test_a_list_is_newest_first_and_narrowed_by_every_wish(library: Library, make: Make) -> None:
    days = [datetime.date(2026, 1, 31), None, datetime.date(2026, 3, 1), datetime.date(2026, 2, 1)]
    for number, day in enumerate(days):
        library.add(
            [replace(make(f"第{number}篇。", date=day, section="会务" if number else "随笔"), tags=("钟",))]
        )
    library.mark_used([4], "2026-02")

    def numbers(**wanted: object) -> list[int]:
        return [record.number for record in library.find(Wanted(**wanted))]  # type: ignore[arg-type] # by name

    assert numbers() == [3, 4, 1, 2]
    assert numbers(since=datetime.date(2026, 2, 1)) == [3, 4]
    assert numbers(until=datetime.date(2026, 2, 1)) == [4, 1]
    assert numbers(section="随笔") == [1]
    assert numbers(tag="钟", unused=True) == [3, 1, 2]
    assert numbers(tag="桥") == []
    assert numbers(permission=Permission.UNKNOWN) == [3, 4, 1, 2]
    assert [record.number for record in library.find(limit=1)] == [3]


def test_an_issue_has_exactly_the_articles_last_said(library: Library, make: Make) -> None:
    library.add([make("一。"), make("二。"), make("三。")])
    library.mark_used([1, 2], "2026-03")
    library.mark_used([2, 3], "2026-03")
    assert library.used_in("2026-03") == (2, 3)
    assert library.get(2).record.used_in == ("2026-03",)


def test_articles_without_permission_are_named(library: Library, make: Make) -> None:
    library.add([make("一。"), replace(make("二。"), permission=Permission.PERMITTED), make("三。")])
    library.update(3, permission=Permission.REFUSED)
    assert [record.number for record in library.without_permission([3, 2, 1])] == [3, 1]


def test_a_fetched_address_is_remembered(library: Library) -> None:
    assert library.seen("https://example.org/") is None
    library.remember("https://example.org/", Validators('"1"', "Mon, 02 Mar 2026 00:00:00 GMT"))
    library.remember("https://example.org/", Validators('"2"'))
    assert library.seen("https://example.org/") == Validators('"2"')


def test_a_batch_that_fails_leaves_nothing_of_itself(folder: Path, make: Make) -> None:
    def broken() -> object:
        yield make("一。")
        raise RuntimeError

    with open_library(folder, write=True) as library:
        with pytest.raises(RuntimeError):
            library.add(broken())  # type: ignore[arg-type] # an iterator of accessions
        assert len(library) == 0
        assert library.check() == ()
