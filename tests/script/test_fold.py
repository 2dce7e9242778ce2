"""Folding: one form for finding, character by character."""

from bulletin.script import fold


def test_either_script_folds_to_the_same_text_of_the_same_length() -> None:
    assert fold("臺灣圖書館乾燥的頭髮") == fold("台湾图书馆干燥的头发") == "台湾图书馆干燥的头发"
    assert fold("abc，教育整顿") == "abc，教育整顿"
