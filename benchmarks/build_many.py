"""How long ten million blocks take to build: `python -m benchmarks.build_many [BLOCKS] [REGENCIES]`."""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pyarrow as pa

from src.coverage.codes import occupation_groups
from src.coverage.folders import DataFolder
from src.coverage.regions import load_regions
from src.coverage.sources import key_check, load_secret
from src.coverage.sources.keeping.manifest import Manifest
from src.coverage.sources.keeping.store import Parcel, store
from src.coverage.text import month_number
from src.coverage.warehouse import build, open_snapshot

LIMIT_SECONDS = 90.0
LIMIT_MB = 6 * 1024
FIRST, MONTHS = month_number("2024-01"), 34
PERSONS_PER_BLOCK = 0.4
IN_REGISTER = 0.5
"""Share of the people that the regency's register names; the others have no known decile."""

SPONSORS = {
    "APBD": "APBD_KAB",
    "PROV": "APBD_PROV",
    "DBHCHT": "DBHCHT",
    "DESA": "APBDES_ADD",
    "ZAKAT": "ZAKAT",
    "CSR1": "CSR",
    "CSR2": "CSR",
    "CSR3": "CSR",
    "BUMN": "BUMN_BUMD",
    "MANDIRI": "MANDIRI",
}
LIKE = "33.24"
"""The regency whose 286 villages the others borrow."""

# Villages differ in size, most of a village works in its main occupation, two in five pay themselves and the others'
# payer goes with the occupation: so 100,000 people fall into some 30,000 cells, as the demo's would if it grew to that.
PEOPLE = """
    with numbers as (
        select
            i as person,
            md5_number_lower(i || $regency || 'person')::double / 18446744073709551616 as of_person,
            md5_number_lower(i || $regency || 'village')::double / 18446744073709551616 as of_village,
            md5_number_lower(i || $regency || 'decile')::double / 18446744073709551616 as of_decile,
            md5_number_lower(i || $regency || 'group')::double / 18446744073709551616 as of_group,
            md5_number_lower(i || $regency || 'payer')::double / 18446744073709551616 as of_payer,
        from range($people) as t (i)
    ),
    placed as (
        select *, floor(len($villages) * power(of_village, 2.5))::integer as village_no from numbers
    ),
    employed as (
        select
            *,
            case
                when of_group < 0.6 then village_no * 7 % (len($groups) - 1)
                else floor(len($groups) * power((of_group - 0.6) / 0.4, 3))
            end::integer as group_no,
        from placed
    ),
    people as (
        select
            person,
            (floor(of_person * 1048576))::integer as of_person,
            $villages[village_no + 1] as village_code,
            $groups[group_no + 1] as occupation_group,
            floor(10 * power(of_decile, 1.3))::integer + 1 as decile,
            case
                when of_payer < 0.4 then len($ids) - 1
                when of_payer < 0.98 then group_no % (len($ids) - 1)
                else floor((of_payer - 0.98) / 0.02 * len($ids))
            end::integer as payer_no,
        from employed
    )
"""

# Each person has one to four blocks of 3 to 12 months; most are renewed by the payer, some pause, one in ten is
# another payer's, and one in ten is paid twice for a month.
LIST = (
    PEOPLE
    + """,
    drawn as (
        select
            i,
            (i * $people // $blocks) as person,
            (md5_number_lower(i || $regency || 'pause') >> 1)::bigint as h1,
            (md5_number_lower(i || $regency || 'other') >> 1)::bigint as h2,
        from range($blocks) as t (i)
    ),
    paid as (
        select
            drawn.*,
            people.* exclude (person),
            row_number() over (partition by drawn.person order by i) - 1 as place,
            [3, 5, 6, 9, 12, 12][of_person % 6 + 1] as length,
        from drawn
        inner join people on drawn.person = people.person
    ),
    dated as (
        select
            *,
            (of_person % 14)::integer as opening,
            place * (length + case when h1 % 4 = 0 then 2 when h1 % 10 = 1 then -1 else 0 end) as steps,
        from paid
    )
    select
        md5($regency || person) as person_key,
        $ids[(payer_no + case when h2 % 10 = 0 then 1 else 0 end) % len($ids) + 1] as sponsor_id,
        'BPU' as segment,
        ($first + opening + steps)::integer as start_month,
        ($first + opening + steps + length - 1)::integer as end_month,
        null::date as registered_on,
        village_code,
        occupation_group,
        1::integer as band,
        null::integer as months_before,
        $regency as regency_code,
        $period::integer as period,
        (i + 2)::integer as row,
    from dated
"""
)
REGISTER = (
    PEOPLE
    + """
    select
        md5($regency || person) as person_key,
        village_code,
        decile::varchar as decile,
        occupation_group,
        'BPU' as segment,
        true as works,
        1::integer as employment_status,
        person % 4 = 0 as is_head,
        $regency as regency_code,
        $period::integer as period,
        (person + 2)::integer as row,
    from people
    where person < $registered
"""
)
PAYERS = """
    select unnest($ids) as sponsor_id, unnest($ids) as name, unnest($kinds) as kind, 'once' as cadence,
        null::integer as ended_month, null::integer as pledged_workers, null::integer as pledge_start,
        null::integer as pledge_end, 'sintetis' as source, $regency as regency_code, $period::integer as period,
        1::integer as row
"""


def main(blocks: int, regencies: int) -> dict[str, object]:
    """The measurement, as one JSON object; the limits are for ten million blocks on two cores."""
    with tempfile.TemporaryDirectory() as folder:
        data = DataFolder(Path(folder))
        deliver(data, blocks, regencies)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        start, cpu = time.perf_counter(), time.process_time()
        report = build(data)
        seconds, cpu = time.perf_counter() - start, time.process_time() - cpu
        size = report.path.stat().st_size
        rows = open_snapshot(data).query("select count(*) as n, sum(active) as active from mart_coverage").iloc[0]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    scale = blocks / 10_000_000
    return {
        "benchmark": "build_many",
        "blocks": blocks,
        "regencies": regencies,
        "months": MONTHS,
        "person_months": int(rows["active"]),
        "mart_coverage_rows": int(rows["n"]),
        "build_seconds": round(seconds, 1),
        "cpu_seconds": round(cpu, 1),
        "limit_seconds": round(LIMIT_SECONDS * scale, 1),
        "snapshot_mb": round(size / 1e6, 1),
        "before_mb": before,
        "peak_mb": peak,
        "limit_mb": LIMIT_MB,
        "ok": seconds <= LIMIT_SECONDS * scale and peak <= LIMIT_MB,
    }


def deliver(data: DataFolder, blocks: int, regencies: int) -> None:
    """Deliveries as an import would have left them: per regency a list of sponsors, of participants, and a register."""
    regions = load_regions(data).frame()
    villages = regions[regions["level"] == "village"]["code"].astype(str)
    load_secret(data)
    each = blocks // regencies
    ids, kinds = list(SPONSORS), list(SPONSORS.values())
    people = int(each * PERSONS_PER_BLOCK)
    with duckdb.connect(config={"threads": 2}) as connection:
        for number in range(regencies):
            # Places of the reference list lend their villages; the others are made up after their pattern.
            regency = f"{11 + number // 40:02d}.{number % 40 + 1:02d}"
            own = [regency + code[5:] for code in villages[villages.str.startswith(LIKE)]]
            common: dict[str, object] = {"regency": regency, "period": FIRST, "ids": ids}
            placed = {**common, "villages": own, "groups": [*occupation_groups(), None], "people": people}
            drawn = {
                "sponsors": (PAYERS, {**common, "kinds": kinds}),
                "participants": (LIST, {**placed, "blocks": each, "first": FIRST}),
                "register": (REGISTER, {**placed, "registered": int(people * IN_REGISTER)}),
            }
            parcels = [
                Parcel(_manifest(data, name, regency, 3 * number + place), _rows(connection, sql, params))
                for place, (name, (sql, params)) in enumerate(drawn.items(), 1)
            ]
            last = _manifest(data, "counts", regency, 0).model_copy(update={"delivery": f"counts-{regency}"})
            store(data, [*parcels, Parcel(last, _counts(regency))])


def _rows(connection: duckdb.DuckDBPyConnection, sql: str, params: dict[str, object]) -> pa.Table:
    found: pa.Table = connection.sql(sql, params=params).to_arrow_table()
    return found


def _counts(regency: str) -> pa.Table:
    """Employees as monthly counts, so that every month up to the last is a real and complete one."""
    months = range(FIRST, FIRST + MONTHS)
    return pa.table(
        {
            "regency_code": [regency] * MONTHS,
            "period": pa.array(list(months), pa.int32()),
            "row": pa.array(list(range(2, MONTHS + 2)), pa.int32()),
            "region_code": [regency] * MONTHS,
            "region_level": ["regency"] * MONTHS,
            "segment": ["PU"] * MONTHS,
            "covers": ["whole"] * MONTHS,
            "active": pa.array([1000] * MONTHS, pa.int64()),
            "registered": pa.array([1000] * MONTHS, pa.int64()),
        }
    )


def _manifest(data: DataFolder, name: str, regency: str, number: int) -> Manifest:
    months = range(FIRST, FIRST + MONTHS) if name == "counts" else [FIRST]
    return Manifest(
        delivery=f"{name}-{regency}",
        format=name,
        target=name,
        identity=f"{name}-{regency}",
        hash="0" * 64,
        file_name=f"{name}.parquet",
        sheet="",
        place=regency,
        cells=[(regency, month) for month in months],
        sender="bpjs",
        part="",
        cadence="monthly" if name == "counts" else "once",
        received=date(2026, 11, 5),
        recorded=number + 1,
        recorded_at=datetime.now(UTC),
        rows=1,
        accepted=1,
        quarantined=0,
        duplicates=0,
        sums={},
        conventions={},
        synthetic=True,
        key_check=key_check(load_secret(data)),
    )


if __name__ == "__main__":
    asked = [int(text) for text in sys.argv[1:3]]
    print(json.dumps(main(*(asked or [10_000_000]), *([40] if len(asked) < 2 else []))))
