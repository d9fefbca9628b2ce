"""Deliveries in, one checked and read-only snapshot out."""

from .build import BuildReport, build
from .findings import Warned, warnings
from .snapshot import Place, Snapshot, SnapshotMissing, open_snapshot

__all__ = ["BuildReport", "Place", "Snapshot", "SnapshotMissing", "Warned", "build", "open_snapshot", "warnings"]
