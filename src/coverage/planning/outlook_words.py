"""What has to be said beside the paths ahead: lists that name more people than the counts hold."""

from __future__ import annotations

from ..text import Text
from .path import Outlook
from .wording import fill, quantity


def beyond_text(found: Outlook) -> Text | None:
    """That the counts are smaller than the lists, by how many, and what the paths do then; None where they agree."""
    if not found.beyond_counts:
        return None
    return fill("outlook_beyond", more=quantity(found.beyond_counts, "people"))
