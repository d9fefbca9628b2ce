"""Two deliveries against each other on the command line: counts of people or lines, in the order in which they came."""

from __future__ import annotations

from pathlib import Path

import pytest

from .office import MEMBERS, SPONSORS, rows_of, run, write_csv


@pytest.fixture(scope="module")
def received(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """A folder with the same sender's list of two months: one leaves, one stays as is, one pays on, one comes."""
    folder = tmp_path_factory.mktemp("compare")
    kalla = [row for row in rows_of(MEMBERS) if row["sponsor"] == "KALLA"]
    later = [kalla[0], {**kalla[2], "bulan_akhir": "2025-09"}, {**kalla[1], "nik": "9910010101900007"}]
    sponsors = write_csv(folder / "sponsor.csv", rows_of(SPONSORS))
    assert run("import", sponsors, "--received", "2025-01-02", "--period", "2025-01", data=folder / "data").code == 0
    named = []
    for month, rows in (("2025-01", kalla), ("2025-03", later)):
        path = write_csv(folder / f"peserta_{month}.csv", rows)
        options = ("--period", month, "--sender", "KALLA", "--received", f"{month}-28", "--confirm", "--json")
        said = run("import", path, *options, data=folder / "data")
        assert said.code == 0, said.out
        named.append(said.json["files"][0]["delivery"])
    return folder / "data", named[0], named[1]


def test_the_document_counts_who_came_who_left_and_what_changed(received: tuple[Path, str, str]) -> None:
    data, first, second = received
    said = run("compare", second, first, "--json", data=data).json
    assert (said["first"]["delivery"], said["second"]["delivery"]) == (first, second)
    assert (said["unit"], said["added"], said["dropped"], said["stayed"]) == ("persons", 1, 1, 2)
    assert said["changed"] == {"blocks": 1, "village": 0, "occupation": 0}
    assert said["moves"] == []


def test_a_person_reads_the_counts_in_both_languages(received: tuple[Path, str, str]) -> None:
    data, first, second = received
    assert "bertambah" in run("compare", first, second, data=data).out
    told = run("compare", first, second, "--lang", "en", data=data).out
    assert [line.split() for line in told.splitlines()[3:6]] == [["added", "1"], ["gone", "1"], ["in", "both", "2"]]


def test_an_unknown_delivery_is_refused_with_the_nearest_name(received: tuple[Path, str, str]) -> None:
    data, first, _ = received
    said = run("compare", first, first[:-1], "--json", data=data)
    assert said.code == 2
    assert first in said.json["error"]["hints"][0]
