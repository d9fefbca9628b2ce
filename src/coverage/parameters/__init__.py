"""Dated law: every number a policy person may question, with its date, legal basis and confidence."""

from .benefits import Benefit, BenefitName, family_benefits, unbroken_gap, waiting_months
from .catalogue import PARAMETERS, first_of_month
from .figures import Figure, published, published_figures
from .model import Basis, Confidence, Dated, Parameter, citations
from .reference import parameters_markdown
from .tariff import (
    SECTORS,
    Band,
    BandTable,
    Contribution,
    Sector,
    TariffRow,
    band_of,
    band_table,
    contribution,
    tariff_table,
)
from .tracks import NATIONAL, TargetRow, Track, TrackPoint, target_rows, target_tracks

__all__ = [
    "NATIONAL",
    "PARAMETERS",
    "SECTORS",
    "Band",
    "BandTable",
    "Basis",
    "Benefit",
    "BenefitName",
    "Confidence",
    "Contribution",
    "Dated",
    "Figure",
    "Parameter",
    "Sector",
    "TargetRow",
    "TariffRow",
    "Track",
    "TrackPoint",
    "band_of",
    "band_table",
    "citations",
    "contribution",
    "family_benefits",
    "first_of_month",
    "parameters_markdown",
    "published",
    "published_figures",
    "target_rows",
    "target_tracks",
    "tariff_table",
    "unbroken_gap",
    "waiting_months",
]
