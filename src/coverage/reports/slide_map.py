"""A map on a slide: one native freeform an area, so that it can be recoloured and moved, and its legend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pptx.enum.dml import MSO_PATTERN
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Inches, Pt

from . import look
from .geometry import Shape, Sheet, fits
from .slide_parts import add_text, colour, describe, flatten, write
from .svg import Area, width_of


def add_map(
    slide: Any,
    sheet: Sheet,
    areas: Mapping[str, Area],
    scale: look.Scale,
    at: tuple[float, float],
    words: Mapping[str, str],
) -> None:
    """The map as freeform shapes, one an area, each with its name and value; numbers lie on top.

    `sheet` is in points; `words` says each area's value.
    """
    left, top = Inches(at[0]), Inches(at[1])
    for shape in sheet.shapes:
        area = areas.get(shape.code)
        fill = scale.fill(area.rate if area else None)
        first, *others = shape.rings
        builder = slide.shapes.build_freeform(*first[0], scale=float(Pt(1)))
        builder.add_line_segments(first[1:], close=True)
        for ring in others:
            builder.move_to(*ring[0])
            builder.add_line_segments(ring[1:], close=True)
        drawn = builder.convert_to_shape(left, top)
        paint(drawn, fill)
        describe(drawn, shape.name, words.get(shape.code, shape.name))
    for shape in sheet.shapes:
        if shape.code in areas:
            _number(slide, shape, areas[shape.code], scale, at)


def paint(shape: Any, fill: str) -> None:
    """Fills a shape; no data is hatched, and it and nobody covered have an outline."""
    if fill == look.NO_DATA:
        shape.fill.patterned()
        shape.fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
        shape.fill.fore_color.rgb, shape.fill.back_color.rgb = colour(look.QUIET), colour("#FFFFFF")
    else:
        shape.fill.solid()
        shape.fill.fore_color.rgb = colour(fill)
    shape.line.color.rgb = colour(look.QUIET if fill in (look.NO_DATA, look.ZERO) else "#FFFFFF")
    shape.line.width = Pt(0.75)
    flatten(shape)


def _number(slide: Any, shape: Shape, area: Area, scale: look.Scale, at: tuple[float, float]) -> None:
    x, y = shape.anchor
    named = fits(shape, width_of(area.name, 9) + 6, 26)
    width, height = (width_of(area.name, 9) * 1.25 + 10, 26.0) if named else (24.0, 14.0)
    box = (at[0] + (x - width / 2) / 72, at[1] + (y - height / 2) / 72, width / 72, height / 72)
    label = slide.shapes.add_textbox(*(Inches(each) for each in box))
    fill = look.INK if scale.fill(area.rate) == look.NO_DATA else look.ink_on(scale.fill(area.rate))
    frame = label.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap, frame.vertical_anchor = False, MSO_ANCHOR.MIDDLE
    frame.paragraphs[0].alignment = PP_ALIGN.CENTER
    write(frame.paragraphs[0], area.number, 11, fill, True)
    if named:
        extra = frame.add_paragraph()
        extra.alignment = PP_ALIGN.CENTER
        write(extra, area.name, 9, fill, False)
    describe(label, f"Nomor {area.number}", f"{area.number} {area.name}")


def add_legend(slide: Any, entries: Sequence[tuple[str, str]], left: float, top: float, width: float) -> None:
    """Colour boxes with their wording, in a row that breaks where it must."""
    x, y = left, top
    for fill, words in entries:
        step = 0.34 + width_of(words, 11) * 1.12 / 72 + 0.12
        if x + step > left + width and x > left:
            x, y = left, y + 0.26
        box = slide.shapes.add_shape(1, Inches(x), Inches(y + 0.03), Inches(0.22), Inches(0.15))
        paint(box, fill)
        describe(box, "Legenda", words)
        add_text(slide, (x + 0.29, y, step - 0.29, 0.22), [words], size=11)
        x += step
