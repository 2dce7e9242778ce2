"""An issue in one script."""

from dataclasses import dataclass, field

from bulletin.model.ebook_style import EbookStyle
from bulletin.model.finish import Finish
from bulletin.model.issue import Issue
from bulletin.model.script import Script
from bulletin.model.type_style import TypeStyle


@dataclass(frozen=True, slots=True)
class Edition:
    """`issue` with every text in `script`. `lang` is the BCP 47 tag of the document: the script itself, or for
    `Script.SOURCE` the script most of its articles are written in. `names` are the glossary's names and terms as they
    stand in it: no title breaks inside one; `proper_names` those of people and places among them. `style` is how its
    texts are set, `finish` what its PDF is made with, `ebook` what its e-book is to be like."""

    issue: Issue
    script: Script
    lang: str
    names: frozenset[str] = frozenset()
    proper_names: frozenset[str] = frozenset()
    style: TypeStyle = field(default_factory=TypeStyle)
    finish: Finish = field(default_factory=Finish)
    ebook: EbookStyle = field(default_factory=EbookStyle)

    @property
    def is_vertical_book(self) -> bool:
        """True if its e-book is set vertically: asked for, and in Traditional Chinese."""
        return self.ebook.vertical and self.lang.startswith("zh-Hant")
