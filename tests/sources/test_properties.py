"""What holds for every file: rows add up, importing twice is importing once, nothing crashes."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from src.coverage.errors import CoverageError
from src.coverage.folders import DataFolder
from src.coverage.sources import in_force, list_deliveries

from .drawn import NIK1, NIK2, imported

ODD = st.text(alphabet="0123456789.,-/ =aEe+;\"'", max_size=8)
CELLS = {
    "nik": st.sampled_from([NIK1, NIK2, "7.47E+15", "", "=1", "123"]) | ODD,
    "sponsor": st.sampled_from(["MANDIRI", "mandiri", "X", ""]),
    "bulan_mulai": st.sampled_from(["2025-12", "12/2025", "Des 2025", "45992", "", "-"]) | ODD,
    "bulan_akhir": st.sampled_from(["2026-05", "2025-11", ""]) | ODD,
    "kode_desa": st.sampled_from(["74.71.01.1005", "747101", "33.24", "", "99"]) | ODD,
    "upah": st.sampled_from(["1.500.000", "Rp 1,5 juta", "1,5", ""]) | ODD,
}
FILES = st.lists(st.fixed_dictionaries(CELLS), max_size=6).map(
    lambda rows: "\n".join(
        ["\t".join(CELLS), *("\t".join(cell.replace('"', "") for cell in row.values()) for row in rows)]
    )
)


@given(text=FILES)
def test_rows_add_up_and_twice_is_once(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        data, path = DataFolder(Path(folder) / "data"), Path(folder) / "p.csv"
        path.write_text(text, encoding="utf-8")
        try:
            first = imported(data, path, period="2025-12")
        except CoverageError as refusal:
            assert refusal.say("id")
            assert refusal.say("en")
            assert not data.root.exists()
            return
        manifest = first.manifest
        assert manifest.rows == manifest.accepted + manifest.quarantined + manifest.duplicates
        assert len({problem.row for problem in first.problems}) == manifest.quarantined
        force = in_force(data)
        again = imported(data, path, period="2025-12")
        assert again.unchanged
        assert again.manifest == list_deliveries(data)[0]
        assert in_force(data) == force


@given(content=st.binary(max_size=200))
def test_bytes_of_any_kind_give_a_result_or_a_sentence(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "p.csv"
        path.write_bytes(content)
        try:
            imported(DataFolder(Path(folder) / "data"), path, period="2025-12", format="participants")
        except CoverageError as refusal:
            assert refusal.say("id")
