"""Native parts of a slide: lettering that fits its box and tables, all with alternative text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from ..text import Lang
from . import look
from .content import Table, unbroken
from .svg import width_of

WIDTH, HEIGHT, MARGIN = 13.333, 7.5, 0.6
FACE = "Arial"
"""A face every office has, or has in equal widths; slides stay editable, so nothing is embedded."""

_SIDE = {"left": PP_ALIGN.LEFT, "right": PP_ALIGN.RIGHT, "center": PP_ALIGN.CENTER}
_PLAIN_TABLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


_RGB: Any = RGBColor


def colour(code: str) -> Any:
    """A colour written `#RRGGBB`."""
    return _RGB(*bytes.fromhex(code.lstrip("#")))


def describe(shape: Any, name: str, words: str) -> None:
    """Names a shape and says what it shows to someone who cannot see it."""
    properties = next(shape._element.iter(qn("p:cNvPr")))
    properties.set("name", name)
    properties.set("descr", words)


def flatten(shape: Any) -> None:
    """Takes away the shadow that the theme would draw."""
    shape.shadow.inherit = False
    for effect in shape._element.iter(qn("a:effectRef")):
        effect.set("idx", "0")


def lines_of(words: str, size: float, width: float) -> int:
    """How many lines `words` take in a box `width` inches wide; generous, so that nothing is cut."""
    room, used, count = width * 72, 0.0, 1
    for word in words.split():
        step = width_of(word + " ", size) * 1.1
        if used + step > room and used > 0:
            count, used = count + 1, 0.0
        used += step
    return count


def size_that_fits(
    paragraphs: Sequence[str], width: float, height: float, largest: float, smallest: float = 9, gap: float = 0.5
) -> float:
    """The largest type size at which the paragraphs, with half a line (`gap`) between them, stay inside the box."""
    size = largest
    while size > smallest:
        lines = sum(lines_of(words, size, width) for words in paragraphs) + gap * 1.1 * (len(paragraphs) - 1)
        if lines * size * 1.22 <= height * 72:
            break
        size -= 0.5
    return size


def add_text(
    slide: Any,
    box: tuple[float, float, float, float],
    paragraphs: Sequence[str],
    *,
    size: float = 16,
    fill: str = look.INK,
    bold: bool = False,
    side: str = "left",
    name: str = "",
    anchor: Any = MSO_ANCHOR.TOP,
    gap: float = 0.5,
    hang: float = 0,
) -> Any:
    """A text box (left, top, width, height in inches) whose type shrinks until its words fit.

    `gap` is the space between paragraphs in lines, `hang` how far all lines but the first are set in.
    """
    left, top, width, height = box
    shape = slide.shapes.add_textbox(Inches(left), Inches(top), Inches(width), Inches(height))
    fitting = size_that_fits(paragraphs, width - hang, height, size, gap=gap)
    _fill_frame(shape.text_frame, paragraphs, fitting, fill, bold, side, gap)
    shape.text_frame.vertical_anchor = anchor
    if hang:
        for paragraph in shape.text_frame.paragraphs:
            properties = paragraph._p.get_or_add_pPr()
            properties.set("marL", str(Inches(hang)))
            properties.set("indent", str(-Inches(hang)))
    if name:
        describe(shape, name, " ".join(paragraphs))
    return shape


def set_title(slide: Any, words: str) -> None:
    """The slide's title, as the title placeholder, so that outlines and screen readers find it."""
    title = slide.shapes.title
    width, height = WIDTH - 2 * MARGIN, 0.95
    title.left, title.top, title.width, title.height = (Inches(each) for each in (MARGIN, 0.55, width, height))
    _fill_frame(title.text_frame, [words], size_that_fits([words], width, height, 28, 16), look.INK, True, "left")
    title.text_frame.vertical_anchor = MSO_ANCHOR.TOP


def _fill_frame(
    frame: Any, paragraphs: Sequence[str], size: float, fill: str, bold: bool, side: str, gap: float = 0.5
) -> None:
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    for at, words in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
        paragraph.alignment = _SIDE[side]
        if at > 0:
            paragraph.space_before = Pt(size * gap)
        write(paragraph, words, size, fill, bold)


def write(paragraph: Any, words: str, size: float, fill: str, bold: bool) -> None:
    """Adds words to a paragraph in our face."""
    run = paragraph.add_run()
    run.text = unbroken(words)
    run.font.name, run.font.size, run.font.bold = FACE, Pt(size), bold
    run.font.color.rgb = colour(fill)


def add_rule(slide: Any, left: float, top: float, width: float, fill: str, thick: float = 0.03) -> None:
    """A thin coloured bar; decoration, marked as such."""
    bar = slide.shapes.add_shape(1, Inches(left), Inches(top), Inches(width), Inches(thick))
    bar.fill.solid()
    bar.fill.fore_color.rgb = colour(fill)
    bar.line.fill.background()
    flatten(bar)
    describe(bar, "Garis", "")


def add_table(slide: Any, table: Table, lang: Lang, box: tuple[float, float, float, float], size: float = 14) -> float:
    """A native table in a box, in the largest type whose rows keep to one line each; returns where it ends."""
    left, top, width, height = box
    texts = [[column.title for column in table.columns], *table.written(lang)]
    natural = [max(width_of(row[at], 1) for row in texts) * 1.12 for at in range(len(table.columns))]
    padding = 0.16 * len(natural)
    size = max(min(size, (width - padding) * 72 / sum(natural), height / len(texts) * 72 / 1.5), 8)
    inches = [each * size / 72 + 0.16 for each in natural]
    # What is left over goes to the first column of words, so that numbers stand together on the right.
    words = next((at for at, column in enumerate(table.columns) if column.unit == "text"), 0)
    inches[words] += max(width - sum(inches), 0)
    tall = min(height / len(texts), size * 2 / 72)
    frame = slide.shapes.add_table(
        len(texts), len(natural), Inches(left), Inches(top), Inches(width), Inches(tall * len(texts))
    )
    describe(frame, table.name, f"{table.title}. {table.note}".strip())
    frame._element.find(".//" + qn("a:tableStyleId")).text = _PLAIN_TABLE
    for at, room in enumerate(inches):
        frame.table.columns[at].width = Inches(room)
    for at, row in enumerate(texts):
        frame.table.rows[at].height = Inches(tall)
        for place, written in enumerate(row):
            side = "left" if table.columns[place].unit == "text" else "right"
            _fill_cell(frame.table.cell(at, place), written, size, at == 0, side)
    return top + tall * len(texts)


def _fill_cell(cell: Any, words: str, size: float, is_head: bool, side: str) -> None:
    cell.margin_left = cell.margin_right = Inches(0.05)
    cell.margin_top = cell.margin_bottom = 0
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.text_frame.word_wrap = True
    cell.text_frame.paragraphs[0].alignment = _SIDE[side]
    write(cell.text_frame.paragraphs[0], words, size, look.QUIET if is_head else look.INK, is_head)
    _underline(cell._tc.get_or_add_tcPr(), look.INK if is_head else look.RULE, 1 if is_head else 0.5)


def _underline(properties: Any, fill: str, width: float) -> None:
    """A rule below a cell; python-pptx has no name for borders."""
    border = properties.makeelement(qn("a:lnB"), {"w": str(Pt(width))})
    solid = border.makeelement(qn("a:solidFill"), {})
    solid.append(solid.makeelement(qn("a:srgbClr"), {"val": fill.lstrip("#")}))
    border.append(solid)
    properties.append(border)
