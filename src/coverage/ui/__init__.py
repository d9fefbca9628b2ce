"""The only room that knows Streamlit: the frame, the view a page draws with, and the parts pages are made of."""

from . import (
    ahead,
    change,
    declared,
    denominators,
    desk,
    groups,
    importing,
    lists,
    places,
    readiness,
    setup,
    sponsoring,
    summary,
    targets,
)
from .frame import draw
from .page import Page, pages
from .serve import ready
from .view import View

__all__ = [
    "Page",
    "View",
    "ahead",
    "change",
    "declared",
    "denominators",
    "desk",
    "draw",
    "groups",
    "importing",
    "lists",
    "pages",
    "places",
    "readiness",
    "ready",
    "setup",
    "sponsoring",
    "summary",
    "targets",
]
