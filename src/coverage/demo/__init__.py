"""The demo: seeded synthetic deliveries, written as files in the declared formats and imported like anybody's."""

from __future__ import annotations

from .declared import Published, published
from .make import DemoReport, make_demo
from .reference import demo_markdown
from .shipments import Shipment
from .write import SEED, default_persons, write_demo

__all__ = [
    "SEED",
    "DemoReport",
    "Published",
    "Shipment",
    "default_persons",
    "demo_markdown",
    "make_demo",
    "published",
    "write_demo",
]
