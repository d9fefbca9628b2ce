"""Identity numbers as they may be shown."""

from __future__ import annotations

import re

DOT = "•"

_LINE_ENDS = re.compile(r"[\t\n\r\v\f\x85]+")
# Control characters, and what a file name holds that is no text.
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")

# Thirteen digits and more, however parted: no code of ours is that long, a NIK with lost zeros is.
_LONG_NUMBER = re.compile(r"\d(?:[ .'\-]?\d){12,}")
_PARTED = re.compile(r"[ .\-'\u00a0]")


def masked(nik: str) -> str:
    """A NIK as it may be shown: its last two digits, or none where they are not known or it is no number.

    >>> masked("7471010101900001"), masked("7.47E+15"), masked("7471010101900001.0")
    ('••••••••••••••01', '••••••••••••••••', '••••••••••••••01')
    """
    digits = _PARTED.sub("", nik.strip().removesuffix(".0"))
    return DOT * 14 + (digits[-2:] if digits.isascii() and digits.isdigit() else DOT * 2)


def scrub(text: str) -> str:
    """Free text on one line, with everything that could be an identity number masked.

    >>> scrub("data 7471010101900001 rev.xlsx")
    'data ••••••••••••••01 rev.xlsx'
    """
    printable = text if text.isprintable() else _UNPRINTABLE.sub("�", _LINE_ENDS.sub(" ", text))
    return _LONG_NUMBER.sub(lambda found: masked(found.group()), printable)
