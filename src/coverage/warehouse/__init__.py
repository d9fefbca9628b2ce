"""Deliveries in, one checked and read-only snapshot out."""

from .build import BuildReport, build
from .snapshot import Place, Snapshot, open_snapshot

__all__ = ["BuildReport", "Place", "Snapshot", "build", "open_snapshot"]
