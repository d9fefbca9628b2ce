"""Taking a delivery out of force: tried first, then done with a new snapshot; refused where nothing could be built."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from src.coverage.errors import UsageError
from src.coverage.folders import DataFolder
from src.coverage.sources import ImportOptions, import_file
from src.coverage.text import month_number

from .office import rows_of, run, tree, write_csv


@pytest.fixture
def own(office: Path, tmp_path: Path) -> Path:
    """A copy of the office that a test may change."""
    shutil.copytree(office, tmp_path / "data")
    return tmp_path / "data"


def named(own: Path, sender: str) -> str:
    said = run("deliveries", "--json", data=own)
    return next(str(one["delivery"]) for one in said.json["deliveries"] if one["sender"] == sender)


def active(own: Path) -> int:
    return int(run("ask", "active", "--month", "2025-04", "--json", data=own).json["rows"][0]["active"])


def acts(own: Path) -> list[str]:
    lines = (own / "private" / "audit.jsonl").read_text(encoding="utf-8").splitlines()
    return [str(json.loads(line)["act"]) for line in lines]


def test_a_dry_run_tells_the_effect_and_changes_nothing(own: Path) -> None:
    before = tree(own)
    said = run("withdraw", named(own, "KALLA"), "--dry-run", "--json", data=own)
    assert said.code == 0, said
    (effect,) = said.json["effects"]
    assert (effect["regency"], effect["before"]["active"], effect["after"]["active"]) == ("74.71", 111, 110)
    assert effect["before"]["coverage_rate"] > effect["after"]["coverage_rate"]
    assert (said.json["withdrawn"], said.json["snapshot"]) == (None, None)
    assert tree(own) == before


def test_withdrawing_serves_what_is_left_and_is_on_record(own: Path) -> None:
    delivery = named(own, "KALLA")
    said = run("withdraw", delivery, "--json", data=own)
    assert (said.code, active(own)) == (0, 110)
    assert said.json["snapshot"] == run("ask", "active", "--json", data=own).json["snapshot"]
    assert acts(own)[-2:] == ["withdraw", "build"]
    again = run("withdraw", delivery, "--json", "--lang", "en", data=own)
    assert (again.code, again.json["error"]["code"]) == (2, "withdrawn_already")


def test_withdrawing_a_replacement_revives_what_it_replaced(own: Path, tmp_path: Path) -> None:
    first = named(own, "counts")
    drawing = "kode_wilayah|segmen|bulan|aktif|terdaftar|mencakup\n74.71|PU|2025-04|208|220|semua"
    more = write_csv(tmp_path / "revisi.csv", rows_of(drawing))
    assert run("import", more, "--json", data=own).code == 0
    assert run("build", data=own).code == 0
    assert active(own) == 211
    last = run("deliveries", "--json", data=own).json["deliveries"][-1]["delivery"]
    said = run("withdraw", last, "--json", data=own)
    assert said.json["revives"] == [first]
    assert active(own) == 111


def test_what_nothing_could_be_built_without_is_not_withdrawn(own: Path) -> None:
    before = tree(own)
    said = run("withdraw", named(own, "sponsors"), "--json", "--lang", "en", data=own)
    assert (said.code, said.json["error"]["code"]) == (1, "unknown_sponsors")
    assert tree(own) == before


def test_withdrawing_everything_leaves_nothing_to_show(own: Path) -> None:
    for sender in ("KALLA", "BAZNAS", "counts", "ucj_potensi"):
        said = run("withdraw", named(own, sender), "--json", data=own)
        assert said.code == 0, said
    assert said.json["leaves_nothing"] or run("withdraw", named(own, "sponsors"), "--json", data=own).code == 0
    shown = run("ask", "active", "--json", data=own)
    assert (shown.code, shown.json["error"]["code"]) == (1, "no_snapshot")


def test_a_wrong_name_says_which_was_meant(own: Path) -> None:
    delivery = named(own, "KALLA")
    said = run("withdraw", delivery[:-1], "--json", "--lang", "en", data=own)
    assert (said.code, said.json["error"]["code"]) == (2, "unknown_name")
    assert delivery in " ".join(said.json["error"]["hints"])


def test_a_day_to_come_and_a_year_out_of_range_are_refused(own: Path, tmp_path: Path) -> None:
    path = write_csv(tmp_path / "x.csv", rows_of("nik|sponsor|kode_desa\n9910010101900001|KALLA|74.71.01.1005"))
    for stated, code in (
        (("--received", "2999-01-01"), "received_in_future"),
        (("--period", "1899-01"), "bad_month"),
        (("--period", "2301-01"), "bad_month"),
    ):
        said = run("import", path, *stated, "--json", "--lang", "en", data=own)
        assert (said.code, said.json["error"]["code"]) == (2, code)
    # Whoever imports without the command is refused them too.
    for month in ("1899-01", "2301-01"):
        with pytest.raises(UsageError) as refused:
            import_file(DataFolder(own), path, ImportOptions(period=month_number(month)))
        assert refused.value.code == "odd_period"
