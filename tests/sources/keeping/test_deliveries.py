"""The record of deliveries: identity, replacement, withdrawal, what was known when, interruption."""

from __future__ import annotations

import json
import threading
from datetime import date
from pathlib import Path

import pytest

from src.coverage.errors import DataRefused, UsageError
from src.coverage.folders import DataFolder
from src.coverage.sources import ImportOptions, import_file, in_force, list_deliveries, withdraw
from src.coverage.sources.keeping import store as store_module
from src.coverage.text import month_number

from ..drawn import NIK1, NIK2, NIK3, NIK4, NIK5, csv_file, imported

HEAD = "nik|sponsor|kode_desa\n"


def people(path: Path, *niks: str, village: str = "74.71.01.1005") -> Path:
    """A list of self-payers."""
    return csv_file(path, HEAD + "\n".join(f"{nik}|MANDIRI|{village}" for nik in niks))


def winning(data: DataFolder, as_known: date | None = None) -> list[str]:
    """The deliveries in force, by the number under which they were recorded."""
    return sorted({cell.delivery.split("-")[0].lstrip("0") for cell in in_force(data, as_known)})


def test_importing_what_is_in_force_again_changes_nothing(data: DataFolder, tmp_path: Path) -> None:
    path = people(tmp_path / "p.csv", NIK1)
    first = imported(data, path, period="2025-12", received=date(2026, 1, 5))
    before = sorted(str(entry) for entry in data.root.rglob("*"))
    again = imported(data, path, period="2025-12", received=date(2026, 2, 5), confirm=True)
    assert (again.unchanged, again.delivery) == (True, first.delivery)
    assert sorted(str(entry) for entry in data.root.rglob("*")) == before
    assert len((data.private / "audit.jsonl").read_text().splitlines()) == 1


def test_other_declared_arguments_make_another_delivery(data: DataFolder, tmp_path: Path) -> None:
    path = people(tmp_path / "p.csv", NIK1)
    imported(data, path, period="2025-12")
    assert not imported(data, path, period="2026-01").unchanged
    assert not imported(data, path, period="2025-12", sender="disnaker").unchanged
    assert winning(data) == ["1", "2", "3"]


def test_the_latest_received_replaces_and_going_back_is_recorded_again(data: DataFolder, tmp_path: Path) -> None:
    old, new = people(tmp_path / "a.csv", NIK1), people(tmp_path / "b.csv", NIK1, NIK2)
    first = imported(data, old, period="2025-12", received=date(2026, 1, 1))
    second = imported(data, new, period="2025-12", received=date(2026, 1, 2))
    assert [other.delivery for other in second.replaces] == [first.delivery]
    assert winning(data) == ["2"]
    third = imported(data, old, period="2025-12", received=date(2026, 1, 3), confirm=True)
    assert (third.unchanged, winning(data)) == (False, ["3"])


def test_a_late_paper_does_not_replace_a_newer_one_and_is_recorded_once(data: DataFolder, tmp_path: Path) -> None:
    imported(data, people(tmp_path / "b.csv", NIK1, NIK2), period="2025-12", received=date(2026, 1, 2))
    late = people(tmp_path / "a.csv", NIK1)
    first = imported(data, late, period="2025-12", received=date(2026, 1, 1))
    assert (first.unchanged, first.replaces, winning(data)) == (False, (), ["1"])
    assert imported(data, late, period="2025-12", received=date(2026, 1, 1)).unchanged
    assert len(list_deliveries(data)) == 2


def test_a_file_of_several_months_is_replaced_month_by_month(data: DataFolder, tmp_path: Path) -> None:
    head = "kode_wilayah|segmen|bulan|aktif|mencakup\n"
    both = csv_file(tmp_path / "a.csv", head + "74.71|PU|2025-06|10|semua\n74.71|PU|2025-07|11|semua")
    july = csv_file(tmp_path / "b.csv", head + "74.71|PU|2025-07|12|semua")
    imported(data, both, received=date(2025, 8, 1))
    second = imported(data, july, received=date(2025, 9, 1))
    replaced = second.to_json("id")["replaces"]
    assert [(one["file"], one["periods"]) for one in replaced] == [("a.csv", ["2025-07"])]  # type: ignore[attr-defined]
    june_and_july = {cell.period: cell.delivery.split("-")[0] for cell in in_force(data)}
    assert june_and_july == {month_number("2025-06"): "000001", month_number("2025-07"): "000002"}


def test_parts_and_places_and_senders_stand_beside_each_other(data: DataFolder, tmp_path: Path) -> None:
    path = people(tmp_path / "a.csv", NIK1)
    for part in ("74.71.01", "747102"):
        imported(data, path, period="2025-12", part=part)
    imported(data, people(tmp_path / "b.csv", NIK1, village="33.24.01.2001"), period="2025-12")
    assert [(cell.regency_code, cell.part) for cell in in_force(data)] == [
        ("33.24", ""),
        ("74.71", "74.71.01"),
        ("74.71", "74.71.02"),
    ]


def test_withdrawing_a_replacement_revives_what_it_replaced(data: DataFolder, tmp_path: Path) -> None:
    imported(data, people(tmp_path / "a.csv", NIK1), period="2025-12", received=date(2026, 1, 1))
    second = imported(data, people(tmp_path / "b.csv", NIK1, NIK2), period="2025-12", received=date(2026, 1, 2))
    withdraw(data, str(second.delivery), date(2026, 3, 1))
    assert winning(data) == ["1"]
    assert winning(data, as_known=date(2026, 1, 1)) == ["1"]
    assert winning(data, as_known=date(2026, 2, 28)) == ["2"]
    assert winning(data, as_known=date(2026, 3, 1)) == ["1"]
    assert winning(data, as_known=date(2025, 12, 31)) == []
    # What was withdrawn may come again.
    assert not imported(data, tmp_path / "b.csv", period="2025-12").unchanged


def test_withdrawing_what_is_not_there_or_gone_already_is_wrong_usage(data: DataFolder, tmp_path: Path) -> None:
    delivery = str(imported(data, people(tmp_path / "a.csv", NIK1), period="2025-12").delivery)
    with pytest.raises(UsageError, match="No delivery named"):
        withdraw(data, "x")
    withdraw(data, delivery)
    with pytest.raises(UsageError, match="was already withdrawn on"):
        withdraw(data, delivery)


def test_a_list_that_drops_more_than_a_fifth_needs_to_be_confirmed(data: DataFolder, tmp_path: Path) -> None:
    imported(data, people(tmp_path / "a.csv", NIK1, NIK2, NIK5, NIK3, NIK4), period="2025-12")
    one_less = people(tmp_path / "b.csv", NIK1, NIK2, NIK5, NIK3)
    assert imported(data, one_less, period="2026-01").delivery is not None
    far_less = people(tmp_path / "c.csv", NIK1, NIK2, NIK5)
    trial = imported(data, far_less, period="2026-02", dry_run=True)
    assert trial.needs_confirm
    assert trial.manifest.warnings[-1].id == (
        "Daftar ini menghilangkan 1 dari 4 orang pada daftar sebelumnya (25 %); perlu konfirmasi."
    )
    with pytest.raises(DataRefused) as caught:
        imported(data, far_less, period="2026-02")
    assert caught.value.say("en") == (
        "c.csv: this list drops 1 of the 4 persons of the one before (25%). If that is right, repeat with --confirm."
    )
    assert winning(data) == ["1", "2"]
    assert imported(data, far_less, period="2026-02", confirm=True).delivery is not None


def test_what_is_recorded_says_who_and_what_and_nothing_of_persons(data: DataFolder, tmp_path: Path) -> None:
    imported(data, people(tmp_path / f"daftar {NIK1}.csv", NIK1), period="2025-12")
    entry = json.loads((data.private / "audit.jsonl").read_text())
    assert {"at", "who", "act", "delivery", "rows", "accepted", "hash"} <= set(entry)
    assert entry["file"] == "daftar ••••••••••••••01.csv"


def test_the_secret_is_made_once_and_readable_by_its_owner_only(data: DataFolder, tmp_path: Path) -> None:
    imported(data, people(tmp_path / "a.csv", NIK1), period="2025-12")
    secret = data.private / "secret"
    assert (secret.stat().st_mode & 0o777, len(secret.read_bytes())) == (0o600, 32)
    before = secret.read_bytes()
    imported(data, people(tmp_path / "a.csv", NIK1), period="2026-01")
    assert secret.read_bytes() == before


def test_without_the_secret_of_its_deliveries_nothing_is_imported(data: DataFolder, tmp_path: Path) -> None:
    path = people(tmp_path / "a.csv", NIK1)
    imported(data, path, period="2025-12")
    (data.private / "secret").unlink()
    with pytest.raises(DataRefused, match="is missing although deliveries are here"):
        imported(data, path, period="2026-01")
    (data.private / "secret").write_bytes(b"x" * 32)
    with pytest.raises(DataRefused, match="not the one the present deliveries were made with"):
        imported(data, path, period="2026-01")


def test_two_imports_at_once_both_arrive(data: DataFolder, tmp_path: Path) -> None:
    paths = [people(tmp_path / f"{number}.csv", NIK1) for number in range(4)]
    errors: list[Exception] = []

    def work(number: int) -> None:
        try:
            imported(data, paths[number], period=f"2025-0{number + 1}")
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert [manifest.recorded for manifest in list_deliveries(data)] == [1, 2, 3, 4]


def test_an_import_interrupted_before_its_mark_leaves_nothing(
    data: DataFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = people(tmp_path / "a.csv", NIK1)
    with monkeypatch.context() as patched:
        patched.setattr(store_module, "_COMPLETE", "nowhere/complete")
        with pytest.raises(OSError, match="complete"):
            imported(data, path, period="2025-12")
    assert list_deliveries(data) == []
    assert (
        imported(data, path, period="2025-12").delivery
        == "000001-participants-" + list_deliveries(data)[0].identity[:8]
    )
    assert not list(data.deliveries.glob(".new-*"))


def test_an_import_interrupted_after_its_mark_is_finished_by_the_next_reader(
    data: DataFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = people(tmp_path / "a.csv", NIK1)

    def die(_staged: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(store_module, "_move_in", die)
        with pytest.raises(KeyboardInterrupt):
            imported(data, path, period="2025-12")
    assert [manifest.recorded for manifest in list_deliveries(data)] == [1]
    assert not list(data.deliveries.glob(".new-*"))


def test_a_synthetic_file_says_so(data: DataFolder, tmp_path: Path) -> None:
    head = "nik|sponsor|kode_desa|sumber\n"
    marked = csv_file(tmp_path / "a.csv", head + f"{NIK1}|MANDIRI|74.71|sintetis")
    mixed = csv_file(tmp_path / "b.csv", head + f"{NIK1}|MANDIRI|74.71|sintetis\n{NIK2}|MANDIRI|74.71|Disnaker")
    assert imported(data, marked, period="2025-12").manifest.synthetic
    assert not imported(data, mixed, period="2026-01").manifest.synthetic
    assert imported(data, mixed, period="2026-02", synthetic=True).manifest.synthetic


def test_progress_is_told_by_phase(data: DataFolder, tmp_path: Path) -> None:
    phases: list[str] = []
    options = ImportOptions(period=month_number("2025-12"), progress=phases.append)
    import_file(data, people(tmp_path / "a.csv", NIK1), options)
    assert phases == ["read", "check", "record"]
