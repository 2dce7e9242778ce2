"""CLREQ's requirements for horizontal text, one row a clause. In: nothing. Out: the table; each row has a case and a check, or
the reason why it does not apply.

Sections are named as in the Group Draft Note (https://www.w3.org/TR/clreq/), whose numbers move between drafts.
"""

from dataclasses import dataclass
from typing import Final

from benchmarks.clreq import blocks, lines, signs
from benchmarks.clreq.cases import han, hant
from benchmarks.clreq.measures import Check


@dataclass(frozen=True, slots=True)
class Clause:
    """A requirement: its section, what it asks, the case that shows it and the check that measures it."""

    section: str
    asks: str
    case: str
    check: Check


CLAUSES: Final = (
    Clause("Principles of arrangement", "Ideographs are square and set solid", "plain", lines.solid),
    Clause(
        "Type area",
        "The line is a whole number of characters, and full lines reach both edges",
        "plain",
        lines.both_edges,
    ),
    Clause("Line gap", "One leading throughout a page", "plain", lines.equal_leading),
    Clause("Line gap", "Sub- and superscripts do not push lines apart", "mixed-sizes", lines.equal_leading),
    Clause("Page headers and footers", "A folio in the margin", "heading", blocks.folio),
    Clause(
        "Full-width and half-width",
        "Pauses and stops take a square of their own",
        "marks",
        lines.between(1, 1, "春，分", "分。前", "前、后", "河；水"),
    ),
    Clause(
        "Position of punctuation", "Mainland: the comma in the corner", "marks", lines.comma_at(0.05, 0.38)
    ),
    Clause(
        "Position of punctuation",
        "Taiwan, Hong Kong: the comma in the middle",
        "traditional",
        lines.comma_at(0.4, 0.6),
    ),
    Clause(
        "Position of punctuation",
        "Mainland: the middle dot takes half a square",
        "marks",
        lines.between(0.45, 0.55, "沿·岸"),
    ),
    Clause(
        "Position of punctuation",
        "Taiwan, Hong Kong: the middle dot takes a square",
        "traditional",
        lines.between(0.95, 1.05, hant(4, 3)[-1] + "·" + hant(2, 8)[0]),
    ),
    Clause("Dash", "—— is two squares wide", "marks", lines.between(2, 2, "到——桥")),
    Clause("Dash", "—— is one stroke", "marks", lines.unbroken_line),
    Clause("Ellipsis", "…… is two squares wide", "marks", lines.between(2, 2, "桥……下")),
    Clause("Ellipsis", "…… is six dots in the middle of the height", "marks", lines.six_dots),
    Clause("Prohibition at line start", "No pause, stop or closing mark", "line-start", lines.never_first()),
    Clause(
        "Prohibition at line start",
        "No middle dot, no connector",
        "line-start-middle",
        lines.never_first("·～"),
    ),
    Clause("Prohibition at line end", "No opening mark", "line-end", lines.never_last),
    Clause(
        "Prohibition: push in first",
        "Squeezed marks let a comma in before a character is pushed out",
        "push-in",
        lines.pushed_in,
    ),
    Clause("Unbreakable marks", "—— and …… are not divided", "unbroken", lines.whole("——", "……")),
    Clause(
        "Unbreakable marks: digits",
        "Numbers stay with sign and unit",
        "unbroken",
        lines.whole("12%", "￥25", "25℃", "−15", "12.5"),
    ),
    Clause(
        "Unbreakable marks: annotation",
        "The call of a note stays with its word, small and raised",
        "raised-call",
        signs.called,
    ),
    Clause("Adjacent marks", "closing + opening: 1.5 squares", "adjacent", lines.between(1, 1.5, "春）（分")),
    Clause("Adjacent marks", "opening + opening", "adjacent", lines.between(1, 1.5, "前（《后")),
    Clause("Adjacent marks", "closing + closing", "adjacent", lines.between(1, 1.5, "河》）水")),
    Clause("Adjacent marks", "stop + closing", "adjacent", lines.between(1, 1.5, "渐。”涨")),
    Clause("Adjacent marks", "pause + opening", "adjacent", lines.between(1, 1.5, "沿，“岸", "人：《家")),
    Clause("Adjacent marks", "closing + pause", "adjacent", lines.between(1, 1.5, "把”，小")),
    Clause("Adjacent marks", "Across markup too", "adjacent", lines.between(1, 1.5, "分）（前", "河，“水")),
    Clause(
        "Marks at line start",
        "Opening mark trimmed after the indent",
        "edges",
        lines.line_start_trimmed(0, 2),
    ),
    Clause("Marks at line start", "Opening mark trimmed", "edges", lines.line_start_trimmed(1, 0)),
    Clause(
        "Marks at line end",
        "Closing mark trimmed to half (GB/T 15834 5.1.10)",
        "end-marks",
        lines.line_end_trimmed,
    ),
    Clause("Hanging punctuation", "A comma may hang in the margin, by choice", "hanging", lines.hangs),
    Clause("Hanging punctuation", "Not in Traditional horizontal text", "hanging-hant", lines.inside),
    Clause(
        "Interlinear marks",
        "Emphasis dots below the middle of each character, none below marks",
        "emphasis",
        signs.dotted("前后，河水", "前后河水"),
    ),
    Clause("Interlinear marks", "Dots do not push lines apart", "emphasis", lines.equal_leading),
    Clause(
        "Interlinear marks",
        "Dots stay centred on a stretched line",
        "emphasis-stretched",
        signs.dotted(han(4, 6), han(4, 6)),
    ),
    Clause(
        "Interlinear marks",
        "Names side by side have lines of their own",
        "names",
        signs.underlined("沿岸", "人家"),
    ),
    Clause(
        "Interlinear marks",
        "A name's line grows with a stretched line, unbroken",
        "names-stretched",
        signs.extended(han(5, 6)),
    ),
    Clause("Interlinear marks", "Book titles under a wavy line", "titles", signs.wavy("沿岸人家")),
    Clause(
        "Western text in Chinese",
        "Proportional digits and letters, narrower than a square",
        "proportional",
        blocks.proportional("2026", "AB"),
    ),
    Clause(
        "Mixed text, horizontal",
        "A gap of up to a quarter between Chinese and Latin",
        "latin",
        lines.gaps(0.06, 0.25, "分A", "C前"),
    ),
    Clause("Mixed text, horizontal", "The same beside digits", "latin", lines.gaps(0.06, 0.25, "后2", "6年")),
    Clause(
        "Mixed text, horizontal", "The same where markup begins", "latin", lines.gaps(0.06, 0.5, "后W", "O河")
    ),
    Clause("Mixed text, horizontal", "None at the start and end of a line", "latin-edges", lines.both_edges),
    Clause(
        "Western text, exceptions",
        "None beside pauses and inside brackets",
        "latin",
        lines.gaps(-0.1, 0.02, "O，", "（WHO）"),
    ),
    Clause("Western text", "Words are not divided but by a hyphen", "latin", lines.whole("Typesetting")),
    Clause(
        "Western text",
        "Justifying opens nothing inside words",
        "latin-words",
        signs.no_gap_inside("long", han(7, 5)),
    ),
    Clause(
        "Romanisation",
        "Pinyin above its character, with a common middle",
        "ruby",
        signs.ruby_above("汉 装 床", ("hàn", "zhuāng", "chuáng")),
    ),
    Clause("Romanisation", "Half the size of the text", "ruby", signs.ruby_half),
    Clause("Romanisation", "Readings side by side stay apart", "ruby", signs.ruby_apart),
    Clause(
        "Romanisation",
        "A word's reading above the middle of the word",
        "ruby",
        signs.ruby_above("北京", ("Běijīng",)),
    ),
    Clause("Romanisation", "A word with one reading is not divided", "ruby-break", signs.ruby_whole),
    Clause("Romanisation", "Ruby does not push lines apart", "ruby", lines.equal_leading),
    Clause(
        "Bopomofo", "At the right of the character, from top to bottom", "bopomofo", signs.bopomofo_beside
    ),
    Clause("Bopomofo", "Tone mark right of the last sign", "bopomofo", signs.bopomofo_tone),
    Clause("Paragraph", "First line two squares in", "plain", lines.indent),
    Clause("Paragraph", "No last line of one character", "single", blocks.no_single),
    Clause("Paragraph", "A quotation stands in on both sides", "quotation", blocks.inset),
    Clause("Paragraph", "Signature flush right", "signature", blocks.flush_right),
    Clause(
        "Line adjustment: reduction",
        "Brackets give way before commas",
        "reduction-brackets",
        signs.brackets_first,
    ),
    Clause(
        "Line adjustment: reduction",
        "Commas of a line give way alike, none below half a square",
        "reduction",
        signs.alike((han(4)[-1] + "，" + han(4, 5)[0], han(4, 5)[-1] + "，" + han(3, 10)[0])),
    ),
    Clause(
        "Line adjustment: expansion",
        "Word spaces first, to half a square",
        "expansion-words",
        signs.words_first,
    ),
    Clause(
        "Line adjustment: expansion",
        "Then all gaps between ideographs alike",
        "expansion",
        signs.evenly(han(8)),
    ),
    Clause(
        "Line adjustment: expansion",
        "Not inside dashes, numbers and units",
        "expansion",
        signs.no_gap_inside("25℃", han(8)),
    ),
    Clause(
        "Line adjustment: expansion",
        "Not beside connectors",
        "expansion",
        signs.no_gap_inside(han(5)[-1] + "～" + han(9, 5)[0], han(5)),
    ),
    Clause("Headings", "Never at the foot of a page, away from the text", "heading", blocks.kept_with_text),
    Clause("Headings", "A heading takes whole lines", "heading", blocks.whole_lines),
    Clause("Notes", "At the foot of the page of its call, smaller", "call", signs.note_below),
    Clause("Lists", "Items hang behind their numbers", "list", blocks.hanging_number),
    Clause("Tables", "The head repeats on every page", "table", blocks.head_repeated),
)

NOT_APPLICABLE: Final[dict[str, str]] = {
    "Vertical writing mode": "This table is of horizontal text; vertical is another.",
    "Traditional mark of reduplication, kaishu models, seals": "Matters of what is written, not of how it is set.",
    "Typefaces (Song, Hei, Kai, Fangsong)": "A choice of the theme: every engine sets the face it is given.",
    "Multi-column layout": "A choice of the theme; columns share the grid that the rows above measure.",
    "Grid alignment of mixed text (each line's characters below one another)": "CLREQ names it as a style of its own that "
    "excludes squeezing; the house style here is the other one.",
    "Tables of contents, illustrations": "Measured by the tests of the themes; CLREQ names no length for them.",
    "Compound words in ruby with tone sandhi, checked tones": "What is written is kept; nothing is set differently.",
}
