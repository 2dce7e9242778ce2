"""Every way in which a Chinese site garbles its pages reads right, or says how much it lost."""

from collections.abc import Callable
from difflib import SequenceMatcher

import pytest

from bulletin.collect.decode import decode, doubts_of

# Our own words about an invented town; parts are put together to pages of every length.
SIMPLIFIED = (
    "三月的雨下了整整十天，青石巷的居民把门槛垫高了两块砖，谁也没有抱怨。",
    "社区图书室把旧报纸按年份装订起来，最早的一册是六十年代的，纸已经发脆。",
    "“先把水排出去，再谈别的。”老站长何慕舟说着，把雨衣披在年轻人的肩上。",
    "协会今年要办四件事：整理口述记录、修补旧志、培训讲解员、开放库房参观。",
    "会上宣读了《关于做好旧档案防潮工作的通知》，到会代表一致表示赞同。",
    "统计数字显示，全年接待读者4,320人次，比上年增加百分之十二点五。",
    "他们说，路修好以后，到县城只要四十分钟，而从前要走大半天。",
    "夜里十一点，值班室的灯还亮着，登记簿上又多了一行整齐的小字。",
)
TRADITIONAL = (
    "三月的雨下了整整十天，青石巷的居民把門檻墊高了兩塊磚，誰也沒有抱怨。",
    "社區圖書室把舊報紙按年份裝訂起來，最早的一冊是六十年代的，紙已經發脆。",
    "「先把水排出去，再談別的。」老站長何慕舟說著，把雨衣披在年輕人的肩上。",
    "協會今年要辦四件事：整理口述記錄、修補舊志、培訓講解員、開放庫房參觀。",
    "會上宣讀了《關於做好舊檔案防潮工作的通知》，到會代表一致表示贊同。",
    "統計數字顯示，全年接待讀者4,320人次，比上年增加百分之十二點五。",
    "他們說，路修好以後，到縣城只要四十分鐘，而從前要走大半天。",
    "夜裡十一點，值班室的燈還亮著，登記簿上又多了一行整齊的小字。",
)
HONG_KONG = "佢哋喺度等咗好耐，嘅嗰啲嘢都唔見咗。"  # characters of HKSCS


def pages(sentences: tuple[str, ...], charset: str = "", extra: str = "") -> list[str]:
    """48 pages of one to eight sentences, starting at each of them in turn."""
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}">' if charset else ""
    made = []
    for length in (1, 2, 3, 4, 6, 8):
        for start in range(8):
            text = "".join(sentences[(start + index) % 8] for index in range(length))
            made.append(
                f"<html><head>{meta}<title>{text[:9]}</title></head>\n<body><p>{text}{extra}</p></body></html>"
            )
    return made


def with_bad_byte(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + b"\xff" + data[middle:]


def cut_off(codec: str) -> Callable[[str], bytes]:
    """The page cut in the middle of its last Chinese character."""

    def encode(text: str) -> bytes:
        return text[: text.rindex("。") + 1].encode(codec)[:-1]

    return encode


Encode = Callable[[str], bytes]

EXACT: dict[str, tuple[list[str], Encode]] = {
    "UTF-8 declared": (pages(SIMPLIFIED, "utf-8"), lambda text: text.encode()),
    "UTF-8 undeclared": (pages(SIMPLIFIED), lambda text: text.encode()),
    "UTF-8 with a byte order mark": (pages(SIMPLIFIED), lambda text: text.encode("utf-8-sig")),
    "UTF-8 saved by a browser under gb2312": (pages(SIMPLIFIED, "gb2312"), lambda text: text.encode()),
    "UTF-8 declared big5": (pages(TRADITIONAL, "big5"), lambda text: text.encode()),
    "UTF-16 little-endian with a mark": (
        pages(SIMPLIFIED),
        lambda text: b"\xff\xfe" + text.encode("utf-16-le"),
    ),
    "UTF-16 big-endian with a mark": (pages(SIMPLIFIED), lambda text: b"\xfe\xff" + text.encode("utf-16-be")),
    "UTF-16 without a mark": (pages(SIMPLIFIED), lambda text: text.encode("utf-16-le")),
    "GB2312 declared": (pages(SIMPLIFIED, "gb2312"), lambda text: text.encode("gb2312")),
    "GB2312 declared with other case and quotes": (
        pages(SIMPLIFIED, "'GB2312'"),
        lambda text: text.encode("gbk"),
    ),
    "GBK under gb2312": (pages(SIMPLIFIED, "gb2312", "朱镕基、喆、頔"), lambda text: text.encode("gbk")),
    "GBK undeclared": (pages(SIMPLIFIED), lambda text: text.encode("gbk")),
    "GBK declared utf-8": (pages(SIMPLIFIED, "utf-8"), lambda text: text.encode("gbk")),
    "GBK declared big5": (pages(SIMPLIFIED, "big5"), lambda text: text.encode("gbk")),
    "GBK declared iso-8859-1": (pages(SIMPLIFIED, "iso-8859-1"), lambda text: text.encode("gbk")),
    "GB18030 with four-byte characters under gbk": (
        pages(SIMPLIFIED, "gbk", "𬭎㛃𠮷"),
        lambda text: text.encode("gb18030"),
    ),
    "Traditional in GBK, undeclared": (pages(TRADITIONAL), lambda text: text.encode("gbk")),
    "HZ declared": (pages(SIMPLIFIED, "hz-gb-2312"), lambda text: text.encode("hz")),
    "Big5 declared": (pages(TRADITIONAL, "big5"), lambda text: text.encode("big5")),
    "Big5 undeclared": (pages(TRADITIONAL), lambda text: text.encode("big5")),
    "Big5 declared gb2312": (pages(TRADITIONAL, "gb2312"), lambda text: text.encode("big5")),
    "Big5 declared utf-8": (pages(TRADITIONAL, "utf-8"), lambda text: text.encode("big5")),
    "HKSCS under big5": (pages(TRADITIONAL, "big5", HONG_KONG), lambda text: text.encode("big5hkscs")),
}
LOSSY: dict[str, tuple[list[str], Encode]] = {
    "GBK with a bad byte": (pages(SIMPLIFIED), lambda text: with_bad_byte(text.encode("gbk"))),
    "UTF-8 with a bad byte": (pages(SIMPLIFIED, "utf-8"), lambda text: with_bad_byte(text.encode())),
    "Big5 with a bad byte": (pages(TRADITIONAL, "big5"), lambda text: with_bad_byte(text.encode("big5"))),
    "GBK cut off": (pages(SIMPLIFIED, "gbk"), cut_off("gbk")),
    "UTF-8 cut off": (pages(SIMPLIFIED, "utf-8"), cut_off("utf-8")),
    "Big5 cut off": (pages(TRADITIONAL, "big5"), cut_off("big5")),
}


@pytest.mark.parametrize("variant", EXACT)
def test_a_page_reads_right_without_loss(variant: str) -> None:
    texts, encode = EXACT[variant]
    right = sum(decode(encode(text)).text == text for text in texts)
    assert right >= 0.97 * len(texts)


@pytest.mark.parametrize("variant", LOSSY)
def test_a_damaged_page_reads_right_but_for_the_damage_and_says_so(variant: str) -> None:
    texts, encode = LOSSY[variant]
    right = 0
    for text in texts:
        decoded = decode(encode(text))
        kept = sum(
            size
            for _, _, size in SequenceMatcher(None, text, decoded.text, autojunk=False).get_matching_blocks()
        )
        right += decoded.lost > 0 and kept >= min(len(text) - 4, text.rindex("。") - 2)
    assert right >= 0.97 * len(texts)


def test_an_encoding_named_by_the_server_helps_where_the_page_names_none() -> None:
    text = "<p>一份短短的告示</p>"
    assert decode(text.encode("gbk"), "GBK").text == text
    assert decode("<p>一份短短的告示</p>".encode("big5", "ignore"), "big5").encoding == "big5hkscs"


def test_plain_ascii_and_an_empty_file_are_read_as_they_are() -> None:
    assert decode(b"").text == ""
    assert decode(b"<p>plain</p>").text == "<p>plain</p>"


def test_what_a_file_itself_has_lost_is_counted_too() -> None:
    assert decode("第�期".encode()).lost == 1


@pytest.mark.parametrize("codec", ["utf-32", "utf-32-be"])
def test_utf_32_with_its_mark_is_not_taken_for_utf_16(codec: str) -> None:
    mark = b"" if codec == "utf-32" else b"\0\0\xfe\xff"  # the one writes its mark itself
    assert decode(mark + "渡船一天开四班。".encode(codec)).text == "渡船一天开四班。"


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_and_without_a_latin_letter_is_known(codec: str) -> None:
    for sentence in (*SIMPLIFIED, *TRADITIONAL):
        decoded = decode(sentence.encode(codec))
        assert (decoded.text, decoded.is_guessed) == (sentence, False)


def test_a_reading_that_is_hardly_likelier_than_another_is_told_of() -> None:
    decoded = decode("社区图书室把旧报".encode("gb18030"))
    assert [notice.code for notice in doubts_of(decoded, place="a.txt")] == ["collect.encoding-guessed"]
    assert doubts_of(decode("的一是在不了有和人这".encode("gb18030"))) == ()


OLD = "这一行是从旧文件里贴过来的，编码不同，说的是修桥的事。"
NEW = "他笑的是城里人，一年接着一年干。我们在会上说明了这个问题。"


@pytest.mark.parametrize("other", ["gb18030", "big5hkscs"])
@pytest.mark.parametrize(
    ("encodings", "main", "lines"),
    [
        ("u.u.o.uu", "utf-8", (5,)),
        ("oo.uoo.", "other", (4,)),
        ("uo..uoouuu", "utf-8", (2, 6, 7)),
    ],
)
def test_lines_in_two_encodings_are_each_read_in_their_own_and_told(
    other: str, encodings: str, main: str, lines: tuple[int, ...]
) -> None:
    old = "這一行是從舊檔案裡貼過來的，說的是修橋的事。" if other == "big5hkscs" else OLD
    texts = {"u": NEW, "o": old, ".": "plain, 1"}
    text = "\n".join(texts[each] for each in encodings)
    data = b"\n".join(texts[each].encode(other if each == "o" else "utf-8") for each in encodings)
    decoded = decode(data)
    assert decoded.text == text
    assert decoded.other_lines == lines
    assert {decoded.encoding, decoded.other_encoding} == {"utf-8", other}
    assert decoded.encoding == (other if main == "other" else main)


def test_the_lines_of_another_encoding_are_named_as_a_person_would() -> None:
    lines = [NEW.encode()] * 12
    for number in (2, 5, 6, 7, 11):
        lines[number - 1] = OLD.encode("gbk")
    (notice,) = doubts_of(decode(b"\n".join(lines)), place="a.md")
    assert (notice.code, notice.values["lines"], notice.place) == (
        "collect.encoding-mixed", "2, 5-7, 11", "a.md",
    )  # fmt: skip
    assert "2, 5-7, 11" in notice.message("zh")


def test_a_damaged_line_is_no_line_of_another_encoding_and_is_named() -> None:
    decoded = decode(b"\n".join([NEW.encode(), "第".encode() + b"\xff" + "期，".encode(), NEW.encode()]))
    assert (decoded.text.split("\n")[1], decoded.other_lines, decoded.lost) == ("第\ufffd期，", (), 1)
    (notice,) = doubts_of(decoded)
    assert (notice.code, notice.values["line"]) == ("collect.encoding-loss", 2)


@pytest.mark.parametrize(
    ("bad", "lost"),
    [(b"\xed\xa0\x80", 3), (b"\xff", 1), (b"\xe4\xb8", 1)],
    ids=["a lone surrogate", "a stray byte", "half a character"],
)
def test_a_short_text_with_a_bad_place_is_still_utf_8(bad: bytes, lost: int) -> None:
    decoded = decode("城里的".encode() + bad + "人，\ue000干活".encode() + "，面也好".encode())
    assert decoded.text == "城里的" + "\ufffd" * lost + "人，\ue000干活，面也好"
    assert (decoded.encoding, decoded.lost, decoded.is_guessed) == ("utf-8", lost, False)


def test_words_of_gbk_that_are_utf_8_by_chance_are_no_second_encoding() -> None:
    text = "法院干警走进社区。\n图片\n居民听得认真，问得仔细。\n"
    decoded = decode(text.encode("gb18030"))
    assert (decoded.text, decoded.encoding, decoded.other_encoding) == (text, "gb18030", "")
