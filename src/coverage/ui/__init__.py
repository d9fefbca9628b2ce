"""The only room that knows Streamlit: the frame, the view a page draws with, and the parts pages are made of."""

from . import declared, export, groups, importing, places, sponsoring, summary
from .frame import draw
from .page import Page, pages
from .serve import ready
from .view import View

__all__ = [
    "Page",
    "View",
    "declared",
    "draw",
    "export",
    "groups",
    "importing",
    "pages",
    "places",
    "ready",
    "sponsoring",
    "summary",
]
