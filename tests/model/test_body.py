"""The body grammar: what it is, and what breaks it."""

import pickle

import pytest

from bulletin.model import Body
from bulletin.model.grammar import row_widths, violations


def test_a_body_travels_between_processes_and_gives_fresh_trees() -> None:
    body = Body.from_paragraphs("甲", "", "乙")
    assert pickle.loads(pickle.dumps(body)) == body  # noqa: S301 — our own bytes
    tree = body.tree()
    tree[0].text = "改"
    assert body.xhtml == "<body><p>甲</p><p>乙</p></body>"


def test_text_is_one_block_a_line_without_ruby_readings() -> None:
    body = Body("<body><h2>题</h2><p>读<ruby>褰<rt>qiān</rt></ruby>裳<br/>二</p><ul><li>项</li></ul></body>")
    assert body.text == "题\n读褰裳\n二\n项"


def test_a_picture_alone_is_not_nothing() -> None:
    assert Body().is_empty
    assert not Body('<body><figure><img src="a.png" alt=""/></figure></body>').is_empty


def test_only_a_body_is_a_body() -> None:
    with pytest.raises(ValueError, match="body"):
        Body.from_tree(Body("<div/>").tree())


@pytest.mark.parametrize(
    "xhtml",
    [
        "<body/>",
        "<body><p>甲<strong>乙</strong><br/>丙</p><hr/><p>丁</p></body>",
        '<body><h2>题</h2><h3>小题</h3><p class="verse">一<br/>二</p><h2>又</h2></body>',
        "<body><ul><li>甲</li><li><p>乙</p><ol><li>丙</li></ol></li></ul></body>",
        '<body><figure><img src="a.png" alt=""/><figcaption>图</figcaption></figure></body>',
        '<body><p>文<a class="noteref" href="#note-1">1</a></p>'
        '<aside class="footnote" id="note-1"><p>注</p></aside></body>',
        "<body><table><caption>表</caption><thead><tr><th>甲</th><th>乙</th></tr></thead>"
        '<tbody><tr><td colspan="2">丙</td></tr></tbody></table></body>',
        '<body><table><tbody><tr><td rowspan="2">甲</td><td>乙</td></tr><tr><td/></tr></tbody></table></body>',
    ],
)
def test_what_the_grammar_allows_is_no_violation(xhtml: str) -> None:
    assert violations(Body(xhtml)) == []


@pytest.mark.parametrize(
    ("xhtml", "said"),
    [
        ("<body><div>甲</div></body>", "<div> is not in the grammar"),
        ("<body>甲</body>", "text '甲' directly in <body>"),
        ("<body><p>甲<p>乙</p></p></body>", "<p> in <p>"),
        ("<body><p/></body>", "empty <p>"),
        ("<body><p><strong/>甲</p></body>", "empty <strong>"),
        ("<body><ul><p>甲</p></ul></body>", "<p> in <ul>"),
        ("<body><ul><li>甲<p>乙</p></li></ul></body>", "<p> in <li>"),
        ("<body><h3>甲</h3></body>", "<h3> after level 1"),
        ("<body><h2>甲</h2><h4>乙</h4></body>", "<h4> after level 2"),
        ('<body><p onclick="x()">甲</p></body>', "onclick= on <p>"),
        ('<body><p class="red">甲</p></body>', "class 'red' on <p>"),
        ('<body><p><a href="javascript:1">甲</a></p></body>', "a link to 'javascript:1'"),
        ('<body><p><a href="#x">甲</a></p></body>', "a link to '#x', which is not there"),
        ("<body><p><a>甲</a></p></body>", "a link that leads nowhere"),
        ('<body><p id="x">甲</p><p id="x">乙</p></body>', "id 'x' twice"),
        ('<body><figure><img src="a.png"/></figure></body>', "a picture without src or alt"),
        ("<body><p>甲</p><!-- 注 --></body>", "a comment or processing instruction"),
        (
            "<body><table><tbody><tr><td>甲</td><td>乙</td></tr><tr><td>丙</td></tr></tbody></table></body>",
            "a table with rows of [1, 2] columns",
        ),
        ('<body><table><tbody><tr><td colspan="0">甲</td></tr></tbody></table></body>', "colspan='0'"),
    ],
)
def test_what_the_grammar_forbids_is_said(xhtml: str, said: str) -> None:
    assert said in violations(Body(xhtml))


def test_cells_that_reach_down_count_in_the_rows_they_reach() -> None:
    table = Body(
        '<body><table><tbody><tr><td rowspan="2" colspan="2">甲</td><td>乙</td></tr>'
        "<tr><td>丙</td></tr><tr><td>丁</td></tr></tbody></table></body>"
    ).tree()
    assert row_widths(list(table.iter("tr"))) == [3, 3, 1]
