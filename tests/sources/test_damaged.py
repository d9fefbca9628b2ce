"""Files damaged byte by byte: a result or a sentence, never a traceback."""

from __future__ import annotations

import random
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from src.coverage.errors import CoverageError
from src.coverage.folders import DataFolder

from .drawn import imported, xlsx_file

ROUNDS = 60


def _damaged(content: bytes, draw: random.Random) -> bytes:
    damaged = bytearray(content)
    for _ in range(draw.choice([1, 1, 2, 5, 20])):
        place = draw.randrange(len(damaged))
        kind = draw.randrange(4)
        if kind == 0:
            damaged[place] = draw.randrange(256)
        elif kind == 1 and len(damaged) > 100:
            del damaged[place : place + draw.randrange(1, 50)]
        elif kind == 2:
            damaged[place:place] = draw.randbytes(draw.randrange(1, 20))
        elif kind == 3:
            damaged = damaged[: max(50, place)]
    return bytes(damaged)


@pytest.mark.parametrize("ending", ["xlsx", "parquet"])
def test_a_damaged_file_is_read_or_refused(data: DataFolder, tmp_path: Path, ending: str) -> None:
    sound = tmp_path / f"sound.{ending}"
    rows = [[f"74710101019{number:05d}", "MANDIRI", "74.71"] for number in range(20)]
    if ending == "xlsx":
        xlsx_file(sound, {"A": [["nik", "sponsor", "kode_desa"], *rows]})
    else:
        pq.write_table(
            pa.table(dict(zip(["nik", "sponsor", "kode_desa"], zip(*rows, strict=True), strict=True))), sound
        )
    draw = random.Random(11)
    path = tmp_path / f"damaged.{ending}"
    outcomes = {"read": 0, "refused": 0}
    for _ in range(ROUNDS):
        path.write_bytes(_damaged(sound.read_bytes(), draw))
        try:
            imported(data, path, period="2025-12", dry_run=True)
            outcomes["read"] += 1
        except CoverageError as refusal:
            assert refusal.say("id")
            outcomes["refused"] += 1
    assert outcomes["refused"] > ROUNDS // 2
    assert sum(outcomes.values()) == ROUNDS
