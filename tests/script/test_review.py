"""What a review asks about, how doubtful it takes it to be, and what it offers."""

import pytest

from bulletin.model import (
    Article,
    Body,
    Decision,
    Decisions,
    Doubt,
    Entry,
    EntryKind,
    Glossary,
    HouseStyle,
    Issue,
    Masthead,
    Periodical,
    Reason,
    Review,
    Script,
    Section,
    Tier,
)
from bulletin.script import make_review
from bulletin.script.ambiguity import ambiguity

TW, HK = Script.ZH_HANT_TW, Script.ZH_HANT_HK


def review(
    *paragraphs: str,
    glossary: Glossary | None = None,
    style: HouseStyle | None = None,
    way: tuple[Script, Script] = (Script.ZH_HANS, TW),
) -> Review:
    source, target = way
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    article = Article("a", "春日", Body(f"<body>{body}</body>"), script=source)
    issue = Issue("1", "三月号", Periodical("会刊", Masthead("会刊")), (Section("", (article,)),))
    return make_review(issue, target, glossary=glossary or Glossary(), style=style or HouseStyle()).value


def doubt(passage: str, made: Review) -> Doubt:
    (found,) = (each for each in made.doubts if each.passage == passage)
    return found


@pytest.mark.parametrize(
    ("sentence", "text", "other"),
    [
        ("全厂都参与制造。", "参与制造", "參與製造"),
        ("纸被发明以前。", "被发明", "被發明"),
        ("他笑的是城里人。", "城里人", "城里人"),
    ],
)
def test_where_a_phrase_can_be_cut_two_ways_it_is_red_and_the_other_way_offered(
    sentence: str, text: str, other: str
) -> None:
    found = doubt(f"{{{text}}}", review(sentence))
    assert (found.tier, found.reason) == (Tier.RED, Reason.BACKWARD)
    assert other in found.candidates
    assert found.candidates[0] == found.form


def test_a_lone_character_is_asked_with_its_neighbours_and_by_how_doubtful_it_is() -> None:
    made = review("他干，她系，我只。")
    amber = [each for each in made.doubts if each.reason is Reason.CHARACTER]
    known = ambiguity("s2twp")
    assert {each.passage for each in amber} >= {"他{干}，", "她{系}，"}
    measured = [known.doubt(each.text) for each in amber]
    assert measured == sorted(measured, reverse=True)


def test_a_word_of_the_region_is_amber_and_the_plain_form_offered() -> None:
    found = doubt("{软件}", review("软件好。"))
    assert (found.tier, found.reason, found.form) == (Tier.AMBER, Reason.VOCABULARY, "軟體")
    assert "軟件" in found.candidates
    assert not review("软件好。", style=HouseStyle(vocabulary=False)).doubts


def test_a_phrase_of_the_dictionary_is_grey_and_says_which_entry_decided() -> None:
    found = doubt("{头发}", review("他的头发。"))
    assert (found.tier, found.form) == (Tier.GREY, "頭髮")
    assert ("STPhrases", "头发") in found.rules


def test_what_glossary_lock_or_decision_settled_is_not_asked() -> None:
    glossary = Glossary(
        (Entry(EntryKind.NAME, "余华"),),
        Decisions((Decision("城里人", "", "", {TW: "城裡人"}),)),
    )
    made = review("余华笑城里人，<code>干</code>。", glossary=glossary)
    assert made.doubts == ()
    assert made.decided == 1


def test_the_same_case_is_asked_once_with_all_its_places() -> None:
    found = doubt("{头发}", review("他的头发。", "我的头发。"))
    assert [(each.part, each.number, each.before[-2:]) for each in found.occurrences] == [
        ("p", 2, "他的"),
        ("p", 3, "我的"),
    ]


def test_a_review_is_the_same_every_time() -> None:
    texts = ("全厂都参与制造，他干了，头发。", "软件里有里弄。")
    assert review(*texts) == review(*texts)


def test_text_already_in_the_script_is_asked_nothing() -> None:
    assert review("這裡的頭髮與軟體，他幹了。").doubts == ()


def test_between_taiwan_and_hong_kong_what_several_forms_stand_for_is_asked_too() -> None:
    made = review("他參不透，一條線。著名學者說。", way=(TW, HK))
    lone = doubt("他{參}不", made)
    assert (lone.tier, lone.reason, lone.form) == (Tier.AMBER, Reason.CHARACTER, "蔘")
    assert "參" in lone.candidates
    assert ("TWVariantsRev", "參") in lone.rules
    assert "綫" in doubt("條{線}。", made).candidates
    known = doubt("{著名}", made)
    assert (known.tier, known.form, known.candidates) == (Tier.GREY, "著名", ("著名", "着名"))
    assert {each.text for each in made.doubts} == {"參", "線", "著名"}


def test_back_from_hong_kong_likewise_and_what_is_decided_is_not_asked_again() -> None:
    made = review("他搭台唱戲。", way=(HK, TW))
    found = doubt("搭{台}唱", made)
    assert (found.form, found.candidates) == ("臺", ("臺", "台"))
    decisions = Decisions((Decision("台", "搭", "唱", {TW: "台"}),))
    settled = review("他搭台唱戲。", glossary=Glossary((), decisions), way=(HK, TW))
    assert (settled.doubts, settled.decided) == ((), 1)


def test_between_two_regions_a_text_without_such_characters_is_asked_nothing() -> None:
    assert review("我們說好了，為了裡面的人。", way=(TW, HK)).doubts == ()


def test_a_certain_character_has_no_other_forms() -> None:
    known = ambiguity("s2t")
    assert known.forms("们") == ()
    assert {"幹", "乾", "干"} <= set(known.forms("干"))
    assert known.doubt("们") == 0
    assert 0 < known.doubt("发") < 1
    assert "理發" in set(known.variants("理发", "理髮"))
    assert list(known.variants("软件", "一個詞")) == []
