"""The steps of setting a place up: what each step needs to be filled in."""

from __future__ import annotations

from pathlib import Path

from src.coverage.folders import DataFolder
from src.coverage.sources import ImportOptions, import_file, setup_of, template


def test_the_step_of_participants_has_a_template_for_its_sponsors_too(data: DataFolder) -> None:
    (place,) = setup_of(data, ["74.71"])
    templates = {step.name: step.templates for step in place.steps}
    assert templates == {
        "codes": ("regions",),
        "boundaries": (),
        "workforce": ("workforce",),
        "participants": ("sponsors", "participants"),
        "register": ("register",),
    }
    (step,) = (one for one in place.to_json("id")["steps"] if one["name"] == "participants")  # type: ignore[attr-defined]
    assert step["templates"] == ["sponsors", "participants"]


def test_every_template_of_a_step_opens_as_its_own_format(data: DataFolder, tmp_path: Path) -> None:
    (place,) = setup_of(data, ["74.71"])
    for name in (name for step in place.steps for name in step.templates):
        path = tmp_path / f"{name}.xlsx"
        path.write_bytes(template(name))
        try:
            import_file(data, path, ImportOptions(dry_run=True))
        except Exception as refusal:
            assert getattr(refusal, "code", "") == "no_rows", name
