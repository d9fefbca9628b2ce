"""Labels on a map do not lie over each other."""

from __future__ import annotations

from src.coverage.charts.labels import legible

BOUNDS = (110.0, -7.0, 111.0, -6.0)
WORDS = {"a": ("Kaliwungu Selatan", "4,8 %"), "b": ("Brangsong", "5,5 %"), "c": ("Boja", "5,8 %")}


def test_labels_far_apart_have_name_and_value() -> None:
    points = {"a": (110.2, -6.2), "b": (110.8, -6.2), "c": (110.5, -6.8)}

    assert legible(WORDS, points, BOUNDS, 500) == {
        code: f"{name}<br><b>{value}</b>" for code, (name, value) in WORDS.items()
    }


def test_a_label_that_would_cover_another_is_shortened_or_left_out() -> None:
    points = {"a": (110.5, -6.5), "b": (110.5, -6.545), "c": (110.5, -6.5)}

    found = legible(WORDS, points, BOUNDS, 500)
    assert found == {"a": "Kaliwungu Selatan<br><b>4,8 %</b>", "b": "<b>5,5 %</b>"}
