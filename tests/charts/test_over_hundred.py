"""A rate above a hundred per cent is drawn at its length, with a sign, and never cut."""

from __future__ import annotations

from src.coverage.charts import Look, ranking, target_strip
from src.coverage.metrics import ask
from tests.snapshot_world import snapshot_world


def test_bars_and_bullet_show_it_whole_and_flagged() -> None:
    world = snapshot_world(
        mart_coverage="""
            month   | village_code  | segment | active
            2026-10 | 74.71.01.1001 | BPU     | 150
            2026-10 | 74.71.02.1001 | BPU     | 40
        """,
        mart_workforce="""
            series        | as_of      | region_code   | segment | workers
            dtsen_bekerja | 2026-01-01 | 74.71.01.1001 | BPU     | 100
            dtsen_bekerja | 2026-01-01 | 74.71.02.1001 | BPU     | 100
        """,
    )
    rates = ask(world, "coverage_rate", by="district")
    bars = ranking(rates, {}, Look("id")).figure
    assert list(bars.data[0].x) == [1.5, 0.4]
    assert bars.data[0].text[0].startswith("150,0 % ⚠")
    assert "⚠" not in bars.data[0].text[1]
    assert bars.layout.xaxis.range[1] > 1.5

    strip = target_strip(1.5, [("RPJMN", 0.4392)], Look("id")).figure
    assert strip.data[1].x[0] == 1.5
    assert strip.layout.xaxis.range[1] > 1.5
