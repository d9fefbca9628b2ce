"""The renewal desk: what ends within so many days of the data month, where, what it costs, and what is written."""

from __future__ import annotations

import pytest

from src.coverage.errors import UsageError
from src.coverage.parameters import contribution
from src.coverage.planning.desk import renewal_desk
from src.coverage.planning.letters import message
from src.coverage.text import Text, month_number
from tests.planning.world import LAPSES, OCTOBER, city, outlook_rows

HERE = {"regency": ["74.71"]}
PLACE = Text(id="Kota Kendari", en="Kendari City")
NAMES = {"74.71.01": "Mandonga", "74.71.02": "Baruga"}


@pytest.mark.parametrize(("days", "payers"), [(30, []), (60, []), (90, ["KALLA"]), (180, ["KALLA", "APBD_FISH"])])
def test_days_count_from_the_end_of_the_data_month(days: int, payers: list[str]) -> None:
    # Kalla's cover ends with December, three month ends from October's; the APBD's with January.
    found = renewal_desk(city(), HERE, days)
    assert (found.month, [due.sponsor for due in found.rows]) == (OCTOBER, payers)


def test_a_payer_stands_with_its_people_their_districts_and_the_month_cover_stops() -> None:
    (kalla,) = renewal_desk(city(), HERE, 90).rows
    assert (kalla.persons, kalla.first_month, kalla.last_month) == (40, OCTOBER + 3, OCTOBER + 3)
    assert [(part.district, part.persons) for part in kalla.districts] == [("74.71.01", 30), ("74.71.02", 10)]
    assert (kalla.usual, kalla.block_months) == (20, (6,))


def test_each_length_costs_the_tariff_of_its_own_months_with_both_sums_where_the_law_is_open() -> None:
    (kalla,) = renewal_desk(city(), HERE, 90).rows
    start = OCTOBER + 3
    for option in kalla.options:
        months = range(start, start + option.months)
        for which in ("high_idr", "low_idr"):
            expected = sum(
                30 * getattr(contribution("CSR", "other", month), which)
                + 10 * getattr(contribution("CSR", "transport", month), which)
                for month in months
            )
            assert getattr(option.price, which) == expected
    assert [option.months for option in kalla.options] == [3, 6, 12]
    assert kalla.options[0].price.low_idr < kalla.options[0].price.high_idr


def test_all_of_the_desk_together_costs_the_sum_of_its_rows() -> None:
    found = renewal_desk(city(), HERE, 180)
    assert found.persons == 72
    for place, option in enumerate(found.options):
        assert option.price.high_idr == sum(due.options[place].price.high_idr for due in found.rows)


def test_filters_reach_the_desk() -> None:
    found = renewal_desk(city(), HERE | {"district": ["74.71.02"]}, 90)
    assert [(due.sponsor, due.persons) for due in found.rows] == [("KALLA", 10)]


def test_a_group_too_small_to_show_has_no_number_no_price_and_no_part_in_the_sums() -> None:
    few = outlook_rows().replace("| 32 | 0 | 32 | 32 | 0", "| 3 | 0 | 3 | 3 | 0")
    lapses = LAPSES.replace("| 1    | 32", "| 1    | 3")
    found = renewal_desk(city(mart_outlook=few, mart_lapse=lapses), HERE, 180, role="public")
    masked = [due for due in found.rows if due.persons is None]
    assert masked and all(due.options == () and due.as_bought is None and due.usual is None for due in masked)
    assert found.hides_some
    assert found.persons == sum(due.persons or 0 for due in found.rows)


def test_only_the_declared_numbers_of_days_are_counted() -> None:
    with pytest.raises(UsageError):
        renewal_desk(city(), HERE, 45)


def test_the_message_names_people_month_districts_and_each_sum_in_both_languages() -> None:
    desk = renewal_desk(city(), HERE, 90)
    draft = message(desk, desk.rows[0], PLACE, NAMES)
    assert "40 pekerja di Kota Kendari" in draft.id and "Januari 2027" in draft.id
    assert "Mandonga (30) dan Baruga (10)" in draft.id
    assert draft.id.count("- ") == draft.en.count("- ") == 3
    assert "40 workers in Kendari City" in draft.en and "January 2027" in draft.en
    # CSR riders may have the discount or not: both sums, and the sentence that says why.
    assert "keringanan" in draft.id and "discount" in draft.en
    assert not any(sign in draft.id + draft.en for sign in "{}")


def test_the_message_on_a_masked_group_counts_nobody() -> None:
    few = outlook_rows().replace("| 32 | 0 | 32 | 32 | 0", "| 3 | 0 | 3 | 3 | 0")
    lapses = LAPSES.replace("| 1    | 32", "| 1    | 3")
    desk = renewal_desk(city(mart_outlook=few, mart_lapse=lapses), HERE, 180, role="public")
    masked = next(due for due in desk.rows if due.persons is None)
    draft = message(desk, masked, PLACE, NAMES)
    assert "sejumlah pekerja" in draft.id and "Rp" not in draft.id


def test_a_renewal_that_starts_before_the_tariff_changes_pays_both_tariffs() -> None:
    # The discount for transport ends with March 2027: a renewal from January has it for three months of six.
    (kalla,) = renewal_desk(city(), HERE, 90).rows
    three, six, _ = (option.price for option in kalla.options)
    april = month_number("2027-04")
    full = 40 * contribution("CSR", "transport", april).high_idr * 3
    assert six.high_idr - three.high_idr == full
