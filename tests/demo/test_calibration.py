"""Published figures come out exactly, counted from the written files by a second implementation."""

from __future__ import annotations

from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from src.coverage.demo import Shipment, published
from src.coverage.text import month_number

from .oracle import Lists, rows_of

Written = tuple[Path, list[Shipment]]


def figure(name: str) -> int:
    return int(published()[name].value)


def counted(written: Written, place: str, month: str, segment: str | None = None) -> int:
    """The aggregate counts in force: of two files about a month, the one received last."""
    folder, files = written
    cells: dict[tuple[str, str], int] = {}
    for shipment in files:
        if shipment.format == "counts" and shipment.path.startswith(place):
            for row in rows_of(folder / shipment.path):
                if row["bulan"] == month and segment in (None, row["segmen"]):
                    cells[row["kode_wilayah"], row["segmen"]] = int(row["aktif"])
    return sum(cells.values())


def test_kendari_has_49397_active_of_140940_in_june_2025(written: Written, lists: dict[str, Lists]) -> None:
    june = month_number("2025-06")
    active = counted(written, "kendari", "2025-06") + lists["kendari"].active(june)
    assert active == figure("kendari.ucj_active") == 49397
    folder, files = written
    potential = [
        int(row["pekerja"])
        for shipment in files
        if shipment.format == "workforce" and "kendari" in shipment.path
        for row in rows_of(folder / shipment.path)
        if row["tanggal_data"] == "2025-06-08"
    ]
    assert potential == [88357, 36140, 16443]
    assert sum(potential) == figure("kendari.ucj_potential") == 140940


def test_counted_employees_include_the_listed_ones(written: Written, lists: dict[str, Lists]) -> None:
    june = month_number("2025-06")
    listed = lists["kendari"].active(june, "PU")
    assert listed == figure("kendari.non_asn")
    assert counted(written, "kendari", "2025-06", "PU") > listed


def test_kendal_has_14177_of_338681_in_june_2025(written: Written, lists: dict[str, Lists]) -> None:
    assert lists["kendal"].active(month_number("2025-06")) == figure("kendal.informal_covered") == 14177
    folder, files = written
    by_series: dict[str, int] = {}
    for shipment in files:
        if shipment.format == "workforce" and "kendal" in shipment.path and "2025-06-30" in shipment.path:
            rows = rows_of(folder / shipment.path)
            by_series[rows[0]["seri"]] = sum(int(row["pekerja"]) for row in rows)
            assert rows[0]["seri"] == "pekerja_informal" or len({row["kode_wilayah"] for row in rows}) == 286
    assert by_series == {"pekerja_informal": 338681, "pekerja_informal_est": 338681}


def test_the_register_has_the_population_and_the_poorest(written: Written) -> None:
    folder, _ = written
    register = pq.read_table(folder / "kendari" / "dtsen_kendari_2026-01.parquet")
    sound = register.filter(
        pc.and_(
            pc.and_(
                pc.equal(pc.utf8_length(register["nik"]), 16), pc.not_equal(register["desil_nasional"].fill_null(0), 11)
            ),
            pc.not_equal(register["kode_desa"].cast("string"), "74.71.99.1999"),
        )
    )
    assert sound.num_rows == figure("kendari.population") == len(pc.unique(sound["nik"]))
    poorest = sound.filter(pc.equal(sound["desil_nasional"], 1))
    assert poorest.num_rows == figure("kendari.decile1_persons") == 15226
    assert pc.sum(pc.equal(poorest["kepala_keluarga"], 1)).as_py() == figure("kendari.decile1_families") == 5025
    next_poorest = pc.sum(pc.equal(sound["desil_nasional"], 2)).as_py()
    assert 19_500 < next_poorest < figure("kendari.decile2_persons_about")
    assert pc.sum(pc.is_null(sound["desil_nasional"])).as_py() > 5000
    own = pc.is_in(sound["status_pekerjaan"], pc.unique(pc.cast([1, 2, 3, 6, 7, 8], "int8")))
    assert 35_000 < pc.sum(own).as_py() < 38_000
    assert 85_000 < pc.sum(pc.equal(sound["status_pekerjaan"], 4)).as_py() < 90_000


@pytest.mark.parametrize("month", ["2025-12", "2026-01", "2026-07", "2026-12"])
def test_kalla_toyota_pays_for_1500_until_december_2026(lists: dict[str, Lists], month: str) -> None:
    assert lists["kendari"].sponsored("kalla-toyota", month_number(month)) == figure("kendari.kalla_workers") == 1500


def test_kalla_toyota_pays_neither_before_nor_after(lists: dict[str, Lists]) -> None:
    assert lists["kendari"].sponsored("kalla-toyota", month_number("2025-11")) == 0
    assert lists["kendari"].sponsored("kalla-toyota", month_number("2027-01")) == 0


def test_baznas_has_195_registered_and_86_active_in_november_2025(lists: dict[str, Lists]) -> None:
    november = month_number("2025-11")
    assert lists["kendari"].registered("baznas-kendari", november) == 195
    assert lists["kendari"].sponsored("baznas-kendari", november) == 86


def test_of_2000_fishers_promised_1120_are_paid(written: Written, lists: dict[str, Lists]) -> None:
    assert lists["kendari"].sponsored("apbd-kendari-nelayan", month_number("2026-10")) == 1120
    folder, _ = written
    promised = {
        row["id_sponsor"]: row["janji_peserta"] for row in rows_of(folder / "kendari" / "sponsor_kendari_2026-07.xlsx")
    }
    assert promised["apbd-kendari-nelayan"] == "2000"


def test_asn_peduli_pays_for_974_in_august_2025(lists: dict[str, Lists]) -> None:
    assert lists["kendal"].sponsored("asn-peduli-kendal", month_number("2025-08")) == 974


def test_three_named_sponsors_of_kendal_have_delivered_nothing(written: Written, lists: dict[str, Lists]) -> None:
    folder, files = written
    known = {row["id_sponsor"] for row in rows_of(folder / "kendal" / "sponsor_kendal_2026-07.xlsx")}
    silent = {"kayu-lapis-indonesia", "cv-merapi", "rs-baitul-hikmah"}
    assert silent <= known
    assert not silent & {shipment.sender for shipment in files}
    assert not silent & {told.sponsor for all_ in lists["kendal"].by_sender.values() for _, one in all_ for told in one}
