"""A second, dumb implementation of the rate in plain Python must agree on random worlds."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from src.coverage.errors import CannotAnswer
from src.coverage.metrics import ask
from tests.snapshot_world import snapshot_world

MONTH = 2026 * 12 + 9
REGENCIES = ("74.71", "33.24")
VILLAGES = [f"{regency}.0{district}.100{village}" for regency in REGENCIES for district in (1, 2) for village in (1, 2)]
DECILES = ("1", "2", "?")
SEGMENTS = ("BPU", "PU")
SERIES_SCOPE = {"ucj_potensi": {"PU", "BPU", "JAKON"}, "pekerja_informal": {"BPU"}, "dtsen_bekerja": {"PU", "BPU"}}

listed = st.tuples(
    st.sampled_from([MONTH - 1, MONTH]),
    st.sampled_from([*VILLAGES, "74.71.01.0000", "33.24.00.0000"]),
    st.sampled_from(DECILES),
    st.sampled_from(SEGMENTS),
    st.integers(1, 60),
)
counted = st.tuples(
    st.sampled_from([MONTH - 1, MONTH]),
    st.sampled_from([("74.71.01.0000", "district"), ("33.24.00.0000", "regency"), (VILLAGES[0], "village")]),
    st.sampled_from(SEGMENTS),
    st.integers(1, 60),
)
workers = st.tuples(
    st.sampled_from(sorted(SERIES_SCOPE)),
    st.sampled_from(["village", "regency"]),
    st.sampled_from([MONTH - 3, MONTH - 1, MONTH]),
    st.sampled_from(VILLAGES),
    st.sampled_from(["*", "1", "2"]),
    st.sampled_from(["*", "BPU", "PU"]),
    st.integers(1, 90),
)


@given(
    st.lists(listed, min_size=4, max_size=14, unique_by=lambda row: row[:4]),
    st.lists(counted, max_size=4, unique_by=lambda row: row[:3]),
    st.lists(workers, min_size=5, max_size=16, unique_by=lambda row: row[:6]),
    st.sampled_from([(), ("regency",), ("district",), ("village",), ("decile",), ("regency", "segment"), ("segment",)]),
    st.sampled_from(sorted(SERIES_SCOPE)),
)
@settings(max_examples=50, phases=[Phase.explicit, Phase.reuse, Phase.generate])
def test_the_rate_agrees_with_plain_python(people: Any, counts: Any, cells: Any, by: Any, series: str) -> None:
    members = [
        {"month": m, "village_code": v, "detail": "village", "decile": d, "segment": s, "active": n, "is_aggregate": 0}
        for m, v, d, s, n in people
    ]
    members += [
        {"month": m, "village_code": v, "detail": level, "decile": "*", "segment": s, "active": n}
        for m, (v, level), s, n in counts
    ]
    forces = []
    seen = set()
    for name, level, month, village, decile, segment, n in cells:
        region = village if level == "village" else village[:5]
        if (key := (name, region, month, decile, segment)) not in seen:
            seen.add(key)
            forces.append({"series": name, "region_code": region, "as_of_month": month, "decile": decile,
                           "segment": segment, "workers": n})  # fmt: skip
    world = snapshot_world(
        ref_place=[
            {"regency_code": code, "first_month": MONTH - 1, "last_month": MONTH, "complete_month": MONTH}
            for code in REGENCIES
        ],
        mart_coverage=members,
        mart_workforce=[
            {**row, "as_of": date(row["as_of_month"] // 12, row["as_of_month"] % 12 + 1, 1)} for row in forces
        ],
    )
    expected = dumb_rate(members, forces, by, series)
    try:
        result = ask(world, "coverage_rate", by=by, series=series)
    except CannotAnswer:
        assert expected is None
        return
    assert expected is not None
    found = {
        tuple(row[dim] for dim in by): (row["coverage_rate_numerator"], row["coverage_rate_denominator"])
        for row in result.frame.astype(object).where(result.frame.notna(), None).to_dict("records")
        if row["coverage_rate_status"] == "ok"
    }
    assert found == expected


def dumb_rate(members: Any, forces: Any, by: Any, series: str) -> dict[Any, tuple[int, int]] | None:
    """{codes: (numerator, denominator)} of every row with a rate; None where it must be refused."""
    level = next((dim for dim in ("village", "district", "regency") if dim in by), None)

    def outside(row: Any) -> bool:
        lacks_area = (level == "village" and row["detail"] != "village") or (
            level == "district" and row["detail"] == "regency"
        )
        return lacks_area or ("decile" in by and row["decile"] == "*")

    scope = set(SERIES_SCOPE[series])
    for segment in sorted(scope):
        for regency in REGENCIES:
            of_place = [m for m in members if m["segment"] == segment and m["village_code"][:5] == regency]
            now = [m for m in of_place if m["month"] == MONTH] or of_place
            if sum(m["active"] for m in now if outside(m)) > 0.02 * sum(m["active"] for m in now):
                scope.discard(segment)
    needs = {"decile"} & set(by)
    if len(SERIES_SCOPE[series]) > 1 and ("segment" in by or scope != SERIES_SCOPE[series]):
        needs.add("segment")
    wanted = {"village": 13, "district": 8}.get(level or "", 5)

    def cut(row: Any) -> tuple[int, bool, bool]:
        return (len(row["region_code"]), row["decile"] != "*", row["segment"] != "*")

    usable = [
        w
        for w in forces
        if w["series"] == series
        and len(w["region_code"]) >= wanted
        and ("decile" not in needs or w["decile"] != "*")
        and ("segment" not in needs or w["segment"] != "*")
    ]
    if not scope or not usable:
        return None
    rates: dict[Any, list[int]] = defaultdict(lambda: [0, 0])
    for regency in REGENCIES:
        mine = [w for w in usable if w["region_code"][:5] == regency]
        placed = [m for m in members if m["village_code"][:5] == regency and m["segment"] in scope and not outside(m)]
        if not mine or not placed:
            continue
        best = max(mine, key=lambda w: (w["as_of_month"], -(cut(w)[1] + cut(w)[2]), -cut(w)[0], cut(w)[2]))
        chosen = [w for w in mine if cut(w) == cut(best)]
        latest = {
            r: max(w["as_of_month"] for w in chosen if w["region_code"] == r)
            for r in {w["region_code"] for w in chosen}
        }
        valued = set(latest)
        for region in latest:
            if len(region) == 13:
                valued |= {region[:8] + ".0000", regency + ".00.0000"}
        for w in chosen:
            if w["as_of_month"] == latest[w["region_code"]] and w["segment"] in (*scope, "*"):
                segment = "BPU" if series == "pekerja_informal" else w["segment"]
                rates[codes(w["region_code"], w["decile"], segment, by)][1] += w["workers"]
        for region in latest:
            for decile in {m["decile"] for m in placed}:
                for segment in {m["segment"] for m in placed}:
                    rates[codes(region, decile, segment, by)]  # a valued cell with nobody is zero
        for m in placed:
            area = m["village_code"][: len(best["region_code"])]
            if m["month"] == MONTH and area in valued:
                rates[codes(m["village_code"], m["decile"], m["segment"], by)][0] += m["active"]
    delivered = {(m["village_code"][:5], m["segment"]) for m in members if not outside(m)}
    return {
        key: (sides[0], sides[1])
        for key, sides in rates.items()
        if sides[1] > 0
        and "?" not in key
        and not any(str(code).endswith((".0000", ".00")) for code in key)
        and covered(dict(zip(by, key, strict=True)), delivered)
    }


def codes(region: str, decile: str, segment: str, by: Any) -> tuple[str, ...]:
    """The key of a row."""
    cell = {"regency": region[:5], "district": region[:8], "village": region, "decile": decile, "segment": segment}
    return tuple(cell[dim] for dim in by)


def covered(cell: Any, delivered: Any) -> bool:
    """Whether anything delivered covers a row by segment."""
    if "segment" not in cell:
        return True
    return any(segment == cell["segment"] and cell.get("regency", regency) == regency for regency, segment in delivered)
