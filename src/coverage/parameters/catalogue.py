"""The declared parameters by name: one YAML per parameter, the path is the name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path

from ..declare import load_catalogue
from ..errors import unknown_name
from ..words import phrase
from .model import Parameter

FOLDER = Path(__file__).parent / "catalogue"


@lru_cache(maxsize=1)
def _parameters() -> dict[str, Parameter]:
    return {
        name: parameter.model_copy(update={"name": name})
        for name, parameter in load_catalogue(FOLDER, Parameter).items()
    }


class Parameters(Mapping[str, Parameter]):
    """Every declared parameter, read on first use; a wrong name says which was meant."""

    def __getitem__(self, name: str) -> Parameter:
        if name not in _parameters():
            raise unknown_name(phrase("parameters.parameter"), name, _parameters())
        return _parameters()[name]

    def __contains__(self, name: object) -> bool:
        return name in _parameters()

    def __iter__(self) -> Iterator[str]:
        return iter(_parameters())

    def __len__(self) -> int:
        return len(_parameters())


PARAMETERS = Parameters()


def first_of_month(month: int) -> date:
    """The first day of a month number: the day whose law governs the month's contribution.

    >>> first_of_month(24305)
    datetime.date(2025, 6, 1)
    """
    return date(month // 12, month % 12 + 1, 1)
