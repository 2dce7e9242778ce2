"""The table of engines."""

import pytest

from bulletin.errors import InputError
from bulletin.script import converter


@pytest.mark.parametrize("config", ["s2hkp", "hk2sp", "tw2t", "hk2t", "t2jp", "jp2t"])
def test_what_the_reimplementation_lacks_is_an_input_error(config: str) -> None:
    with pytest.raises(InputError) as caught:
        converter("reimplemented", config)
    assert caught.value.code == "script.engine-lacks"
    assert config in caught.value.message("zh")
    assert "opencc" in caught.value.hint("en")


def test_an_unknown_engine_is_told_with_the_known_ones() -> None:
    with pytest.raises(InputError, match="no conversion engine opncc") as caught:
        converter("opncc", "s2t")
    assert "opencc, reimplemented" in caught.value.hint("zh")


def test_the_reimplementation_traces_what_it_converts() -> None:
    engine = converter("reimplemented", "s2twp")
    text = "他说：“软件园里，程序员用鼠标。”\n字节，不变"
    conversion = engine.trace(text)
    assert conversion.target == engine.convert(text)
    changed = [text[span.start : span.end] for span in conversion.spans]
    assert changed == ["说", "软件园里", "序员用鼠标", "字节", "变"]
    bounds = conversion.offsets(range(len(text) + 1))
    assert bounds == sorted(bounds)
    assert bounds[-1] == len(conversion.target)
