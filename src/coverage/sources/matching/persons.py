"""What is told of the people of a file beside its faults: who is named twice, and who may be."""

from __future__ import annotations

from collections.abc import Sequence

from ...folders import DataFolder
from ..floor.notices import Notice
from ..keeping.sponsors import SponsorBook
from ..keeping.store import Parcel
from ..shaping.examine import Examined
from .linkage import Review, review_of
from .overlaps import notices_of

Told = tuple[tuple[Notice, ...], Review]


def told_of_persons(
    data: DataFolder, parcels: Sequence[Parcel], examined: Sequence[Examined], book: SponsorBook
) -> list[Told]:
    """For each sheet of a file its notices and the pairs to review."""
    notices = notices_of(data, parcels, book)
    reviews = [review_of(entry.draft) for entry in examined]
    return [((*found, *review.notices), review) for found, review in zip(notices, reviews, strict=True)]
