"""What was done to a boundary file as a whole, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..text import Lang, Text
from ..words import phrase
from .region import Level

if TYPE_CHECKING:
    from .shapes import Layer


def notes_of(
    layer: Layer, fine: Level | None, kept: Level, lacking: Text | None, slivers: int, by_name: int
) -> Iterator[Text]:
    """A sentence for each thing that was changed, assumed or left out."""
    if lacking is not None and fine is not None:
        yield Text(id=_wider(fine, kept, lacking, "id"), en=_wider(fine, kept, lacking, "en"))
    if layer.crs is None:
        yield phrase("regions.note_no_crs")
    if layer.is_projected:
        yield phrase("regions.note_projected", crs=layer.crs)
    if any(layer.is_turned):
        yield phrase("regions.note_turned", count=sum(layer.is_turned))
    if any(layer.is_mended):
        yield phrase("regions.note_mended", count=sum(layer.is_mended))
    if layer.has_heights:
        yield phrase("regions.note_heights")
    if by_name:
        yield phrase("regions.note_by_name", count=by_name)
    if slivers:
        yield phrase("regions.note_slivers", count=slivers)


def _wider(fine: Level, kept: Level, lacking: Text, lang: Lang) -> str:
    levels = {name: phrase(f"regions.level_{level}").of(lang) for name, level in (("fine", fine), ("kept", kept))}
    return phrase("regions.note_wider", reason=lacking.of(lang), **levels).of(lang)
