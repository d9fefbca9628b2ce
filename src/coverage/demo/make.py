"""Writes the demo's files and imports them through the same door as anybody's."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from ..errors import DataRefused
from ..folders import DataFolder
from ..sources import ImportOptions, ImportResult, import_file
from ..text import Text
from ..words import phrase
from .shipments import Shipment
from .write import SEED, Progress, default_persons, write_demo


@dataclass(frozen=True)
class DemoReport:
    """What was made: the seed, the people of the register, every file with what its import said."""

    seed: int
    persons: int
    input: Path
    files: tuple[Shipment, ...]
    imports: tuple[ImportResult, ...]

    @property
    def list_rows(self) -> int:
        """Rows of participant lists, faulty and repeated ones among them."""
        return sum(
            found.manifest.rows
            for shipment, result in zip(self.files, self.imports, strict=True)
            if shipment.format == "participants"
            for found in result.files
        )

    @property
    def text(self) -> Text:
        """One sentence on what was made."""
        return phrase("demo.done", files=len(self.files), rows=self.list_rows, persons=self.persons)


def make_demo(
    data: DataFolder, *, seed: int = SEED, persons: int | None = None, progress: Progress | None = None
) -> DemoReport:
    """Writes the demo's files into `data`'s folder `input` and imports them all; the caller builds.

    Demo deliveries of an earlier run are removed first; a folder that holds real ones is refused.
    """
    _clear(data)
    folder = data.root / "input"
    files = write_demo(folder, seed=seed, persons=persons, progress=progress)
    results = []
    for number, shipment in enumerate(files, start=1):
        if progress:
            progress(phrase("demo.importing", number=number, count=len(files), file=shipment.path))
        result = import_file(data, folder / shipment.path, _options(shipment))
        if not result.files or any(found.delivery is None for found in result.files):
            raise DataRefused("demo_refused", phrase("demo.refused", file=shipment.path))
        results.append(result)
    return DemoReport(seed, persons or default_persons(), folder, tuple(files), tuple(results))


def _options(shipment: Shipment) -> ImportOptions:
    return ImportOptions(
        format=shipment.format,
        period=shipment.period,
        sponsor=shipment.sponsor,
        sender=shipment.sender,
        part=shipment.part,
        received=shipment.received,
        # A new year's round drops most of the old one's people, which an office would confirm too.
        confirm=shipment.format == "participants",
        synthetic=True,
    )


def _clear(data: DataFolder) -> None:
    manifests = list(data.deliveries.glob("*/manifest.json"))
    if any(not json.loads(path.read_text(encoding="utf-8")).get("synthetic") for path in manifests):
        raise DataRefused(
            "holds_real", phrase("demo.holds_real", folder=data.root.name), [phrase("demo.holds_real_hint")]
        )
    if data.deliveries.exists():
        shutil.rmtree(data.deliveries)
