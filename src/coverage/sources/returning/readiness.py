"""What a place already has and still lacks before its coverage can be shown: the steps of setting it up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ...codes import workforce_series
from ...folders import DataFolder
from ...regions import Level, Regions, boundary_sets, load_regions
from ...text import Lang, Text, month_name
from ..floor.wording import told
from ..keeping.force import in_force
from ..keeping.manifest import Cell

State = Literal["done", "partly", "open"]
StepName = Literal["codes", "boundaries", "workforce", "participants", "register"]
ABOUT_PLACES = ("participants", "register", "workforce", "counts", "decile_table", "sponsors")
"""What only an office of the place delivers; code lists, targets and statistics speak of every place."""


@dataclass(frozen=True)
class Step:
    """One step: `found` says what is there, `todo` what to do next (None when nothing is left to do).

    `format` is the input format it takes; None for boundaries.
    """

    name: StepName
    state: State
    found: Text
    todo: Text | None
    format: str | None

    @property
    def templates(self) -> tuple[str, ...]:
        """The formats to fill in for it: a participant list names sponsors, who must be known first."""
        if self.name == "participants":
            return ("sponsors", "participants")
        return (self.format,) if self.format else ()

    @property
    def title(self) -> Text:
        """The step in a few words."""
        return told(f"step_{self.name}")


@dataclass(frozen=True)
class Setup:
    """A regency, city or province on its way to a first rate and map."""

    place: str
    name: str
    steps: tuple[Step, ...]

    @property
    def following(self) -> Step | None:
        """The first step that is not done; the register is worth having, not needed."""
        return next((step for step in self.steps if step.state != "done" and step.name != "register"), None)

    def to_json(self, lang: Lang) -> dict[str, object]:
        """The entry as `setup --json` prints it."""
        return {
            "place": self.place,
            "name": self.name,
            "next": self.following.name if self.following else None,
            "steps": [
                {
                    "name": step.name,
                    "title": step.title.of(lang),
                    "state": step.state,
                    "found": step.found.of(lang),
                    "todo": step.todo.of(lang) if step.todo else None,
                    "format": step.format,
                    "templates": list(step.templates),
                }
                for step in self.steps
            ],
        }


def places_begun(data: DataFolder) -> list[str]:
    """The regencies of which anything but code lists was delivered."""
    return sorted({cell.regency_code for cell in in_force(data) if _is_of_place(cell)})


def setup_of(data: DataFolder, places: Sequence[str]) -> list[Setup]:
    """The steps of each place (codes of regencies or provinces)."""
    regions = load_regions(data)
    cells = in_force(data)
    return [Setup(place, regions.name(place), _steps(data, regions, cells, place)) for place in places]


def _is_of_place(cell: Cell) -> bool:
    return cell.target in ABOUT_PLACES and len(cell.regency_code) == len("00.00")


def _steps(data: DataFolder, regions: Regions, cells: Sequence[Cell], place: str) -> tuple[Step, ...]:
    regencies = [place] if "." in place else [region.code for region in regions.children(place)]
    own = [cell for cell in cells if cell.regency_code in regencies]
    return (
        _codes(regions, place, regencies),
        _boundaries(data, regions, place, regencies),
        _workforce(own, regencies),
        _participants(own, regencies),
        _register(own, regencies),
    )


def _codes(regions: Regions, place: str, regencies: Sequence[str]) -> Step:
    districts, villages = (len(regions.within(place, level)) for level in ("district", "village"))
    bps = sum(region.bps_code is not None for region in regions.within(place, "village"))
    listed = sum(regions.has_list(code, "village") for code in regencies)
    state: State = "done" if listed == len(regencies) else "partly" if districts else "open"
    counts = {"districts": districts, "villages": villages, "bps": bps}
    found = told("found_codes" if villages else "found_districts" if districts else "found_none", **counts)
    return Step("codes", state, found, None if state == "done" else told("todo_codes"), "regions")


def _boundaries(data: DataFolder, regions: Regions, place: str, regencies: Sequence[str]) -> Step:
    sets = boundary_sets(data)
    levels: tuple[Level, ...] = ("district", "village")
    drawn = {
        level: {code for one in sets for code in one.codes.get(level, ()) if code[: len(place)] == place}
        for level in levels
    }
    known = {level: {region.code for region in regions.within(place, level)} for level in levels}
    missing = {level: len(known[level] - drawn[level]) for level in levels}
    if not any(drawn.values()):
        return Step("boundaries", "open", told("found_schematic"), told("todo_boundaries"), None)
    counts = {f"{level}s": len(drawn[level] & known[level]) for level in levels}
    is_whole = bool(known["village"]) and missing["village"] == 0
    todo = (
        None if is_whole else told("todo_more_boundaries", districts=missing["district"], villages=missing["village"])
    )
    return Step("boundaries", "done" if is_whole else "partly", told("found_boundaries", **counts), todo, None)


def _workforce(cells: Sequence[Cell], regencies: Sequence[str]) -> Step:
    own = [cell for cell in cells if cell.target == "workforce"]
    if not own:
        return Step("workforce", "open", told("found_none"), told("todo_workforce"), "workforce")
    labels = {name: declared.label for name, declared in workforce_series().items()}
    series = sorted({cell.subject for cell in own})

    def named(lang: Lang) -> str:
        return ", ".join(labels[name].of(lang) if name in labels else name for name in series)

    last = max(cell.period for cell in own)
    found = told("found_workforce", series=Text(id=named("id"), en=named("en")), month=_month(last))
    state, said, todo = _for_all(own, regencies, found, told("todo_workforce"))
    return Step("workforce", state, said, todo, "workforce")


def _participants(cells: Sequence[Cell], regencies: Sequence[str]) -> Step:
    own = [cell for cell in cells if cell.target in ("participants", "counts")]
    if not own:
        return Step("participants", "open", told("found_none"), told("todo_participants"), "participants")
    senders = len({cell.sender for cell in own})
    found = told("found_participants", senders=senders, month=_month(max(cell.period for cell in own)))
    state, said, todo = _for_all(own, regencies, found, told("todo_participants"))
    return Step("participants", state, said, todo, "participants")


def _register(cells: Sequence[Cell], regencies: Sequence[str]) -> Step:
    own = [cell for cell in cells if cell.target in ("register", "decile_table")]
    if not own:
        return Step("register", "open", told("found_none"), told("todo_register"), "register")
    found = told("found_register", month=_month(max(cell.period for cell in own)))
    state, said, todo = _for_all(own, regencies, found, told("todo_register"))
    return Step("register", state, said, todo, "register")


def _for_all(
    cells: Sequence[Cell], regencies: Sequence[str], found: Text, todo: Text
) -> tuple[State, Text, Text | None]:
    """Done where every regency of the place has it; else partly, with how many have."""
    having = len({cell.regency_code for cell in cells})
    if having == len(regencies):
        return "done", found, None
    of = told("found_of", having=having, all=len(regencies))
    return "partly", Text(id=f"{found.id} {of.id}", en=f"{found.en} {of.en}"), todo


def _month(month: int) -> Text:
    return Text(id=month_name(month, "id"), en=month_name(month, "en"))
