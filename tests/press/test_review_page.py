"""The review's page in a browser: every button, the file it saves, and the issue made again with that file."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.browser import CHROMIUM, Browser

from bulletin.model import Script
from bulletin.press.deciding import apply_decisions
from bulletin.press.make import make
from bulletin.press.order import Order
from bulletin.press.reviews import make_reviews

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here"),
]

FORMER = """# 二月
[[decision]]
text = "海{里}的"
zh-Hant-TW = "浬"

# 一月
[[decision]]
text = "只{系}鞋"
zh-Hant-TW = "繫"
"""


@pytest.fixture
def order(tmp_path: Path) -> Order:
    """Two articles: 城里人 is cut in two ways, 干 系 只 stand alone, 项目 is Taiwan's 專案, 理发店 is a phrase."""
    issue = tmp_path / "2026-03"
    (issue / "articles").mkdir(parents=True)
    (tmp_path / "bulletin.toml").write_text('[periodical]\nname = "青禾通讯"\n', encoding="utf-8")
    (tmp_path / "decisions.toml").write_text(FORMER, encoding="utf-8")
    texts = {
        "a": "# 春天的项目\n\n他笑的是城里人，一年接着一年干。项目办好了。\n",
        "b": "# 理发店\n\n她的头发白了，船系在桥边，于是他说：只怕没人系。\n",
    }
    for name, text in texts.items():
        (issue / "articles" / f"{name}.md").write_text(text, encoding="utf-8")
    return Order((issue,), scripts=(Script.ZH_HANT_TW,), output=tmp_path / "out")


def case(passage: str) -> str:
    return f"find(`case-${{data.doubts.find((each) => each.passage === '{passage}').index}}`)"


def button(passage: str, label: str) -> str:
    """The button whose words begin with `label`, in the case of a passage."""
    return f"[...{case(passage)}.querySelectorAll('button')].find((each) => each.textContent.startsWith('{label}'))"


def shown(browser: Browser) -> set[str]:
    """The passages that the page shows now."""
    every = (
        "[...document.querySelectorAll('.case')].map((each) => data.doubts[Number(each.id.slice(5))].passage)"
    )
    return set(browser.ask(every))


def test_filters_and_search_show_what_they_say(order: Order, tmp_path: Path) -> None:
    (path,) = make_reviews(order, "html").paths
    with Browser(tmp_path / "browser") as browser:
        browser.open(path.as_uri())
        every = shown(browser)
        assert {"{城里人}", "年{干}。", "{项目}", "{理发店}"} <= every
        browser.click("document.querySelector('#tiers .grey')")
        assert every - shown(browser) >= {"{理发店}"}
        browser.click("document.querySelector('#tiers .grey')")
        browser.ask("find('article').value = '1'; find('article').dispatchEvent(new Event('change'))")
        there = browser.ask(
            "data.doubts.filter((each) => each.at.some(([at]) => at === 1)).map((each) => each.passage)"
        )
        assert shown(browser) == set(there)
        assert shown(browser) < every
        browser.ask("find('article').value = ''; find('article').dispatchEvent(new Event('change'))")
        browser.click("find('search')")
        browser.write("笑的是")
        assert shown(browser) >= {"{城里人}"}
        assert "{理发店}" not in shown(browser)
        browser.ask("find('search').value = ''; find('search').dispatchEvent(new Event('input'))")
        browser.click(button("{城里人}", "城裡人"))
        browser.click("find('undecided')")
        assert shown(browser) == every - {"{城里人}"}
        browser.click("find('language')")
        assert "accept" in browser.ask("document.querySelector('footer').textContent").lower()


def test_what_is_decided_with_mouse_and_keys_is_saved_and_is_what_the_next_edition_says(
    order: Order, tmp_path: Path
) -> None:
    (path,) = make_reviews(order, "html").paths
    with Browser(tmp_path / "browser") as browser:
        browser.open(path.as_uri())
        browser.click(button("{城里人}", "城裡人"))  # accept
        browser.click(button("年{干}。", "乾"))  # choose another
        browser.click(button("{头发白}", "不转"))  # lock
        browser.click(button("{项目}", "用语表"))
        browser.click(button("{项目}", "一个字也不转"))  # add to the glossary
        browser.answer("繋")
        browser.click(button("船{系}在", "另写"))  # write another form
        assert browser.ask("find('progress').textContent") != ""
        lone = browser.ask("data.doubts.find((each) => !decided.has(each.passage)).passage")
        browser.click(f"{case(lone)}.querySelector('.quote')")
        browser.press("Enter")
        browser.press("k")
        assert browser.ask(f"decided.has('{lone}')")
        browser.click(f"{case(lone)}.querySelector('.quote')")
        browser.press("u")  # undo
        assert not browser.ask(f"decided.has('{lone}')")
        browser.click("find('former').querySelector('summary')")
        browser.click("find('former-list').querySelector('button')")  # ask 海{里}的 again
        browser.click("find('save')")
        saved = browser.downloaded("decisions.toml")
        source = saved.read_text(encoding="utf-8")
        assert "decisions.toml" in browser.ask("find('message').textContent")
        browser.open(path.as_uri())  # closed and opened again: nothing is lost
        assert browser.ask("decided.size") == 5
        browser.ask("localStorage.clear(); state.saved = true")
        browser.open(path.as_uri())
        assert browser.ask("decided.size") == 0
        browser.choose_file("#import", saved)
        browser.wait_for("decided.size === 5")
    assert "# 二月" in source
    assert "海{里}的" not in source
    assert '"只{系}鞋"' in source
    (order.targets[0].parent / "decisions.toml").unlink()
    applied = apply_decisions(order, saved)
    assert (applied.decisions, applied.entries, applied.notices) == (5, 1, ())
    (review,) = make_reviews(order, "json").reviews
    asked = {doubt.passage for doubt in review.doubts}
    assert not {"{城里人}", "年{干}。", "{头发白}", "{项目}", "船{系}在"} & asked
    assert lone in asked
    artefacts = make(order).artefacts
    pdf = next(str(each.path) for each in artefacts if each.format.value == "pdf")
    if shutil.which("pdftotext"):
        text = subprocess.run(["pdftotext", pdf, "-"], capture_output=True, text=True, check=True).stdout
        words = re.sub(r"\s", "", text)
        for expected in ("城裡人", "一年接著一年乾", "头发白了", "项目辦好了", "船繋在"):
            assert expected in words
