"""The pages on fairness, the quadrant and one area: what they say, what the address does, and what is refused."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

from .opening import open_page, shown

EQUITY, QUADRANT, AREA = "pages/gaps/equity.py", "pages/places/quadrant.py", "pages/places/area.py"


def test_fairness_says_whom_the_help_reaches_and_how_large_it_is(app: AppTest) -> None:
    open_page(app, EQUITY)
    said = shown(app)
    assert "dari yang dibayari berada di desil 1–4" in said
    assert "bacalah selalu bersama jangkauannya" in said
    assert "salah sasaran" not in said and "galat" not in said
    assert len(app.metric) == 4
    assert "orang masuk dan" in said, "the moves between two registers"


def test_another_target_group_is_kept_in_the_address(app: AppTest) -> None:
    open_page(app, EQUITY, target="1-2")
    assert "berada di desil 1 dan 2" in shown(app)
    assert app.selectbox(key="w_target").value == "1-2"


def test_a_place_without_a_rate_by_decile_gets_a_sentence_and_what_there_is(app: AppTest) -> None:
    open_page(app, EQUITY, region="33.24")
    said = shown(app)
    assert "belum dapat dinilai" in said and "Tidak ada penyebut dengan rincian" in said
    assert "Perpindahan desil dapat dilihat setelah ada dua register" in said


def test_the_quadrant_names_every_field_with_its_action(app: AppTest) -> None:
    open_page(app, QUADRANT)
    said = shown(app)
    for words in ("Benahi dulu", "Tahan kebocoran", "Perluas", "Jaga", "Cari tahu dulu mengapa orang berhenti"):
        assert words in said
    assert "Di luar keempat bidang" in said


def test_an_area_of_the_quadrant_opens_its_brief(app: AppTest) -> None:
    open_page(app, QUADRANT)
    button = next(one for one in app.button if one.key and one.key.startswith("open_74.71."))
    button.click().run()
    code = button.key.removeprefix("open_")
    assert app.query_params["area"] in (code, [code])
    assert "Siapa yang membayar di sini?" in shown(app)


def test_a_link_to_an_area_of_another_place_opens_that_place(app: AppTest) -> None:
    open_page(app, AREA, area="33.24.05")
    said = shown(app)
    assert "## Singorojo" in said and "Kabupaten Kendal" in said


def test_a_strange_area_is_said_and_the_first_one_shown(app: AppTest) -> None:
    open_page(app, AREA, area="74.71.99")
    assert "74.71.99" in shown(app) and "## Mandonga" in shown(app)
