"""The review of an issue: made, decided on its page, applied, and never asked again."""

import json
import re
import time
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.browser import CHROMIUM, Browser

from bulletin.messages import Language
from bulletin.model import Script, Tier
from bulletin.press.deciding import apply_decisions
from bulletin.press.make import make
from bulletin.press.order import Order
from bulletin.press.reviews import make_reviews

TW = Script.ZH_HANT_TW


@pytest.fixture
def order(tmp_path: Path) -> Order:
    """A periodical with an issue of one article: 城里人 is cut in two ways, 干 stands alone, 项目 is Taiwan's 專案."""
    issue = tmp_path / "2026-03"
    (issue / "articles").mkdir(parents=True)
    (tmp_path / "bulletin.toml").write_text('[periodical]\nname = "青禾通讯"\n', encoding="utf-8")
    text = "# 春天的项目\n\n他笑的是城里人，一年接着一年干。项目办好了。</script>\n"
    (issue / "articles" / "a.md").write_text(text, encoding="utf-8")
    return Order((issue,), scripts=(TW,), output=tmp_path / "out")


def decide(order: Order, source: str) -> Path:
    file = order.targets[0].parent / "saved.toml"
    file.write_text(source, encoding="utf-8")
    return file


def test_doubts_come_most_doubtful_first_with_candidates_and_place(order: Order) -> None:
    (review,) = make_reviews(order, "json").reviews
    first = review.doubts[0]
    assert (first.tier, first.passage, first.form) == (Tier.RED, "{城里人}", "城裡人")
    assert "城里人" in first.candidates
    assert (first.occurrences[0].article, first.occurrences[0].before) == ("春天的项目", "他笑的是")
    tiers = [doubt.tier for doubt in review.doubts]
    assert tiers == sorted(tiers, key=list(Tier).index)
    alone = next(doubt for doubt in review.doubts if doubt.text == "干")
    assert (alone.tier, alone.passage) == (Tier.AMBER, "年{干}。")
    assert {"幹", "乾", "干"} <= set(alone.candidates)


@pytest.mark.parametrize("form", ["html", "json", "xlsx"])
def test_a_review_holds_every_doubt_and_is_the_same_twice(order: Order, form: str) -> None:
    made = make_reviews(order, form)  # type: ignore[arg-type]
    (path,) = made.paths
    first = path.read_bytes()
    doubts = made.reviews[0].doubts
    if form == "json":
        assert [each["text"] for each in json.loads(first)["doubts"]] == [doubt.text for doubt in doubts]
    elif form == "xlsx":
        rows = list(load_workbook(path).active.values)
        assert len(rows) == 1 + sum(len(doubt.occurrences) for doubt in doubts)
    else:
        page = first.decode()
        assert "不等于没有错" in page
        assert page.count("</script>") == 2
        assert not re.search(r"(?:src|href)=[\"']?https?:", page)
    time.sleep(2 if form == "xlsx" else 0)  # a ZIP's clock
    make_reviews(order, form)  # type: ignore[arg-type]
    assert path.read_bytes() == first


@pytest.mark.parametrize(("language", "words"), [("zh", ("级", "红")), ("en", ("Tier", "Red"))])
def test_the_headings_of_the_table_are_in_the_editors_language(
    order: Order, language: Language, words: tuple[str, str]
) -> None:
    (path,) = make_reviews(order, "xlsx", language).paths
    rows = list(load_workbook(path).active.values)
    assert (rows[0][0], rows[1][0]) == words
    assert all(rows[0])


def test_make_counts_the_red_until_they_are_decided(order: Order) -> None:
    told = [notice for notice in make(order).notices if notice.code == "press.red-undecided"]
    assert told[0].values == {"count": 1, "script": "zh-Hant-TW"}
    source = '[[decision]]\ntext = "{城里人}"\nzh-Hant-TW = "城裡人"\n'
    assert apply_decisions(order, decide(order, source)).decisions == 1
    assert not [notice for notice in make(order).notices if notice.code == "press.red-undecided"]
    (review,) = make_reviews(order, "json").reviews
    assert review.decided == 1
    assert "城里人" not in {doubt.text for doubt in review.doubts}


def test_a_file_is_applied_once_and_a_clash_is_told_and_left_out(order: Order) -> None:
    source = '[[decision]]\ntext = "年{干}。"\nzh-Hant-TW = "幹"\n\n[[decision]]\ntext = "{余仲安}"\nglossary = "name"\n'
    applied = apply_decisions(order, decide(order, source))
    assert (applied.decisions, applied.entries, applied.notices) == (1, 1, ())
    home = order.targets[0].parent
    assert '"余仲安"' in (home / "glossary.toml").read_text(encoding="utf-8")
    kept = (home / "decisions.toml").read_bytes()
    again = apply_decisions(order, decide(order, source))
    assert (again.decisions, again.entries, again.notices) == (0, 0, ())
    clash = apply_decisions(order, decide(order, source.replace("幹", "乾")))
    assert [notice.code for notice in clash.notices] == ["planning.decision-twice"]
    assert (home / "decisions.toml").read_bytes() == kept


def test_a_decision_is_replaced_where_that_is_asked_and_the_rest_of_the_file_stays(order: Order) -> None:
    kept = order.targets[0].parent / "decisions.toml"
    block = '[[decision]]\ntext = "{}"\n{} = "{}"\n'
    former = f"# 三月定\n{block.format('年{干}。', 'zh-Hant-TW', '乾')}\n# 四月定\n"
    kept.write_text(
        former
        + block.format("年{干}。", "zh-Hant-HK", "幹")
        + "\n"
        + block.format("{城里人}", "zh-Hant-TW", "城裡人"),
        encoding="utf-8",
    )
    file = decide(order, block.format("年{干}。", "zh-Hant-TW", "幹"))
    assert apply_decisions(order, file).decisions == 0
    applied = apply_decisions(order, file, replace_former=True)
    assert (applied.decisions, applied.notices) == (1, ())
    source = kept.read_text(encoding="utf-8")
    assert "# 三月定" in source
    assert "# 四月定" in source
    assert '"{城里人}"' in source
    assert source.count('"年{干}。"') == 1
    assert 'zh-Hant-HK = "幹"\nzh-Hant-TW = "幹"' in source
    assert apply_decisions(order, file, replace_former=True).decisions == 0
    assert kept.read_text(encoding="utf-8") == source


def test_decisions_of_the_periodical_that_settle_nothing_are_counted(order: Order) -> None:
    source = '[[decision]]\ntext = "海{里}的"\nzh-Hant-TW = "浬"\n\n[[decision]]\ntext = "海{里}有"\nzh-Hant-HK = "浬"\n'
    (order.targets[0].parent / "decisions.toml").write_text(source, encoding="utf-8")
    (notice,) = make_reviews(order, "json").notices
    assert (notice.code, notice.values["count"]) == ("press.decisions-unused", 1)


def test_a_decision_of_the_issue_that_settles_nothing_is_told(order: Order) -> None:
    source = '[[decision]]\ntext = "海{里}的"\nzh-Hant-TW = "浬"\n'
    (order.targets[0] / "decisions.toml").write_text(source, encoding="utf-8")
    (notice,) = make_reviews(order, "json").notices
    assert (notice.code, notice.place[-2:]) == ("press.decision-unused", ":1")


@pytest.mark.slow
@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here")
def test_keys_decide_lock_and_undo_and_a_former_decision_can_be_asked_again(
    order: Order, tmp_path: Path
) -> None:
    block = '[[decision]]\ntext = "{}"\nzh-Hant-TW = "{}"\n'
    kept = order.targets[0].parent / "decisions.toml"
    kept.write_text(
        f"# 三月\n{block.format('海{里}的', '浬')}\n# 四月\n{block.format('年{干}。', '幹')}",
        encoding="utf-8",
    )
    (path,) = make_reviews(order, "html").paths
    with Browser(tmp_path / "browser") as browser:
        browser.open(path.as_uri())
        for key in ("Enter", "l", "k", "u"):
            browser.press(key)
        browser.click("find('former').querySelector('summary')")
        browser.click("find('former-list').querySelector('button')")
        browser.press("s")
        saved = browser.downloaded("decisions.toml").read_text(encoding="utf-8")
    assert saved == "# 三月\n# 四月\n" + block.format("年{干}。", "幹") + "\n" + block.format(
        "{城里人}", "城裡人"
    )
