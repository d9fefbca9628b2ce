"""The ledger of sponsors, and one sponsor told whole."""

from __future__ import annotations

from datetime import date

import pytest

from src.coverage.errors import UsageError
from src.coverage.planning import EndingMonth, ledger, sponsor_facts
from src.coverage.planning.endings import covered_up
from src.coverage.text import month_number
from tests.planning.world import SPONSOR, city


def test_the_ledger_lists_every_sponsor_and_last_those_with_nothing_delivered() -> None:
    rows = ledger(city(), "74.71").rows
    assert [row.sponsor for row in rows] == ["PEMBERI_KERJA", "KALLA", "APBD_FISH", "MANDIRI", "KAYU"]
    assert [row.status for row in rows] == ["ok", "ok", "ok", "ok", "no_data"]


def test_a_sponsor_with_nothing_delivered_has_its_pledge_and_no_noughts() -> None:
    (kayu,) = [row for row in ledger(city(), "74.71").rows if row.sponsor == "KAYU"]
    assert kayu.pledged == 500
    assert (kayu.registered, kayu.active, kayu.ready, kayu.due, kayu.months_bought) == (None,) * 5


def test_own_people_stand_beside_those_credited_so_that_the_difference_shows() -> None:
    found = ledger(city(), "74.71")
    (kalla,) = [row for row in found.rows if row.sponsor == "KALLA"]
    assert (kalla.pledged, kalla.registered, kalla.active, kalla.credited) == (100, 70, 62, 60)
    assert (kalla.ready, kalla.ready_known, kalla.ending, kalla.months_bought) == (40, 57, 30, 122)
    assert kalla.due is not None
    assert (kalla.due.high_idr, kalla.due.low_idr) == (62 * 16_800, 62 * 8_400)
    assert found.active == 400


def test_members_counted_without_a_list_stand_with_their_payer_and_have_no_readiness() -> None:
    (employer,) = [row for row in ledger(city(), "74.71").rows if row.sponsor == "PEMBERI_KERJA"]
    assert (employer.active, employer.registered, employer.ready, employer.due) == (310, 310, None, None)


def test_a_sponsors_report_has_its_own_figures() -> None:
    found = sponsor_facts(city(), "KALLA", "74.71")
    assert (found.name, found.regency_name, found.status) == ("Kalla Toyota", "Kota Kendari", "ok")
    assert (found.pledged, found.registered, found.active, found.ready, found.ready_known) == (100, 70, 62, 40, 57)
    assert found.months_bought == 122
    assert found.cost is not None
    assert (found.cost.high_idr, found.cost.low_idr) == (122 * 16_800, 122 * 8_400)
    assert [(one.month, one.persons) for one in found.ending] == [(month_number("2026-12"), 40)]
    assert found.last_end == month_number("2026-12")


def test_one_month_of_few_ends_is_not_told_by_what_is_left_of_all() -> None:
    def ends(*persons: int | None) -> list[EndingMonth]:
        return [EndingMonth(place, one, "masked" if one is None else "ok") for place, one in enumerate(persons)]

    told = {
        (20, 6, None, 13): [20, None, None, 13],  # of 40 in all, the third month's one would follow
        (20, None, None, 13): [20, None, None, 13],
        (20, 6, 14): [20, 6, 14],
        (None,): [None],
    }
    for given, expected in told.items():
        found = covered_up(ends(*given))
        assert [one.persons for one in found] == expected
        assert [one.status == "masked" for one in found] == [one is None for one in expected]


def test_villages_reached_leave_out_people_without_a_village() -> None:
    lost = SPONSOR + "    2026-10 | 74.71.00.0000 | KALLA | CSR | 9 | 9 | 9 | 9 | 0 | 9 | 0 | 0 | ? | ?\n"
    found = sponsor_facts(city(mart_sponsor=lost), "KALLA", "74.71")
    assert found.villages_reached == 2
    assert [(group.name.id, group.persons) for group in found.villages] == [
        ("Alolama", 52),
        ("Watubangga", 10),
        ("Tanpa kelurahan/desa, Kota Kendari", 9),
    ]


def test_small_groups_are_masked_also_when_the_steward_asks_and_still_count_as_villages() -> None:
    few = SPONSOR.replace("| 10                   | 10  ", "| 10                   | 3   ")
    found = sponsor_facts(city(mart_sponsor=few), "KALLA", "74.71", role="steward")
    assert found.villages_reached == 2
    shown = {group.name.id: (group.persons, group.status) for group in found.villages}
    assert shown["Watubangga"] == (None, "masked")
    assert found.active == 55


def test_what_a_family_receives_comes_with_condition_date_and_basis() -> None:
    benefits = {benefit.name: benefit for benefit in sponsor_facts(city(), "KALLA", "74.71").benefits}
    assert {name: benefit.amount_idr for name, benefit in benefits.items()} == {
        "accident_death": 70_000_000,
        "death": 42_000_000,
        "death_in_waiting": 10_000_000,
        "scholarship": 174_000_000,
    }
    assert benefits["death_in_waiting"].since == date(2025, 2, 24)
    assert "Permenaker 1/2025" in benefits["death_in_waiting"].basis.id
    assert benefits["scholarship"].condition is not None
    assert "36 bulan" in benefits["scholarship"].condition.id
    assert "Rp2.000.000 × 3 tahun × 2 anak" in benefits["scholarship"].parts.id


def test_fewer_than_five_paid_twice_are_not_told() -> None:
    assert sponsor_facts(city(), "KALLA", "74.71").paid_twice is None


def test_those_paid_twice_are_told_with_what_to_do() -> None:
    more = SPONSOR.replace("| 60                   | 52  ", "| 60                   | 62  ")
    found = sponsor_facts(city(mart_sponsor=more), "KALLA", "74.71")
    assert found.paid_twice == 12
    assert any("12 peserta aktifnya juga dibayar" in note.id for note in found.notes)


def test_a_sponsor_with_nothing_delivered_is_told_so_and_never_nought() -> None:
    found = sponsor_facts(city(), "KAYU", "74.71")
    assert (found.status, found.pledged, found.active, found.months_bought) == ("no_data", 500, None, None)
    assert (found.villages, found.ending) == ((), ())
    assert any("bukan nol" in note.id for note in found.notes)


def test_an_unknown_sponsor_is_refused() -> None:
    with pytest.raises(UsageError) as raised:
        sponsor_facts(city(), "KALA", "74.71")
    assert "KALLA" in raised.value.say("id")
