"""Declared files: YAML read strictly into frozen models, all faults of a folder told at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from .errors import CoverageError
from .text import Text


class Declared(BaseModel):
    """The base of everything declared: frozen, no unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Model = TypeVar("Model", bound=Declared)


def read_yaml(path: Path) -> Any:
    """The content of a YAML file of the program itself (safe loader)."""
    with path.open(encoding="utf-8") as handle:
        return yaml.load(handle, Loader=_LOADER)  # noqa: S506 - a safe loader either way


# The C loader reads the catalogues about eight times faster; it is missing in a few builds of PyYAML.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def load_catalogue(folder: Path, model: type[Model]) -> dict[str, Model]:
    """Every `*.yaml` below `folder` as `{name: declaration}`; the name is the path with dots, without ending.

    Raises one `CoverageError` that lists the faults of all files.
    """
    found: dict[str, Model] = {}
    faults: list[str] = []
    for path in sorted(folder.rglob("*.yaml")):
        name = ".".join(path.relative_to(folder).with_suffix("").parts)
        try:
            found[name] = model.model_validate(read_yaml(path))
        except (ValidationError, yaml.YAMLError) as fault:
            faults.append(f"{path.name}: {fault}")
    if faults:
        listed = "\n".join(faults)
        raise CoverageError(
            "declaration", Text(id=f"Berkas deklarasi salah:\n{listed}", en=f"Faulty declarations:\n{listed}")
        )
    return found
