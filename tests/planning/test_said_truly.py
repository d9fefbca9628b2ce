"""What the first screen may not say: figures nobody delivered, growth that is new data, rates that gained people."""

from __future__ import annotations

from src.coverage.planning import bridge, equity_fact, headline, quadrant_fact
from src.coverage.planning.bridge_words import bridge_fact
from src.coverage.planning.denominators import denominators, range_of, range_text
from src.coverage.planning.facts import Headline
from src.coverage.text import month_code
from tests.planning.test_equity import WORKERS
from tests.planning.test_outlook import LISTS_BEYOND, _kalla_ahead
from tests.planning.test_quadrant import AREAS, JULY
from tests.planning.world import COVERAGE, OCTOBER, PLACE, city
from tests.snapshot_world import WorldSnapshot, snapshot_world

YEAR = tuple(range(OCTOBER - 12, OCTOBER + 1))


def counted_only(first: int, step: int, workers: int = 10_000) -> WorldSnapshot:
    """A place that delivers one count a month and no list."""
    members = ["month | village_code | detail | segment | sponsor_id | sponsor_kind | active | net_change"]
    ahead = ["month | ahead | village_code | detail | segment | sponsor_id | sponsor_kind | carried"]
    who = "33.18.00.0000 | regency | BPU | TIDAK_TERDAFTAR | TIDAK_TERDAFTAR"
    for count, month in enumerate(YEAR):
        members.append(f"{month_code(month)} | {who} | {first + count * step} | {step if count else '-'}")
    for months in range(19):
        ahead.append(f"{month_code(OCTOBER + months)} | {months} | {who} | {first + 12 * step}")
    return snapshot_world(
        mart_coverage="\n".join(members),
        mart_outlook="\n".join(ahead),
        mart_workforce=f"series | as_of | region_code | workers\nucj_potensi | 2025-06-01 | 33.18 | {workers}",
    )


def begun_within_the_year() -> WorldSnapshot:
    """Lists since October 2025; the employers' counts came in September 2026 for the first time."""
    rows = [line for line in COVERAGE.splitlines() if not ("2025-10" in line and "| PU " in line)]
    return city(mart_coverage="\n".join(rows))


def said(found: Headline) -> str:
    return found.paragraph.en


def test_a_place_of_counts_only_is_not_said_to_lose_nobody() -> None:
    found = headline(counted_only(3520, -10), "33.18")
    assert found.outlook is not None and found.outlook.is_carried_only
    assert found.ending.persons is None
    assert "When their cover ends is not known from these data" in said(found)
    assert "even without renewals" not in said(found) and "No paid months end" not in said(found)


def test_an_earlier_month_of_counts_only_says_as_well_that_ends_are_not_known() -> None:
    found = headline(counted_only(3520, -10), "33.18", OCTOBER - 1)
    assert found.outlook is None and "When their cover ends is not known" in said(found)


def test_somebody_listed_makes_the_ends_known() -> None:
    found = headline(city(), "74.71")
    assert found.outlook is not None and not found.outlook.is_carried_only
    assert "not known from these data" not in said(found)


def test_120_fewer_by_count_are_not_0_who_came_and_0_who_lapsed() -> None:
    fact = bridge_fact(bridge(counted_only(3520, -10), OCTOBER - 12, OCTOBER, {"regency": ["33.18"]}))
    assert fact is not None
    assert fact.text.en.startswith("Since October 2025, active members fell by 120; who came and went is not known")
    assert "berkurang 120" in fact.text.id


def test_counts_beside_lists_are_told_beside_who_came_and_went() -> None:
    fact = bridge_fact(bridge(city(), OCTOBER - 1, OCTOBER, {"regency": ["74.71"]}))
    assert fact is not None
    assert "came or came back" in fact.text.en and "counts without a list grew by" in fact.text.en


def test_a_nought_that_was_delivered_is_nought_per_cent() -> None:
    found = headline(counted_only(0, 0, 100), "33.18")
    assert (found.active, found.rate.rate, found.rate.gap) == (0, 0.0, 100)
    assert "0 of 100 workers" in said(found) and "0.00%" in said(found)
    assert "no denominator" not in said(found).lower() and "not known" not in said(found)


def test_growth_of_944_per_cent_that_is_only_new_data_is_no_growth() -> None:
    found = headline(begun_within_the_year(), "74.71")
    year = found.year_change
    assert (year.points, year.persons) == (None, None)
    assert year.reason is not None and "Counts of PU without a list first came after October 2025" in year.reason.en
    (growth,) = found.growth
    assert (growth.actual, growth.reached) == (None, None) and growth.reason is not None
    assert "cannot be judged yet, as some counts first came within that year" in said(found)
    assert "is met" not in said(found) and "rose 4.00 points from September 2026" in said(found)


def test_a_place_says_since_when_its_counts_come_and_a_month_before_says_what_it_is_without() -> None:
    found = headline(begun_within_the_year(), "74.71")
    assert found.begun is not None and "PU in September 2026" in found.begun.en
    assert found.begun in found.notes and found.without == ()
    before = headline(begun_within_the_year(), "74.71", OCTOBER - 12)
    assert before.without == ("PU",)
    assert "without PU, whose counts first came later" in said(before)
    assert headline(city(), "74.71").begun is None


def test_data_that_begin_with_the_place_are_not_said_to_come_later() -> None:
    found = headline(counted_only(3280, 10), "33.18", OCTOBER - 6)
    assert found.begun is None and found.year_change.reason is not None
    assert "outside the data" in found.year_change.reason.en


def test_the_reason_of_a_month_before_the_first_is_not_that_there_is_no_denominator() -> None:
    reason = headline(counted_only(3280, 10), "33.18", OCTOBER - 6).year_change.reason
    assert reason is not None and "denominator" not in reason.en


def test_a_rate_does_not_rise_by_people() -> None:
    workforce = """
        series           | as_of      | region_code | workers
        pekerja_informal | 2026-01-31 | 74.71       | 1000
    """
    found = headline(city(mart_workforce=workforce), "74.71", series="pekerja_informal")
    assert found.rate.scope == ("BPU",) and found.month_change.points is not None
    assert (found.year_change.points, found.year_change.persons) == (None, 80)
    assert "The rate rose 3.00 points from September 2026." in said(found)
    assert "The number of active members of every segment rose by 80 people from October 2025." in said(found)


def test_a_denominator_of_two_days_is_given_with_both() -> None:
    workforce = """
        series        | as_of      | region_code   | segment | workers
        dtsen_bekerja | 2026-01-01 | 74.71.01.1001 | BPU     | 140
        dtsen_bekerja | 2026-07-01 | 74.71.02.1001 | BPU     | 100
    """
    found = headline(city(mart_workforce=workforce), "74.71")
    assert [day.isoformat() for day in found.rate.days] == ["2026-01-01", "2026-07-01"]
    assert "as of 1 January 2026 – 1 July 2026" in said(found)


def test_a_rate_over_a_hundred_per_cent_is_flagged_explained_and_lacks_nobody() -> None:
    workforce = """
        series        | as_of      | region_code   | segment | workers
        dtsen_bekerja | 2026-01-01 | 74.71.01.1001 | BPU     | 50
        dtsen_bekerja | 2026-01-01 | 74.71.02.1001 | BPU     | 8
    """
    found = headline(city(mart_workforce=workforce), "74.71")
    assert found.rate.rate is not None and found.rate.rate > 1
    assert (found.rate.gap, found.gap_price) == (0, None)
    assert [area.gap for area in found.behind.areas] == [0, 0]
    assert found.behind.lacking == ()
    assert "% ⚠ (denominator" in said(found) and "not full coverage" in said(found)
    assert "no district is behind" in said(found) and "Furthest behind" not in said(found)
    assert "Baruga 125.00% ⚠" in said(found) and "Rp0" not in said(found)


def test_only_districts_that_lack_somebody_are_furthest_behind() -> None:
    workforce = """
        series        | as_of      | region_code   | segment | workers
        dtsen_bekerja | 2026-01-01 | 74.71.01.1001 | BPU     | 50
        dtsen_bekerja | 2026-01-01 | 74.71.02.1001 | BPU     | 100
    """
    found = headline(city(mart_workforce=workforce), "74.71")
    assert [area.name for area in found.behind.lacking] == ["Baruga"]
    assert "Furthest behind (BPU workers; denominator: Working in DTSEN): Baruga 10.00%." in said(found)


def test_a_month_that_lacks_a_count_is_held_against_no_other() -> None:
    missing = """
        regency_code | month   | area_code | segment | sender
        74.71        | 2026-10 | 74.71     | JAKON   | bpjs
    """
    place = PLACE.replace("2026-10    | 2026-10", "2026-10    | 2026-09")
    found = headline(city(ref_place=place, ref_missing=missing), "74.71", OCTOBER)
    assert found.rate.rate is None and found.rate.status == "not_delivered"
    for change in (found.month_change, found.year_change):
        assert (change.points, change.persons, change.reason) == (None, None, None)
    assert [growth.actual for growth in found.growth] == [None]
    assert said(found).count("still to come") == 1 and "No coverage rate is given yet." in said(found)
    assert "rose" not in said(found) and "is met" not in said(found)


def test_what_the_first_screen_says_of_fairness_is_what_its_page_says_by_that_denominator() -> None:
    informal = "    pekerja_informal | 2025-06-30 | 74.71 | * | BPU | 240"
    town = snapshot_world(mart_coverage=TOWN, mart_workforce=f"{WORKERS.rstrip()}\n{informal}\n")
    told, untold = equity_fact(town, "74.71"), equity_fact(town, "74.71", series="pekerja_informal")
    assert told is not None and "deciles 1–4" in told.text.en
    assert untold is not None and untold.page == "equity"
    assert untold.text.en == "Fairness: cannot be told by the denominator Informal workers"


TOWN = """
    month   | village_code  | decile | segment | sponsor_id | sponsor_kind | active
    2026-07 | 74.71.01.1001 | 1      | BPU     | KALLA      | CSR          | 30
    2026-07 | 74.71.01.1001 | 4      | BPU     | APBD       | APBD_KAB     | 10
    2026-07 | 74.71.01.1001 | 7      | BPU     | BAZNAS     | ZAKAT        | 20
"""


def test_one_person_is_not_1_people() -> None:
    members = COVERAGE.replace(
        "| 50     | 40            | 50              | 30 ", "| 50     | 40            | 50              | 1  "
    )
    assert "the paid months of 1 person end" in said(headline(city(mart_coverage=members), "74.71"))


def test_quadrant_by_a_denominator_that_is_not_so_deep_is_not_told_by_another() -> None:
    members = ["month | village_code | decile | active | lapsed"]
    workers = ["series | as_of | region_code | segment | workers", "ucj_potensi | 2026-01-01 | 74.71 | * | 300"]
    for village, (active, lapsed, count) in AREAS.items():
        workers.append(f"dtsen_bekerja | 2026-01-01 | {village} | BPU | {count}")
        members += [
            f"{month} | {village} | 1 | {active} | {lapsed if month == JULY else 0}"
            for month in range(JULY - 11, JULY + 1)
        ]
    town = snapshot_world(mart_coverage="\n".join(members), mart_workforce="\n".join(workers))
    told = quadrant_fact(town, "74.71", series="ucj_potensi")
    assert told is not None and told.text.en == "Quadrant: cannot be drawn by the denominator UCJ potential"


def test_employees_are_not_priced_at_the_tariff_of_others() -> None:
    found = headline(city(), "74.71", segment="PU")
    assert (found.rate.scope, found.rate.gap, found.gap_price) == (("PU",), 290, None)
    assert "290 PU workers are not covered yet." in said(found) and "BPU contribution" not in said(found)


def test_counts_smaller_than_the_lists_are_noted_and_no_fall_is_denied() -> None:
    rows = (
        _kalla_ahead(0).replace("| nelayan | 10 |", "| nelayan | 45 |").replace("| nelayan | 0 |", "| nelayan | 45 |")
    )
    found = headline(city(mart_coverage=LISTS_BEYOND, mart_outlook=rows, mart_lapse=""), "74.71")
    assert found.falling is None and "even without renewals" not in said(found)
    assert any("counts are smaller than the lists" in note.en for note in found.notes)


def test_what_ends_soon_costs_the_same_by_every_denominator() -> None:
    # Kalla's 30 nelayan and 10 drivers end in December; the denominator knows the first village only.
    workforce = """
        series        | as_of      | region_code   | segment | workers
        ucj_potensi   | 2025-06-08 | 74.71         | BPU     | 300
        dtsen_bekerja | 2026-01-31 | 74.71.01.1001 | BPU     | 140
    """
    members = COVERAGE.replace(
        "| 10     | 0             | 5               | 0  ", "| 10     | 0             | 5               | 10 "
    )
    snapshot = city(mart_coverage=members, mart_workforce=workforce)
    by_all = headline(snapshot, "74.71", series="ucj_potensi").ending
    by_part = headline(snapshot, "74.71", series="dtsen_bekerja").ending
    assert (by_all.persons, by_all.payers[0].persons, by_all.payers[0].month) == (40, 40, OCTOBER + 3)
    assert by_part == by_all


def test_the_range_of_rates_flags_the_one_over_a_hundred_per_cent() -> None:
    workforce = """
        series           | as_of      | region_code | segment | workers
        ucj_potensi      | 2025-06-08 | 74.71       | *       | 1000
        pekerja_informal | 2025-06-30 | 74.71       | BPU     | 80
    """
    found = range_of(denominators(city(mart_workforce=workforce), "74.71", OCTOBER))
    assert found is not None
    assert "112.50% ⚠" in range_text(found).en and "40.00% (" in range_text(found).en
