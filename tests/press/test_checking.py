"""An issue looked over before it is printed; rules silenced with a reason."""

import io
from pathlib import Path

import pytest
from PIL import Image

from bulletin.errors import UsageError
from bulletin.model import Severity
from bulletin.press.checking import check

EXAMPLES = Path(__file__).parents[2] / "examples"
SETTINGS = """
[periodical]
name = "云桥通讯"
publisher = "云桥学会"
editors = ["于文"]

[output]
scripts = ["zh-Hans", "zh-Hant-TW"]
"""


@pytest.fixture
def issue(tmp_path: Path) -> Path:
    """An issue with a picture of 300 pixels, printed wide, and an article of nobody's."""
    folder = tmp_path / "2026-03"
    folder.mkdir()
    (tmp_path / "bulletin.toml").write_text(SETTINGS, encoding="utf-8")
    (folder / "issue.toml").write_text('number = 3\narticles = ["a.md"]\n', encoding="utf-8")
    packed = io.BytesIO()
    Image.effect_noise((300, 200), 60).save(packed, "PNG")
    (folder / "a.png").write_bytes(packed.getvalue())
    text = "---\ntitle: 修桥\n---\n\n桥在城西，见图7。\n\n![桥](a.png)\n"
    (folder / "a.md").write_text(text, encoding="utf-8")
    return folder


def test_an_issue_is_checked_as_it_would_be_printed(issue: Path) -> None:
    checked = check(issue)
    found = {notice.code: notice for notice in checked.notices}
    assert {"checks.no-source", "checks.orphan-reference", "pdf.coarse-picture"} <= set(found)
    assert found["pdf.coarse-picture"].article == "修桥"
    assert [notice.code for notice in checked.notices].count("checks.no-source") == 1  # not once a script
    assert {path.name for path in issue.iterdir()} == {"issue.toml", "a.md", "a.png"}


def test_a_rule_is_silenced_by_a_reason_and_listed_with_it(issue: Path) -> None:
    with (issue / "issue.toml").open("a", encoding="utf-8") as file:
        file.write(
            '\n[check]\n"checks.no-source" = "会员来稿"\n"pdf.coarse-picture" = ""\n"checks.nonsense" = "x"\n'
        )
    checked = check(issue)
    codes = [notice.code for notice in checked.notices]
    assert "checks.no-source" not in codes
    assert [(notice.code, reason) for notice, reason in checked.silenced] == [
        ("checks.no-source", "会员来稿")
    ]
    assert "pdf.coarse-picture" in codes  # no reason, no silence
    (unknown,) = [notice for notice in checked.notices if notice.code == "checks.unknown-code"]
    assert unknown.place.endswith("issue.toml:7")
    assert unknown.severity is Severity.WARNING


def test_other_kinds_of_files_are_refused(issue: Path) -> None:
    with pytest.raises(UsageError) as caught:
        check(issue / "a.png")
    assert caught.value.code == "press.cannot-check"


@pytest.mark.slow
@pytest.mark.parametrize(
    "name", ["2026-03", "anthology-2026", "briefing-2026-03", "gongwen-2026-07", "newsletter-2026-05"]
)
def test_the_examples_are_exemplary(name: str) -> None:
    assert [notice.message() for notice in check(EXAMPLES / name).notices] == []
