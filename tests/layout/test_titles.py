"""Titles broken by sense."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bulletin.layout.titles import on_one_line, shortened, title_lines
from bulletin.layout.widths import line_count, width_em

ROOM = 19.6  # 432 pt in 二号


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("春讯", ("春讯",)),
        ("春风 化雨", ("春风　化雨",)),
        ("凝聚邻里力量 云桥街道议事协商制度改革目标基本实现", ("凝聚邻里力量", "云桥街道议事协商制度改革目标基本实现")),
        ("从Open Data到“小程序”：一个社区数据组的三百天", ("从Open Data到“小程序”：", "一个社区数据组的三百天")),
        ("《云桥水志》编纂委员会第二十三次全体会议在临江市召开", ("《云桥水志》编纂委员会", "第二十三次全体会议在临江市召开")),
        ("市人大常委会副主任周敏到云桥街道调研居民议事协商工作", ("市人大常委会副主任", "周敏到云桥街道调研居民议事协商工作")),
        ("二十年来我市河道治理成效显著群众满意度大幅提升", ("二十年来我市河道治理", "成效显著群众满意度大幅提升")),
        ("古桥，你慢点走！古桥：不，年轻人已经等不及要过河", ("古桥，你慢点走！", "古桥：不，年轻人已经等不及要过河")),
        ("【春风化雨 润物无声】我馆举办第三届古籍修复技能大赛", ("【春风化雨　润物无声】", "我馆举办第三届古籍修复技能大赛")),
        ("A Quick Brown Fox Jumps Over the Lazy Dog and Away", ("A Quick Brown Fox Jumps", "Over the Lazy Dog and Away")),
    ],
)  # fmt: skip
def test_a_title_breaks_where_its_sense_does(title: str, lines: tuple[str, ...]) -> None:
    assert title_lines(title, ROOM) == lines


def test_a_name_in_its_marks_stays_whole() -> None:
    lines = title_lines("关于印发《社区工作者职业体系建设方案》的通知", ROOM)
    assert len(lines) > 1
    assert any("《社区工作者职业体系建设方案》" in line for line in lines)


def test_a_traditional_title_breaks_between_words_too() -> None:
    title = "一位老編輯和他的玻璃底片收藏故事以及後來的展覽"
    assert title_lines(title, ROOM, "zh-Hant-TW") == ("一位老編輯和他的", "玻璃底片收藏故事以及後來的展覽")


def test_what_stands_in_brackets_at_the_end_has_a_line_of_its_own() -> None:
    title = "在新時代水系連通工程中爭先出彩（推動高質量發展・權威發佈）"
    assert title_lines(title, ROOM, "zh-Hant-HK") == (
        "在新時代水系連通工程中爭先出彩",
        "（推動高質量發展・權威發佈）",
    )


def test_no_line_ends_inside_a_name_of_the_glossary() -> None:
    title = "志愿者在枫浦市青禾社区服务协会举行茶话会纪念活动"
    for name in ("枫浦市青禾社区服务协会", "服务协会举行茶话会"):
        assert any(name in line for line in title_lines(title, ROOM, names=(name,)))


def test_a_number_keeps_its_unit() -> None:
    assert not [
        line
        for line in title_lines("我市完成第一季度三百多万元和2026年12月300万元招标", 9)
        if line.startswith(("元", "万", "年", "月"))
    ]


def test_a_date_stays_whole() -> None:
    lines = title_lines("枫浦市档案馆将于三月二十日起举办珍贵历史照片展览", ROOM)
    assert any("三月二十日" in line for line in lines)


def test_a_very_long_title_is_broken_at_once() -> None:
    title = "关于进一步做好居民意见收集分类办理和公布工作的若干说明以及各社区" * 15
    started = time.process_time()
    assert len(title_lines(title, ROOM)) < 32
    assert time.process_time() - started < 2


def test_a_name_longer_than_a_line_is_broken_all_the_same() -> None:
    lines = title_lines("关于印发《临江市社区工作者职业体系建设与人才培养五年实施方案》的通知", ROOM)
    assert max(map(width_em, lines)) <= ROOM


def test_a_word_longer_than_a_line_is_left_to_the_engine() -> None:
    assert title_lines("A" * 90, ROOM) == ("A" * 90,)


TITLES = st.text("春风化雨的在云桥水志，、：“”《》2026年ABc ", min_size=1, max_size=60)


@given(TITLES)
def test_no_character_of_a_title_is_lost(title: str) -> None:
    assert "".join("".join(title_lines(title, ROOM)).split()) == "".join(title.split())


@given(TITLES)
def test_no_line_begins_with_a_mark_that_must_not(title: str) -> None:
    assert not [line for line in title_lines(title, ROOM)[1:] if line[:1] in "，、：”》"]


@given(st.text("春风化雨云桥水志社区", min_size=20, max_size=58))
def test_lines_fit_and_no_line_is_of_one_or_two_characters(title: str) -> None:
    lines = title_lines(title, ROOM)
    assert all(3 <= width_em(line) <= ROOM for line in lines)


def test_a_space_of_the_authors_prints_an_em_wide_and_others_do_not() -> None:
    assert on_one_line(" 春风  化雨 Open  Data ") == "春风　化雨 Open Data"


def test_a_text_that_stands_as_a_title_is_left_to_the_page() -> None:
    started = time.process_time()
    assert title_lines("长题" * 3000, ROOM) == ("长题" * 3000,)
    assert time.process_time() - started < 1


def test_chinese_is_a_square_a_character() -> None:
    assert width_em("云桥，“水”——") == 8.0
    assert line_count("云" * 36, 36) == 1
    assert line_count("云" * 37, 36) == 2


def test_a_running_head_is_cut_before_a_mark_and_says_so() -> None:
    assert shortened("云桥水事", 30) == "云桥水事"
    assert shortened("关于做好居民意见收集、分类、办理和公布工作的说明", 13) == "关于做好居民意见收集……"
    assert (
        shortened("关于印发《枫浦市社区工作者职业体系建设方案》的通知", 20)
        == "关于印发《枫浦市社区工作者职业体系……"
    )


@given(TITLES, st.integers(8, 30))
def test_a_shortened_title_fits_and_is_its_beginning(title: str, room_em: int) -> None:
    short = shortened(title, room_em)
    assert width_em(short) <= room_em
    assert short == title or title.startswith(short.removesuffix("……"))
